//! What colleagues do, one file each: rows, audit and mailbox events in one transaction.
//!
//! An act gets a transaction, who does it and the time as values; it answers what was done, or
//! the refusal in a form that a page can put into words. It never commits: its caller does.

pub mod add_staff;
pub mod at_risk;
pub mod cancel_session;
pub mod catch_up;
pub mod channel_budget;
pub mod close_task;
pub mod colleagues;
pub mod compare_revisions;
pub mod contact_trail;
pub mod conversation;
pub mod correct_number;
pub mod cover_messages;
pub mod draft;
pub mod edit_content;
pub mod end_enrolment;
pub mod enrol;
pub mod erase;
pub mod flag_hardship;
pub mod give_course;
pub mod hear_messages;
pub mod import;
pub mod import_calendar;
pub mod import_enrolments;
pub mod import_file;
pub mod import_people;
pub mod import_sessions;
pub mod invite;
pub mod inzage;
pub mod keep_plan;
pub mod letters;
pub mod link_household;
pub mod move_session;
pub mod note_answer;
pub mod note_phone_call;
pub mod note_placement;
pub mod note_presence;
pub mod note_trajectory;
pub mod occasion;
pub mod oidc_sign_in;
pub mod own_account;
pub mod passwords;
mod person_card;
pub mod plan_reminders;
pub mod plan_schedules;
pub mod preview_carry;
pub mod publish;
pub mod receive;
pub mod rectify;
pub mod register_address;
pub mod say_who_stops;
pub mod second_factor;
pub mod second_phone;
pub mod share_phone;
pub mod sign_in;
pub mod snooze;
pub mod start_dialog;
pub mod tell_session_changed;
#[cfg(test)]
mod tests;
pub mod try_now;
pub mod vouch;
pub mod waiting_list;
mod whatsapp_addresses;
