//! How colleagues log in.

use serde::Deserialize;

/// `[sign_in]`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignIn {
    /// A code from the telephone, behind the password.
    pub second_factor: SecondFactor,
}

/// What is asked behind a password that is kept here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecondFactor {
    /// Cannot be switched on. Whoever has it on already is still asked.
    Off,
    /// Every colleague decides. The default, so that nobody is shut out by an update; a municipality that works with
    /// real people chooses `required`.
    #[default]
    Offered,
    /// Whoever has none sets it up before any other page opens.
    Required,
}
