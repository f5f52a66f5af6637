//! Logging in with the account of the municipality, by OpenID Connect.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::secret::Secret;
use crate::trade::staff::Role;

/// `[oidc]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oidc {
    /// As the provider names itself, exactly: `https://login.microsoftonline.com/TENANT/v2.0`,
    /// `https://keycloak.example.nl/realms/gemeente`.
    pub issuer: String,
    /// What the provider calls this service.
    pub client_id: String,
    /// Proves that it is this service; or `client_secret_file`.
    pub client_secret: Secret,
    /// Asked for besides `openid`.
    #[serde(default = "scopes")]
    pub scopes: Vec<String>,
    /// Where roles stand in the ID token, with dots between names: `roles` at Entra ID, `realm_access.roles` at Keycloak.
    #[serde(default = "role_claim")]
    pub role_claim: String,
    /// Which of the provider's roles is which of ours. Who has none of them is not let in.
    pub roles: BTreeMap<String, Role>,
    /// Code of the municipality whose colleagues log in so; the first of the settings by default.
    pub gemeente: Option<String>,
    /// A certificate authority of the own network, as PEM; none: those of the web.
    pub ca_file: Option<PathBuf>,
    /// Stands on the button: "Inloggen met ...".
    #[serde(default = "name")]
    pub name: String,
}

impl Oidc {
    /// What is wrong with it; None: nothing that can be seen from here.
    pub fn mistake(&self) -> Option<String> {
        let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
        let is_safe = self.issuer.starts_with("https://")
            || local.iter().any(|prefix| self.issuer.starts_with(prefix));
        if !is_safe {
            return Some("issuer must begin with https://".to_owned());
        }
        if self.roles.is_empty() {
            return Some("[oidc.roles] is empty: nobody would be let in".to_owned());
        }
        None
    }
}

fn scopes() -> Vec<String> {
    vec!["profile".to_owned(), "email".to_owned()]
}

fn role_claim() -> String {
    "roles".to_owned()
}

fn name() -> String {
    "het account van uw organisatie".to_owned()
}
