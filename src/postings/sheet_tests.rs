use super::*;
use crate::eligibility::ExperienceDemand;
use crate::postings::example;
use crate::postings::facts::Fact;

fn row(loaded: &Loaded, name: &str) -> FactRow {
    let rows = loaded.fact_groups().into_iter().flat_map(|group| group.facts);
    rows.into_iter().find(|row| row.label == name).unwrap_or_else(|| panic!("no {name}"))
}

fn read(fact: &str, words: &str) -> Fact {
    Fact { fact: fact.into(), words: words.into(), confirmed: false }
}

#[test]
fn states_are_sorted_by_their_names() {
    let mut loaded = example::loaded();
    loaded.content.states = "AK,AL,IA,ID,IL,IN".parse().expect("states");
    let hires = row(&loaded, "Hires in").values.remove(0).text;
    assert_eq!(hires, "Alabama, Alaska, Idaho, Illinois, Indiana and Iowa");
}

#[test]
fn words_are_quoted_once_and_only_where_they_fit() {
    let mut loaded = example::loaded();
    let more = ExperienceDemand { months: 36, ..loaded.content.requirements.experience[0].clone() };
    loaded.content.requirements.experience.push(more);
    loaded.facts = vec![read("credentials", "CPC or COC"), read("months", "two years of coding")];
    let quotes = |loaded: &Loaded, name: &str| {
        let values = row(loaded, name).values;
        assert!(values.iter().all(|value| value.unconfirmed), "{values:?}");
        values.into_iter().map(|value| value.words).collect::<Vec<_>>()
    };
    let once = [Some("two years of coding".to_owned()), None];
    assert_eq!(quotes(&loaded, "Experience"), once);
    loaded.facts[1].words = "CPC or COC".into();
    assert_eq!(quotes(&loaded, "Experience"), [None, None]);
    assert_eq!(quotes(&loaded, "Credential"), [Some("CPC or COC".to_owned())]);
}

#[test]
fn place_and_pay_that_nobody_confirmed_are_marked_everywhere() {
    let mut loaded = example::loaded();
    let marks = |loaded: &Loaded| {
        let (card, article) = (loaded.card(example::now()), loaded.article(example::now(), 0));
        let pay = |view: Option<super::super::PayView>| view.expect("pay").unconfirmed;
        assert_eq!(card.where_unconfirmed, article.where_unconfirmed);
        assert_eq!(pay(card.pay.clone()), pay(article.pay));
        (card.where_unconfirmed, pay(card.pay))
    };
    assert_eq!(marks(&loaded), (false, false));
    loaded.facts = vec![read("states", "OH"), read("pay", "$28")];
    assert_eq!(marks(&loaded), (true, true));
    loaded.facts[0].confirmed = true;
    assert_eq!(marks(&loaded), (false, true));
}
