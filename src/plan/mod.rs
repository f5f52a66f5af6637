//! When: quiet hours, working days, both clock switches, reminders, ladders, back-off and cron.
//!
//! Every function here is pure: it gets `now` as a value and gives a moment back. Instants are in
//! UTC; whatever people live by (a reminder at 18:00, quiet hours, a weekly job) is reckoned in
//! [`local_time::ZONE`]. Nothing here knows what is said, to whom, or through which channel.

pub mod absence;
pub mod backoff;
pub mod budget;
pub mod contact_budget;
pub mod diagnosis;
pub mod ladder;
pub mod local_time;
pub mod meant;
pub mod notice;
pub mod policies;
mod policy_file;
pub mod purse;
pub mod quiet_hours;
pub mod rate;
pub mod recurring;
pub mod reminder;
pub mod retention;
pub mod risk;
pub mod sensitive_days;
pub mod series;
pub mod span;
pub mod staff_hours;
pub mod trend;
pub mod working_days;
