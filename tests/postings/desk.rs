//! The desk and the form.

use super::*;

on_both! {
    fn the_desk_lists_by_stage_and_says_what_can_be_done(world: World) {
        let hiring = Hiring::known(&world);
        let empty = hiring.client.get(&hiring.desk()).expect(200);
        assert!(empty.says("No postings yet"));
        let live = hiring.live(&world);
        let draft = hiring.complete();
        let page = hiring.client.get(&hiring.desk()).expect(200);
        assert_eq!(page.count("tr[data-posting]"), 2);
        let drafts = hiring.client.get(&format!("{}?stage=draft", hiring.desk())).expect(200);
        assert_eq!(drafts.attrs("tr[data-posting]", "data-posting"), [draft.to_string()]);
        for odd in ["?stage=moon", "?page=0", "?page=-1", "?page=99999999999", "?done=<script>"] {
            hiring.client.get(&format!("{}{odd}", hiring.desk())).expect(200);
        }
        assert!(page.has(&format!("form[action='{}']", part_of(live, "renewal"))));
        assert!(page.says("Live") && page.says("Draft") && page.says("$28–$34.50 an hour"));
    }

    fn rows_for_credentials_are_added_without_losing_anything(world: World) {
        let hiring = Hiring::known(&world);
        let page = hiring.blank();
        assert_eq!(page.count("#credentials [data-row]"), 2);
        let rows = [("credential", "cpc"), ("credential", "ccs")];
        let more = page.form("main form").set_all(FILLED).set_all(&rows).press("Add another credential");
        let more = more.expect(200);
        assert_eq!((more.count("#credentials [data-row]"), count(&world)), (3, 0));
        assert_eq!(more.attr("#title", "value"), "Outpatient Surgery Coder");
        let sent = more.form("main form").press("Preview").expect(303);
        let id = id_in(&sent.location());
        let names = loaded(&world, id).content.requirements;
        assert_eq!(names.named_credentials(), ["cpc", "ccs"]);
        assert!(sent.follow().says("CPC or CCS"));
        let again = hiring.edit(id).form("main form").press("Add another credential").expect(200);
        assert_eq!(again.count("#credentials [data-row]"), 3);
    }

    fn a_new_form_starts_from_the_last_posting(world: World) {
        let hiring = Hiring::known(&world);
        hiring.live(&world);
        let page = hiring.blank();
        assert!(page.says("filled in from your last posting, Outpatient Surgery Coder"));
        assert!(page.has("#benefits input[checked]") || page.has("[name=benefits][checked]"));
        for own in ["title", "apply_url", "requisition_id", "deadline"] {
            assert_eq!(page.form("main form").value(own), Some(""), "{own}");
        }
        assert!(!page.has("#attestation[checked]"));
    }
}
