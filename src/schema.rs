//! The tables as Diesel sees them: one shape for both databases, written after `migrations/`.

diesel::table! {
    account (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        password_hash -> Text,
        administrator -> Bool,
        time_zone -> Text,
        verified_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    session (id) {
        id -> BigInt,
        account_id -> BigInt,
        token_hash -> Text,
        device -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    account_link (id) {
        id -> BigInt,
        account_id -> BigInt,
        purpose -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    employer (id) {
        id -> BigInt,
        name -> Text,
        name_folded -> Text,
        kind -> Text,
        agency -> Bool,
        website -> Text,
        about -> Text,
        city -> Text,
        state -> Text,
        zip -> Text,
        time_zone -> Text,
        standing -> Text,
        verified_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    member (id) {
        id -> BigInt,
        employer_id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    posting (id) {
        id -> BigInt,
        employer_id -> Nullable<BigInt>,
        employer_name -> Text,
        origin -> Text,
        stage -> Text,
        title -> Text,
        description -> Text,
        role -> Nullable<Text>,
        employment_type -> Nullable<Text>,
        classification -> Nullable<Text>,
        openings -> Nullable<Integer>,
        requisition_id -> Text,
        arrangement -> Nullable<Text>,
        states -> Text,
        city -> Text,
        state -> Nullable<Text>,
        zip -> Text,
        apply_kind -> Nullable<Text>,
        apply_url -> Text,
        deadline -> Nullable<Date>,
        ongoing -> Bool,
        attested_at -> Nullable<Timestamp>,
        first_published_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
        expires_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        end_reason -> Text,
        opening -> Integer,
        draft_key -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    posting_pay (posting_id) {
        posting_id -> BigInt,
        unit -> Nullable<Text>,
        lowest -> Nullable<BigInt>,
        highest -> Nullable<BigInt>,
        hours_per_week -> Nullable<Integer>,
        units_per_hour -> Nullable<BigInt>,
        hourly_lowest -> Nullable<BigInt>,
        hourly_highest -> Nullable<BigInt>,
        estimated -> Bool,
        benefits_text -> Text,
        other_compensation -> Text,
    }
}

diesel::table! {
    posting_requirements (posting_id) {
        posting_id -> BigInt,
        demand -> Text,
        months -> Nullable<Integer>,
        apprentice_ok -> Bool,
        education -> Nullable<Text>,
    }
}

diesel::table! {
    posting_term (posting_id, kind, slug) {
        posting_id -> BigInt,
        kind -> Text,
        slug -> Text,
    }
}

diesel::table! {
    posting_source (posting_id) {
        posting_id -> BigInt,
        source_key -> Text,
        source_name -> Text,
        url -> Text,
        content_hash -> Text,
        imported_at -> Timestamp,
    }
}

diesel::table! {
    posting_fact (posting_id, fact) {
        posting_id -> BigInt,
        fact -> Text,
        words -> Text,
        confirmed -> Bool,
    }
}

diesel::table! {
    posting_version (id) {
        id -> BigInt,
        posting_id -> BigInt,
        number -> Integer,
        account_id -> Nullable<BigInt>,
        published_at -> Timestamp,
        content -> Text,
    }
}

diesel::table! {
    posting_change (id) {
        id -> BigInt,
        posting_id -> BigInt,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    posting_review (id) {
        id -> BigInt,
        posting_id -> BigInt,
        account_id -> Nullable<BigInt>,
        decision -> Text,
        reason -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    posting_report (id) {
        id -> BigInt,
        posting_id -> BigInt,
        account_id -> Nullable<BigInt>,
        reason -> Text,
        note -> Text,
        created_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        settled_by -> Nullable<BigInt>,
        outcome -> Text,
    }
}

diesel::table! {
    task (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Text,
        stage -> Text,
        urgency -> Integer,
        run_at -> Timestamp,
        attempts -> Integer,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<Timestamp>,
        last_error -> Text,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        recipient -> Text,
        kind -> Text,
        payload -> Text,
        stage -> Text,
        reply -> Text,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    schedule (name) {
        name -> Text,
        next_at -> Timestamp,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        happened_at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        deed -> Text,
        subject -> Text,
        subject_id -> BigInt,
        detail -> Text,
    }
}

diesel::joinable!(session -> account (account_id));
diesel::joinable!(account_link -> account (account_id));
diesel::joinable!(member -> account (account_id));
diesel::joinable!(member -> employer (employer_id));
diesel::joinable!(posting -> employer (employer_id));
diesel::joinable!(posting_report -> posting (posting_id));

diesel::joinable!(posting_pay -> posting (posting_id));

diesel::joinable!(posting_requirements -> posting (posting_id));

diesel::joinable!(posting_source -> posting (posting_id));

diesel::joinable!(posting_version -> account (account_id));

diesel::allow_tables_to_appear_in_same_query!(
    account,
    session,
    account_link,
    employer,
    member,
    posting,
    posting_pay,
    posting_requirements,
    posting_term,
    posting_source,
    posting_fact,
    posting_version,
    posting_change,
    posting_review,
    posting_report,
    task,
    outbox,
    schedule,
    audit,
);
