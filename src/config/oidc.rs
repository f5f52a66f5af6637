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
        if !self.issuer.starts_with("https://") && !Self::is_local(&self.issuer) {
            return Some("issuer must begin with https://".to_owned());
        }
        if self.roles.is_empty() {
            return Some("[oidc.roles] is empty: nobody would be let in".to_owned());
        }
        None
    }

    /// Is it plain HTTP to this machine itself? Only a provider for trying out is.
    pub fn is_local(url: &str) -> bool {
        let Ok(url) = reqwest::Url::parse(url) else { return false };
        let is_here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        url.scheme() == "http" && is_here && url.username().is_empty()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_itself_may_be_asked_without_tls() {
        for here in ["http://127.0.0.1:8081", "http://localhost/realms/x", "http://[::1]:9/"] {
            assert!(Oidc::is_local(here), "{here}");
        }
        for away in [
            "http://127.0.0.1.example.nl",
            "http://localhost.example.nl/",
            "http://127.0.0.1@example.nl/",
            "http://localhost:8080@example.nl/",
            "https://localhost/",
            "127.0.0.1",
        ] {
            assert!(!Oidc::is_local(away), "{away}");
        }
    }
}
