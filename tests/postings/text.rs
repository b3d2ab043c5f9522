//! Starting from the text of an ad.

use super::*;

const AD: &str = "Outpatient Coder - Remote\n\nRiverbend Health is hiring a full-time outpatient coder. This is a fully remote position within the United States.\n\nPay: $28.00 - $34.00 per hour.\n\nRequirements\n- CPC or CCS required\n- 2 years of outpatient coding experience\n\nWe use Epic. Benefits: medical insurance, dental, 401(k), paid time off.";

on_both! {
    fn an_ad_becomes_a_draft_whose_facts_wait_for_agreement(world: World) {
        let hiring = Hiring::known(&world);
        let start = hiring.client.get(&format!("{}/postings/new", hiring.desk())).expect(200);
        start.form("form[action$=from-text]").submit().expect(422);
        let read = start.fill("form[action$=from-text]", &[("text", AD)]).expect(303);
        let id = id_in(&read.location());
        let again = start.fill("form[action$=from-text]", &[("text", AD)]).expect(303);
        assert_eq!((id_in(&again.location()), count(&world)), (id, 1));

        let draft = loaded(&world, id);
        assert_eq!(draft.content.title, "Outpatient Coder - Remote");
        assert_eq!(draft.content.pay.as_ref().map(|pay| (pay.lowest, pay.highest)), Some((280_000, 340_000)));
        assert!(!draft.facts.is_empty() && draft.facts.iter().all(|fact| !fact.confirmed));

        let page = read.follow().expect(200);
        assert!(page.has("#pay-read") && page.says("Please check"));
        let rest = [
            ("other_compensation", "none"),
            ("ongoing", "yes"),
            ("attestation", "yes"),
            ("employment_type", "full-time"),
            ("classification", "w2"),
            ("arrangement", "remote-us"),
            ("benefits_text", "See above."),
        ];
        let refused = page.form("main form").set_all(&rest).press("Preview").expect(422);
        assert!(refused.text("#pay-error").contains("That is right"));
        hiring.publish(id).expect(303);
        assert_eq!(stage(&world, id), Stage::Draft);

        let boxes = refused.attrs("input[name=confirm]", "value");
        let ticks: Vec<(&str, &str)> = boxes.iter().map(|name| ("confirm", name.as_str())).collect();
        let sent = refused.form("main form").set_all(&ticks).press("Preview").expect(303);
        assert!(loaded(&world, id).facts.iter().all(|fact| fact.confirmed), "{}", sent.shown());
        hiring.publish(id).expect(303);
        assert_eq!(stage(&world, id), Stage::Live);
    }

    fn text_that_says_little_still_makes_a_draft(world: World) {
        let hiring = Hiring::known(&world);
        let path = format!("{}/postings/from-text", hiring.desk());
        for text in ["x", "<script>\r\n</script>", &"word ".repeat(4_000), "***"] {
            hiring.client.post(&path, &[("text", text)]).expect(303).follow().expect(200);
        }
        hiring.client.post(&path, &[("text", "x".repeat(30_000))]).expect(422);
        hiring.client.post(&path, &[("text", "   ")]).expect(422);
    }
}
