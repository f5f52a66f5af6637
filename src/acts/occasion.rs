//! Under which circumstances an act is done: the values that nearly every act needs.

use chrono::{DateTime, Utc};

use crate::ids::{GemeenteId, StaffId};
use crate::plan::policies::Policies;

/// Where, by whom, when, and by which rules.
#[derive(Clone, Copy)]
pub struct Occasion<'a> {
    /// In which municipality; things of another one do not exist.
    pub gemeente: GemeenteId,
    /// By whom; None: the command line.
    pub by: Option<StaffId>,
    /// When we remind.
    pub policies: &'a Policies,
    /// Civil now.
    pub now: DateTime<Utc>,
}

/// Where somebody has to be: the street, or the link of a session that is online.
pub fn where_to(street: &str, online_url: Option<&str>) -> String {
    match online_url {
        Some(link) if street.is_empty() => link.to_owned(),
        _ => street.to_owned(),
    }
}
