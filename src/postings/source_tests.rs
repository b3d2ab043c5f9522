use super::*;
use crate::postings::example;

#[test]
fn a_source_is_named_as_people_know_it() {
    let name = |source_name: &str, url: &str| {
        let source = Source {
            posting_id: PostingId(1),
            source_key: "k".into(),
            source_name: source_name.into(),
            url: url.into(),
            content_hash: String::new(),
            imported_at: example::now(),
        };
        source.name()
    };
    assert_eq!(name("usajobs_listing", "https://www.usajobs.gov/job/1"), "usajobs.gov");
    assert_eq!(name("usajobs_listing", ""), "USAJOBS Listing");
    assert_eq!(name("jobs_2020_seed", "not an address"), "Jobs 2020 Seed");
    assert_eq!(name("usajobs.gov", ""), "usajobs.gov");
    assert_eq!(name("", ""), "");
}
