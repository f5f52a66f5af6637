//! What a token says beside who it is about, and what went wrong in words that name nobody.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::ClaimsVerificationError;
use serde_json::Value;

use crate::trade::staff::Role;

/// What stands in a token, as JSON. Only of one whose signature was checked.
pub(super) fn payload(token: &str) -> Option<Value> {
    let body = token.split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()
}

/// The roles that stand at `path` in what the provider says, as ours. What is not known is left out.
pub(super) fn roles(said: &Value, path: &str, known: &BTreeMap<String, Role>) -> Vec<Role> {
    let found = path.split('.').try_fold(said, |value, name| value.get(name));
    let words: Vec<&str> = match found {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    words.iter().filter_map(|word| known.get(*word).copied()).collect()
}

/// What is wrong with a token. Its own words may hold a name, so they are not told.
pub(super) fn kind(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "it is not of now: look at the clock",
        ClaimsVerificationError::InvalidAudience(_) => "it is for another service",
        ClaimsVerificationError::InvalidIssuer(_) => "it is of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "it is of another log-in",
        ClaimsVerificationError::SignatureVerification(_) => "its signature is not believed",
        _ => "it is not understood",
    }
}

/// An error with what caused it.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn roles_are_found_where_entra_and_keycloak_put_them() {
        let known = [("WW-Beheer", Role::Beheerder), ("ww-coach", Role::Coach)];
        let known: BTreeMap<String, Role> = known.map(|(a, b)| (a.to_owned(), b)).into();
        let entra = json!({ "roles": ["WW-Beheer", "Anders"] });
        assert_eq!(roles(&entra, "roles", &known), [Role::Beheerder]);
        let keycloak = json!({ "realm_access": { "roles": ["offline_access", "ww-coach"] } });
        assert_eq!(roles(&keycloak, "realm_access.roles", &known), [Role::Coach]);
        for none in
            [json!({}), json!({ "roles": 3 }), json!({ "roles": ["ww-beheer"] }), json!(null)]
        {
            assert!(roles(&none, "roles", &known).is_empty(), "{none}");
        }
    }
}
