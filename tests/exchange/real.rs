//! The real postings, as of a day on which most of them were open.

use super::*;

const FILE: &str = "medical_coding_jobs.jsonl";

/// Everything an import may write.
#[derive(Debug, PartialEq)]
struct Stored {
    /// Id, version and title.
    postings: Vec<(i64, i64, String)>,
    /// Key and hash.
    sources: Vec<(String, String)>,
    /// How long the change log is.
    changes: i64,
}

fn stored(world: &World) -> Stored {
    let read = world.site.db.read_now(|conn| {
        let postings = posting::table
            .order(posting::id)
            .select((posting::id, posting::version, posting::title))
            .load::<(PostingId, i64, String)>(conn)?;
        let sources = posting_source::table
            .order(posting_source::posting_id)
            .select((posting_source::source_key, posting_source::content_hash))
            .load(conn)?;
        let changes = posting_change::table.count().get_result(conn)?;
        let plain = postings.into_iter().map(|(id, version, title)| (id.0, version, title));
        Ok(Stored { postings: plain.collect(), sources, changes })
    });
    read.expect("everything is read")
}

fn live(world: &World) -> i64 {
    let live = posting::table.filter(posting::stage.eq(postings::Stage::Live));
    world.site.db.read_now(|conn| Ok(live.count().get_result(conn)?)).expect("counted")
}

on_both! {
    fn every_real_posting_is_taken_once(world: World) {
        let Some(path) = shared(FILE) else { return };
        let bytes = std::fs::read(path).expect("the shared file is readable");
        let day = NaiveDate::from_ymd_opt(2025, 6, 1);
        let first = import_as_of(&world, &bytes, day);
        assert_eq!((first.read, did(&first)), (583, [583, 0, 0, 0]), "{:?}", first.rejections);
        assert_eq!((first.live, first.expired, live(&world)), (551, 32, 551));

        let before = stored(&world);
        assert_eq!(before.postings.len(), 583);
        world.advance(chrono::TimeDelta::hours(1));
        let again = import_as_of(&world, &bytes, day);
        assert_eq!((again.read, did(&again)), (583, [0, 0, 583, 0]));
        assert_eq!((again.live, again.expired), (551, 32));
        assert_eq!(stored(&world), before);
    }
}
