//! The mail server: does it answer, and let us in?

use super::report::Report;
use crate::channel::mail::MailError;
use crate::cli::service::smtp;
use crate::config::Config;

const ABOUT: &str = "[mail]";

/// Asks the mail server; nothing is sent.
pub(super) async fn look(config: &Config, report: &mut Report) {
    let Some(smtp) = smtp(config) else {
        let mend = "add [mail] to the settings; coaches do not look at a screen all day";
        return report.warn(ABOUT, "not set: nobody is told by mail that work waits", mend);
    };
    match smtp {
        Err(wrong) => report.wrong(ABOUT, wrong.to_string(), "docs/beheer.md, \"Mail\""),
        Ok(smtp) => match smtp.probe().await {
            Ok(()) => report.ok(ABOUT, "the server answers and lets us in"),
            Err(MailError::Refused(code)) => {
                let mend = "look at the user and the password in mail.server";
                report.wrong(ABOUT, format!("the server does not let us in ({code})"), mend);
            }
            Err(MailError::NotNow(code)) => {
                let mend = "look at the host and the port in mail.server, and at the firewall";
                report.wrong(ABOUT, format!("the server does not answer ({code})"), mend);
            }
        },
    }
}
