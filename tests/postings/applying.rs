//! Where people apply, and what they are asked.

use careercenter::postings::{Question, QuestionKind};

use super::*;

const HERE: &[(&str, &str)] = &[
    ("apply_at", "here"),
    ("question", "Do you have a quiet place to work?"),
    ("question", ""),
    ("question", "Which encoders have you used?"),
    ("question_kind", "yes_no"),
    ("question_kind", "text"),
    ("question_kind", "text"),
    ("question_required", "yes"),
    ("question_required", "yes"),
    ("question_required", "no"),
];

fn questions() -> Vec<Question> {
    let question = |text: &str, kind, required| Question { text: text.into(), kind, required };
    vec![
        question("Do you have a quiet place to work?", QuestionKind::YesNo, true),
        question("Which encoders have you used?", QuestionKind::Text, false),
    ]
}

on_both! {
    fn people_apply_on_the_board_unless_said_otherwise(world: World) {
        let hiring = Hiring::known(&world);
        let blank = hiring.blank();
        assert_eq!(blank.attrs("[name=apply_at][checked]", "value"), ["here"]);
        let sent = blank.form("main form").set_all(FILLED).set_all(HERE).press("Preview").expect(303);
        let id = id_in(&sent.location());
        let content = loaded(&world, id).content;
        assert!(content.apply_here && content.apply_url.is_empty());
        assert_eq!(content.questions, questions());
        let preview = sent.follow().expect(200);
        assert!(preview.says("You apply here, on CareerCenter."));
        assert_eq!(preview.all(".asked li"), ["Do you have a quiet place to work?", "Which encoders have you used?"]);
        hiring.publish(id).expect(303);
        let page = world.client().visit(&format!("/jobs/{id}")).expect(200);
        assert!(page.says("You apply here, on CareerCenter."));
        assert_eq!(page.attr(".posting-apply a", "href"), format!("/jobs/{id}/apply"));
        assert!(String::from_utf8_lossy(&page.body).contains("\"directApply\":true"));

        let next = hiring.blank();
        assert_eq!(next.attrs("[name=apply_at][checked]", "value"), ["here"]);
        assert_eq!(next.form("main form").value("question"), Some(""));
    }

    fn how_people_apply_is_kept_in_every_version(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.live(&world);
        let page = world.client().visit(&format!("/jobs/{id}")).expect(200);
        assert!(page.says("You apply on careers.riverbend.example."));
        hiring.edit(id).form("main form").set_all(HERE).press("Save changes").expect(303);
        let history = hiring.client.get(&part_of(id, "history")).expect(200);
        assert!(history.says("On CareerCenter") && history.says("Which encoders have you used? (short answer)"));
        let edit = hiring.edit(id);
        assert_eq!(edit.count("#questions [data-row]"), 2);
        let more = edit.form("main form").press("Add another question").expect(200);
        assert_eq!(more.count("#questions [data-row]"), 3);
        edit.form("main form").set_all(&[("question", "Night shifts?")]).press("Save changes").expect(303);
        let stale = edit.form("main form").set_all(&[("question", "Weekends?")]).press("Save changes").expect(409);
        assert!(stale.says("Night shifts? (yes or no, required)") && stale.says("Weekends?"));
        let copy = hiring.act(id, "copy").expect(303);
        let copied = loaded(&world, id_in(&copy.location())).content;
        assert!(copied.apply_here && copied.questions.len() == 1);
    }

    fn a_question_nobody_should_ask_is_worth_another_look(world: World) {
        let hiring = Hiring::known(&world);
        let asked = [("question", "Are you young and energetic?")];
        let blank = hiring.blank();
        let sent = blank.form("main form").set_all(FILLED).set_all(HERE).set_all(&asked).press("Preview");
        let sent = sent.expect(303);
        assert!(sent.follow().says("“Young” can read as an age limit."));
        let edit = hiring.edit(id_in(&sent.location()));
        assert!(edit.text(".banner.warn").contains("“Young” can read as an age limit."));
    }

    fn odd_questions_are_refused_beside_their_rows(world: World) {
        let hiring = Hiring::known(&world);
        let long = "q".repeat(201);
        for (name, value, said) in [
            ("question", long.as_str(), "200 characters"),
            ("question", "???", "letters or digits"),
            ("question_kind", "essay", "how the question is answered"),
            ("question_required", "maybe", "whether the answer is required"),
        ] {
            let blank = hiring.blank();
            let form = blank.form("main form").set_all(FILLED).set_all(HERE).set_all(&[(name, value)]);
            let page = form.press("Preview").expect(422);
            assert!(page.text("#questions-error").contains(said), "{}", page.shown());
        }
        let six: Vec<_> = (0..6).map(|_| ("question", "Why?")).collect();
        let page = hiring.blank().form("main form").set_all(FILLED).set_all(HERE).set_all(&six).press("Preview");
        assert!(page.expect(422).text("#questions-error").contains("At most 5"));
    }
}
