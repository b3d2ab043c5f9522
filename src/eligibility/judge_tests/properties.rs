//! What holds of every verdict.

use super::super::generated::{fit, holding, stated};
use super::*;
use proptest::prelude::*;
use proptest::sample::select;

fn state() -> impl Strategy<Value = State> {
    select(State::all().collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn the_bare_answer_is_that_of_the_verdict(fit in fit(), stated in stated()) {
        let judge = Judge::of(&fit);
        let verdict = judge.verdict(&stated);
        prop_assert_eq!(judge.answer(&stated), verdict.answer);
        prop_assert_eq!(judge.hires_at_home(&stated), verdict.hires_at_home);
        let halves = [judge.answer_to_requirements(&stated), judge.answer_to_whereabouts(&stated)];
        prop_assert_eq!(halves.into_iter().min(), Some(verdict.answer));
        let alone = [
            judge.answer_to_requirements(&stated.requirements_alone()),
            judge.answer_to_whereabouts(&stated.whereabouts_alone()),
        ];
        prop_assert_eq!(halves, alone);
        for reason in &verdict.reasons {
            prop_assert!(reason.text.ends_with('.') && !reason.text.contains("  "));
            prop_assert!(reason.text.len() < 400, "{}", reason.text);
        }
        prop_assert!(verdict.headline().ends_with('.'));
    }

    #[test]
    fn what_is_unconfirmed_neither_admits_nor_refuses(fit in fit(), stated in stated()) {
        let judge = Judge::of(&fit);
        let unconfirmed = Stated {
            requirements_unconfirmed: true,
            whereabouts_unconfirmed: true,
            ..stated
        };
        let verdict = judge.verdict(&unconfirmed);
        prop_assert_eq!(verdict.answer, Answer::CannotTell);
        for reason in verdict.reasons {
            prop_assert!(matches!(reason.finding, Finding::AskEmployer | Finding::WouldHelp));
        }
    }

    /// Of those who have said what they hold: the first word about it may well be bad news.
    #[test]
    fn another_credential_never_makes_it_worse(
        fit in fit(),
        stated in stated(),
        more in holding(),
        place in 0usize..4,
    ) {
        let credentials = fit.credentials.clone().unwrap_or_default();
        let before = Fit { credentials: Some(credentials.clone()), ..fit };
        let mut credentials = credentials;
        let held = Holding { held: Held::Held, ..more };
        credentials.insert(place.min(credentials.len()), held);
        let after = Fit { credentials: Some(credentials), ..before.clone() };
        let answer = |fit: &Fit| Judge::of(fit).answer(&stated);
        prop_assert!(answer(&after) >= answer(&before), "{:?}", after);
    }

    #[test]
    fn another_state_to_move_to_never_makes_it_worse(
        fit in fit(),
        stated in stated(),
        more in state(),
    ) {
        let before = Judge::of(&fit).answer(&stated);
        let mut after = fit;
        after.moves_to.insert(more);
        prop_assert!(Judge::of(&after).answer(&stated) >= before);
    }

    #[test]
    fn more_months_never_make_it_worse(
        fit in fit(),
        stated in stated(),
        which in 0usize..4,
        more in 0u16..48,
        open in any::<bool>(),
    ) {
        let before = Judge::of(&fit).answer(&stated);
        let mut after = fit;
        if let Some(band) = after.experience.get_mut(which) {
            band.at_least += more;
            band.at_most = band.at_most.filter(|_| !open).map(|most| most + more);
        }
        prop_assert!(Judge::of(&after).answer(&stated) >= before, "{:?}", after);
    }
}
