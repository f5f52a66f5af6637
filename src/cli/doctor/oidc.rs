//! The provider of the municipality's accounts: does it answer, and does it call itself what the settings say?

use super::report::Report;
use crate::config::Config;
use crate::http::oidc::Oidc;
use crate::ids::GemeenteId;

const ABOUT: &str = "[oidc]";

/// Asks the provider about itself; nobody logs in.
pub async fn look(config: &Config, report: &mut Report) {
    let Some(settings) = &config.oidc else { return };
    let oidc = match Oidc::new(settings.clone(), &config.public_url, GemeenteId::fresh()) {
        Ok(oidc) => oidc,
        Err(error) => {
            return report.wrong(ABOUT, error.to_string(), "look at the settings of [oidc]");
        }
    };
    match oidc.discover().await {
        Ok(_) => report.ok(ABOUT, format!("{} answers", settings.issuer)),
        Err(error) => {
            let mend = "look at oidc.issuer (exactly as the provider names itself), at oidc.ca_file and at the firewall; \
                        colleagues with a password here can still log in";
            report.wrong(ABOUT, error.to_string(), mend);
        }
    }
}
