//! A WhatsApp template, as far as Meta's word about it decides whether it may be sent.
//!
//! Outside the 24-hour window only an approved template may go. Meta reviews each name in each
//! language apart, may pause or disable it for bad quality, and may move it to a dearer category.
//! Source: Cloud API, "Templates", "Template status" and webhook `message_template_status_update`,
//! 2026.

pub mod languages;
pub mod registry;

/// What Meta says of one template in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// May be sent.
    Approved,
    /// Under review; up to a day.
    Pending,
    /// Not allowed as it is; the reason says why.
    Rejected,
    /// Too many people blocked or reported it: 3 hours, then 6, then disabled.
    Paused,
    /// Will not come back by itself.
    Disabled,
    /// A rejection is being looked at again.
    InAppeal,
    /// Approved again after an appeal.
    Reinstated,
    /// May still be sent, but its quality is so low that it will be disabled soon.
    Flagged,
    /// Being deleted.
    PendingDeletion,
    /// Gone.
    Deleted,
    /// The account has too many templates: this one was not made.
    LimitExceeded,
    /// Put away.
    Archived,
    /// Taken out again.
    Unarchived,
    /// The account's templates are locked.
    Locked,
}

/// What a state means for a message that needs the template now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// It may go.
    Send,
    /// It may be allowed later without anybody writing a new one: the message can wait.
    Hold,
    /// It will not be allowed unless somebody acts: waiting is pointless.
    Never,
}

impl State {
    /// Every state, in Meta's order.
    pub const ALL: &'static [Self] = &[
        Self::Approved,
        Self::Pending,
        Self::Rejected,
        Self::Paused,
        Self::Disabled,
        Self::InAppeal,
        Self::Reinstated,
        Self::Flagged,
        Self::PendingDeletion,
        Self::Deleted,
        Self::LimitExceeded,
        Self::Archived,
        Self::Unarchived,
        Self::Locked,
    ];

    /// Meta's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "APPROVED",
            Self::Pending => "PENDING",
            Self::Rejected => "REJECTED",
            Self::Paused => "PAUSED",
            Self::Disabled => "DISABLED",
            Self::InAppeal => "IN_APPEAL",
            Self::Reinstated => "REINSTATED",
            Self::Flagged => "FLAGGED",
            Self::PendingDeletion => "PENDING_DELETION",
            Self::Deleted => "DELETED",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::Archived => "ARCHIVED",
            Self::Unarchived => "UNARCHIVED",
            Self::Locked => "LOCKED",
        }
    }

    /// The opposite of [`State::as_str`]. Gateways write small letters, and 360dialog says
    /// `submitted` for what is under review.
    ///
    /// ```
    /// use wegwijzer::trade::template::State;
    /// assert_eq!(State::parse("approved"), Some(State::Approved));
    /// assert_eq!(State::parse("submitted"), Some(State::Pending));
    /// assert_eq!(State::parse("SHINY"), None);
    /// ```
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_uppercase();
        if word == "SUBMITTED" {
            return Some(Self::Pending);
        }
        Self::ALL.iter().copied().find(|state| state.as_str() == word)
    }

    /// What it means for a message that needs the template now.
    pub fn may(self) -> May {
        match self {
            Self::Approved | Self::Reinstated | Self::Unarchived | Self::Flagged => May::Send,
            Self::Pending | Self::InAppeal | Self::Paused | Self::Locked => May::Hold,
            Self::Rejected
            | Self::Disabled
            | Self::PendingDeletion
            | Self::Deleted
            | Self::LimitExceeded
            | Self::Archived => May::Never,
        }
    }

    /// Must whoever keeps the system look at it? Under review is the normal course of things.
    pub fn concerns_operators(self) -> bool {
        !matches!(
            self,
            Self::Approved | Self::Reinstated | Self::Unarchived | Self::Pending | Self::InAppeal
        )
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a template says, in a form that two texts can be compared by: Meta trims, and gateways
/// differ in line ends.
///
/// ```
/// use wegwijzer::trade::template::plain;
/// assert_eq!(plain("Dag {{1}}, \r\n komt u? "), plain("Dag {{1}},\nkomt u?"));
/// ```
pub fn plain(body: &str) -> String {
    body.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// How many different variables a body has: `{{1}}`, or `{{naam}}`.
///
/// ```
/// use wegwijzer::trade::template::variables;
/// assert_eq!(variables("Dag {{1}}, op {{2}} om {{ 3 }} uur. Tot {{2}}!"), 3);
/// assert_eq!(variables("Dag {{"), 0);
/// ```
pub fn variables(body: &str) -> usize {
    let mut seen = std::collections::BTreeSet::new();
    let mut rest = body;
    while let Some((_, after)) = rest.split_once("{{") {
        let Some((name, behind)) = after.split_once("}}") else { break };
        seen.insert(name.trim());
        rest = behind;
    }
    seen.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_metas_is_known_and_means_something_for_sending() {
        let rows = [
            ("APPROVED", May::Send, false),
            ("PENDING", May::Hold, false),
            ("REJECTED", May::Never, true),
            ("PAUSED", May::Hold, true),
            ("DISABLED", May::Never, true),
            ("IN_APPEAL", May::Hold, false),
            ("REINSTATED", May::Send, false),
            ("FLAGGED", May::Send, true),
            ("PENDING_DELETION", May::Never, true),
            ("DELETED", May::Never, true),
            ("LIMIT_EXCEEDED", May::Never, true),
            ("ARCHIVED", May::Never, true),
            ("UNARCHIVED", May::Send, false),
            ("LOCKED", May::Hold, true),
        ];
        assert_eq!(rows.len(), State::ALL.len());
        for (word, may, alarms) in rows {
            let state = State::parse(word).unwrap();
            assert_eq!(state.to_string(), word);
            assert_eq!((state.may(), state.concerns_operators()), (may, alarms), "{word}");
        }
    }
}
