//! The behaviours that every repository must show, one function each. An implementation runs them
//! all with [`store_suite!`](crate::store_suite):
//!
//! ```text
//! service::store_suite!(async { MyStore::empty().await });
//! ```

mod accounts;
mod build;
mod certificate_life;
mod departure;
mod history;
mod jobs;
mod lotes;
mod remembered;
mod search;
mod trabajadores;
mod units;

pub use accounts::{
    a_company_never_sees_anothers_records, companies_are_found_by_their_rfc,
    records_come_back_as_they_were_written, users_are_found_by_their_address,
    what_accounts_need_comes_back_and_ends, what_ended_is_purged_and_what_lives_stays,
};
pub use build::Build;
pub use certificate_life::{
    a_calendar_is_found_by_its_present_token, a_reminder_is_written_once,
    the_life_of_a_certificate_comes_back_to_its_company,
};
pub use departure::{
    a_company_is_deleted_whole_and_no_other, a_departure_comes_back_to_its_company,
    files_of_idse_are_paged_oldest_first,
};
pub use history::{
    counts_follow_every_change_of_state, the_history_follows_a_movement_that_changes_its_date,
    the_history_goes_both_ways, the_history_is_paged_newest_first_without_gaps_or_repeats,
};
pub use jobs::{
    a_due_job_is_taken_once, a_job_that_moved_cannot_be_finished_by_who_lost_its_lease,
    a_lease_that_ended_frees_the_job, a_sleeping_job_can_be_woken_and_a_leased_one_not,
    finds_the_next_due_time, lanes_do_not_see_each_other,
};
pub use lotes::{
    a_lote_is_found_by_its_numbers, a_lote_number_is_given_once,
    contents_and_evidence_are_kept_per_attempt, lotes_are_paged_highest_number_first,
    open_lotes_are_listed_by_their_deadlines,
};
pub use remembered::{
    a_deleted_movement_is_kept_until_its_day_and_comes_back_newer,
    a_part_of_an_import_is_kept_until_its_day,
    an_imported_row_leads_to_its_movement_while_it_is_there,
    what_is_remembered_comes_back_to_whom_it_belongs,
};
pub use search::{
    the_history_finds_a_trabajador_by_the_directory,
    the_history_finds_text_whatever_its_accents_and_case, the_history_is_filtered_by_each_column,
    the_history_is_filtered_by_what_imss_answered,
};
pub use trabajadores::{
    a_trabajador_who_changes_is_found_under_the_new_name_alone,
    the_directory_is_filtered_by_registro_and_vigencia,
    the_directory_is_paged_by_name_without_gaps_or_repeats,
    the_movements_of_trabajadores_come_by_trabajador_and_date,
    trabajadores_are_found_by_the_words_they_begin_with,
};
pub use units::{
    a_deleted_record_frees_its_name, a_refused_unit_leaves_nothing_behind,
    a_stale_version_is_refused, a_taken_name_is_refused_and_a_changed_one_is_freed,
    an_identity_is_given_once, audit_entries_come_back_newest_first,
    of_two_first_companies_one_wins, of_two_writers_of_one_record_one_wins,
    ten_thousand_movements_go_in_one_unit,
};

/// Writes a `#[tokio::test]` for every behaviour. Takes an expression that is a future of an empty
/// store (anything that implements [`Store`](crate::store::Store)).
#[macro_export]
macro_rules! store_suite {
    ($make:expr) => {
        $crate::store_suite!(@each $make;
            records_come_back_as_they_were_written,
            a_company_never_sees_anothers_records,
            what_ended_is_purged_and_what_lives_stays,
            users_are_found_by_their_address,
            companies_are_found_by_their_rfc,
            what_accounts_need_comes_back_and_ends,
            a_stale_version_is_refused,
            an_identity_is_given_once,
            a_taken_name_is_refused_and_a_changed_one_is_freed,
            a_deleted_record_frees_its_name,
            a_refused_unit_leaves_nothing_behind,
            of_two_first_companies_one_wins,
            of_two_writers_of_one_record_one_wins,
            audit_entries_come_back_newest_first,
            ten_thousand_movements_go_in_one_unit,
            the_history_is_paged_newest_first_without_gaps_or_repeats,
            the_history_is_filtered_by_each_column,
            the_history_finds_text_whatever_its_accents_and_case,
            the_history_follows_a_movement_that_changes_its_date,
            counts_follow_every_change_of_state,
            the_history_finds_a_trabajador_by_the_directory,
            the_history_is_filtered_by_what_imss_answered,
            the_history_goes_both_ways,
            a_lote_number_is_given_once,
            a_lote_is_found_by_its_numbers,
            lotes_are_paged_highest_number_first,
            contents_and_evidence_are_kept_per_attempt,
            open_lotes_are_listed_by_their_deadlines,
            the_directory_is_paged_by_name_without_gaps_or_repeats,
            the_directory_is_filtered_by_registro_and_vigencia,
            trabajadores_are_found_by_the_words_they_begin_with,
            a_trabajador_who_changes_is_found_under_the_new_name_alone,
            the_movements_of_trabajadores_come_by_trabajador_and_date,
            what_is_remembered_comes_back_to_whom_it_belongs,
            an_imported_row_leads_to_its_movement_while_it_is_there,
            a_deleted_movement_is_kept_until_its_day_and_comes_back_newer,
            the_life_of_a_certificate_comes_back_to_its_company,
            a_reminder_is_written_once,
            a_calendar_is_found_by_its_present_token,
            a_part_of_an_import_is_kept_until_its_day,
            a_due_job_is_taken_once,
            a_lease_that_ended_frees_the_job,
            a_job_that_moved_cannot_be_finished_by_who_lost_its_lease,
            a_sleeping_job_can_be_woken_and_a_leased_one_not,
            finds_the_next_due_time,
            lanes_do_not_see_each_other,
            a_company_is_deleted_whole_and_no_other,
            a_departure_comes_back_to_its_company,
            files_of_idse_are_paged_oldest_first,
        );
    };
    (@each $make:expr; $($behaviour:ident,)+) => {
        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $behaviour() {
                let store = $make.await;
                $crate::suite::$behaviour(&store).await;
            }
        )+
    };
}
