//! Which channels a platform's pause stops, when it is about more than one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Work;
use crate::channel::Scope;

/// With what a channel shares its account and its app, so that a pause of those finds all channels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// Meta's id of the business account.
    pub account: Option<String>,
    /// Names the app, or the token, by which the platform is called; never the token itself.
    pub app: Option<String>,
}

impl Work {
    /// The same work, knowing which channels share an account or an app.
    pub fn with_families(mut self, families: BTreeMap<String, Family>) -> Self {
        self.families = Arc::new(families);
        self
    }

    /// The channels that a pause of this scope, met on `channel`, stops.
    pub(super) fn within(&self, channel: &str, scope: Scope) -> Vec<String> {
        let of = |family: &Family| match scope {
            Scope::Account => family.account.clone(),
            Scope::App => family.app.clone(),
            _ => None,
        };
        let own = self.families.get(channel).and_then(of);
        let others = self
            .families
            .iter()
            .filter(|(id, family)| id.as_str() != channel && own.is_some() && of(family) == own);
        others.map(|(id, _)| id.clone()).chain([channel.to_owned()]).collect()
    }
}
