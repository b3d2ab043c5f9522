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
        closed_at -> Nullable<Timestamp>,
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
        mail -> Text,
        told_at -> Nullable<Timestamp>,
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
        questions -> Text,
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
    posting_text (posting_id) {
        posting_id -> BigInt,
        first_key -> Nullable<BigInt>,
        second_key -> Nullable<BigInt>,
        twin_of -> Nullable<BigInt>,
        posted_first -> Nullable<Timestamp>,
        posted_times -> Integer,
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
        attempts -> Integer,
        tried_at -> Nullable<Timestamp>,
        next_at -> Nullable<Timestamp>,
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

diesel::table! {
    email_change (id) {
        id -> BigInt,
        account_id -> BigInt,
        email -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    member_invitation (id) {
        id -> BigInt,
        employer_id -> BigInt,
        email -> Text,
        role -> Text,
        invited_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        outcome -> Text,
    }
}

diesel::table! {
    stored_file (key) {
        key -> Text,
        account_id -> Nullable<BigInt>,
        name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        text -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    profile (account_id) {
        account_id -> BigInt,
        zip -> Text,
        state -> Nullable<Text>,
        moves_to -> Text,
        arrangements -> Text,
        pay_floor -> Nullable<BigInt>,
        credentials_said -> Bool,
        contact -> Text,
        phone -> Text,
        resume_key -> Nullable<Text>,
        consented_at -> Timestamp,
        keep_until -> Date,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    held_credential (id) {
        id -> BigInt,
        account_id -> BigInt,
        credential -> Text,
        standing -> Text,
        issued -> Nullable<Date>,
        expires -> Nullable<Date>,
        number_sealed -> Text,
    }
}

diesel::table! {
    experience (account_id, kind, slug) {
        account_id -> BigInt,
        kind -> Text,
        slug -> Text,
        at_least -> Integer,
        at_most -> Nullable<Integer>,
    }
}

diesel::table! {
    saved_posting (account_id, posting_id) {
        account_id -> BigInt,
        posting_id -> BigInt,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    viewed_posting (account_id, posting_id) {
        account_id -> BigInt,
        posting_id -> BigInt,
        viewed_at -> Timestamp,
    }
}

diesel::table! {
    view_clearing (account_id) {
        account_id -> BigInt,
        cleared_at -> Timestamp,
    }
}

diesel::table! {
    hidden_posting (account_id, posting_id) {
        account_id -> BigInt,
        posting_id -> BigInt,
        hidden_at -> Timestamp,
    }
}

diesel::table! {
    hidden_employer (account_id, employer_id) {
        account_id -> BigInt,
        employer_id -> BigInt,
        hidden_at -> Timestamp,
    }
}

diesel::table! {
    application (id) {
        id -> BigInt,
        public_id -> Text,
        posting_id -> BigInt,
        account_id -> Nullable<BigInt>,
        name -> Text,
        email -> Text,
        phone -> Text,
        contact -> Text,
        note -> Text,
        resume_key -> Nullable<Text>,
        answers -> Text,
        profile -> Text,
        verdict -> Text,
        answer -> Text,
        stage -> Text,
        applied_at -> Timestamp,
        moved_at -> Timestamp,
        erase_at -> Nullable<Timestamp>,
        erased_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    application_event (id) {
        id -> BigInt,
        application_id -> BigInt,
        happened_at -> Timestamp,
        account_id -> Nullable<BigInt>,
        side -> Text,
        actor -> Text,
        deed -> Text,
        stage -> Nullable<Text>,
    }
}

diesel::table! {
    application_note (id) {
        id -> BigInt,
        application_id -> BigInt,
        account_id -> Nullable<BigInt>,
        author -> Text,
        body -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    guest_application (id) {
        id -> BigInt,
        posting_id -> BigInt,
        email -> Text,
        name -> Text,
        phone -> Text,
        note -> Text,
        resume_key -> Nullable<Text>,
        answers -> Text,
        profile -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    departure (account_id, posting_id) {
        account_id -> BigInt,
        posting_id -> BigInt,
        left_at -> Timestamp,
        answer -> Text,
    }
}

diesel::table! {
    departure_count (posting_id, day) {
        posting_id -> BigInt,
        day -> Date,
        people -> BigInt,
    }
}

diesel::table! {
    subscriber (id) {
        id -> BigInt,
        email -> Nullable<Text>,
        account_id -> Nullable<BigInt>,
        moved_to -> Nullable<BigInt>,
        zone -> Text,
        last_instant_at -> Nullable<Timestamp>,
        last_digest_at -> Nullable<Timestamp>,
        last_weekly_at -> Nullable<Timestamp>,
        confirmation_asked_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    alert (id) {
        id -> BigInt,
        subscriber_id -> BigInt,
        criteria -> Text,
        fit -> Nullable<Text>,
        frequency -> Text,
        stage -> Text,
        paused_from -> Nullable<Timestamp>,
        paused_until -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    alert_cursor (id) {
        id -> BigInt,
        last_change -> BigInt,
    }
}

diesel::table! {
    alert_batch (id) {
        id -> BigInt,
        taken_at -> Timestamp,
        resume_after -> BigInt,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    alert_batch_posting (posting_id, opening) {
        posting_id -> BigInt,
        opening -> Integer,
        appeared_at -> Timestamp,
        batch_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    alert_delivery (id) {
        id -> BigInt,
        alert_id -> BigInt,
        subscriber_id -> BigInt,
        posting_id -> BigInt,
        opening -> Integer,
        due_at -> Timestamp,
        outbox_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    suppression (email) {
        email -> Text,
        reason -> Text,
        at -> Timestamp,
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

diesel::joinable!(email_change -> account (account_id));

diesel::joinable!(member_invitation -> employer (employer_id));

diesel::joinable!(member_invitation -> account (invited_by));

diesel::joinable!(stored_file -> account (account_id));

diesel::joinable!(profile -> account (account_id));

diesel::joinable!(profile -> stored_file (resume_key));

diesel::joinable!(held_credential -> account (account_id));

diesel::joinable!(experience -> account (account_id));

diesel::joinable!(saved_posting -> account (account_id));

diesel::joinable!(saved_posting -> posting (posting_id));

diesel::joinable!(viewed_posting -> posting (posting_id));

diesel::joinable!(hidden_posting -> account (account_id));

diesel::joinable!(hidden_posting -> posting (posting_id));

diesel::joinable!(hidden_employer -> account (account_id));

diesel::joinable!(hidden_employer -> employer (employer_id));

diesel::joinable!(application -> posting (posting_id));

diesel::joinable!(application -> account (account_id));

diesel::joinable!(application -> stored_file (resume_key));

diesel::joinable!(application_event -> application (application_id));

diesel::joinable!(application_event -> account (account_id));

diesel::joinable!(application_note -> application (application_id));

diesel::joinable!(application_note -> account (account_id));

diesel::joinable!(guest_application -> posting (posting_id));

diesel::joinable!(guest_application -> stored_file (resume_key));

diesel::joinable!(departure -> account (account_id));

diesel::joinable!(departure -> posting (posting_id));

diesel::joinable!(departure_count -> posting (posting_id));

diesel::joinable!(subscriber -> account (account_id));

diesel::joinable!(alert -> subscriber (subscriber_id));

diesel::joinable!(alert_batch_posting -> posting (posting_id));

diesel::joinable!(alert_batch_posting -> alert_batch (batch_id));

diesel::joinable!(alert_delivery -> alert (alert_id));

diesel::joinable!(alert_delivery -> subscriber (subscriber_id));

diesel::joinable!(alert_delivery -> posting (posting_id));

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
    posting_text,
    posting_change,
    posting_review,
    posting_report,
    task,
    outbox,
    schedule,
    audit,
    email_change,
    member_invitation,
    stored_file,
    profile,
    held_credential,
    experience,
    saved_posting,
    viewed_posting,
    view_clearing,
    hidden_posting,
    hidden_employer,
    application,
    application_event,
    application_note,
    guest_application,
    departure,
    departure_count,
    subscriber,
    alert,
    alert_cursor,
    alert_batch,
    alert_batch_posting,
    alert_delivery,
    suppression,
);
