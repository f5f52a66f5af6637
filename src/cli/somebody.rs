//! Finds the person that a command is about.

use anyhow::Context;

use crate::ids::GemeenteId;
use crate::store::Tx;
use crate::store::hot::people;
use crate::store::trail::{self, Somebody};

/// The municipality with this code, or the first of the settings.
///
/// # Errors
/// When the settings name no such municipality.
pub(super) fn gemeente<'a>(
    gemeenten: &'a [(String, GemeenteId)],
    wanted: Option<&str>,
) -> anyhow::Result<&'a (String, GemeenteId)> {
    match wanted {
        None => gemeenten.first().context("the settings name no municipality"),
        Some(wanted) => gemeenten.iter().find(|(code, _)| code == wanted).with_context(|| {
            let known: Vec<&str> = gemeenten.iter().map(|(code, _)| code.as_str()).collect();
            format!("--gemeente {wanted}: not in the settings; there is: {}", known.join(", "))
        }),
    }
}

/// Who has this klantnummer there; says it on stderr when nobody does.
///
/// # Errors
/// When the database refuses.
pub(super) async fn find(
    tx: &mut Tx,
    gemeente: GemeenteId,
    klantnummer: &str,
) -> anyhow::Result<Option<Somebody>> {
    let known = people::ids(tx, gemeente, [klantnummer]).await?;
    let person = match known.first() {
        Some((_, id)) => trail::of_gemeente(tx, *id, gemeente).await?,
        None => None,
    };
    if person.is_none() {
        eprintln!(
            "there is nobody with klantnummer {klantnummer} in this municipality; \
             look at --gemeente, or see `wegwijzer import people`"
        );
    }
    Ok(person)
}
