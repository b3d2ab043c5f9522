//! Looking for work: state and credentials for a visit, verdicts on every page with postings, and
//! what is kept and hidden.

mod keeping;
mod visits;

use careercenter::search;

use crate::support::World;
use crate::support::advert::{Hiring, content, employer, publish};

/// An employer with a posting for CPC holders in Ohio and Texas, and one on site in Columbus for
/// whoever holds a CCS.
fn board(world: &World) -> (Hiring, [i64; 2]) {
    use careercenter::eligibility::{Demand, Necessity, Requirements};
    use careercenter::postings::SitePlace;
    use careercenter::vocabulary::State;

    let hiring = employer(&world.site, "Riverbend Health System");
    let remote = publish(&world.site, &hiring, &content("Remote Coder"));
    let mut on_site = content("Inpatient Coder");
    on_site.arrangement = Some("on-site".to_owned());
    on_site.states = Default::default();
    on_site.site = Some(SitePlace {
        city: "Columbus".to_owned(),
        state: State::parse("OH").expect("a state"),
        zip: "43215".to_owned(),
    });
    on_site.requirements = Requirements {
        credentials: Some(Demand::held("ccs", Necessity::Required)),
        experience: Vec::new(),
    };
    let on_site = publish(&world.site, &hiring, &on_site);
    search::refresh(&world.site).expect("the index follows");
    (hiring, [remote.0, on_site.0])
}
