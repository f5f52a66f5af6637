//! A file may still have the klantnummer of somebody who was merged: its row is about who stayed, so that an import does
//! not make the double again. Where the file has a row of who stayed too, that one counts.

use std::collections::{HashMap, HashSet};

use super::people::PersonRow;
use super::pieces::PIECE;
use super::report::{Remark, Report};
use crate::ids::GemeenteId;
use crate::store::hot::people as hot;
use crate::store::{Result, Tx};

/// The rows of a file, each about who stayed.
pub async fn lead_on(
    tx: &mut Tx,
    gemeente: GemeenteId,
    rows: Vec<PersonRow>,
    report: &mut Report,
) -> Result<Vec<PersonRow>> {
    let mut stayed: HashMap<String, String> = HashMap::new();
    for piece in rows.chunks(PIECE) {
        let told = piece.iter().map(|row| row.klantnummer.as_str());
        stayed.extend(hot::merged(tx, gemeente, told).await?);
    }
    if stayed.is_empty() {
        return Ok(rows);
    }
    let mut told: HashSet<String> = rows.iter().map(|row| row.klantnummer.clone()).collect();
    let mut left = Vec::with_capacity(rows.len());
    for mut row in rows {
        let Some(now) = stayed.get(&row.klantnummer) else {
            left.push(row);
            continue;
        };
        let is_first = told.insert(now.clone());
        let what = format!("deze persoon is samengevoegd met klantnummer {now}");
        let mend = match is_first {
            true => format!("de regel geldt voor {now}"),
            false => format!("{now} staat ook in dit bestand; deze regel is overgeslagen"),
        };
        report.warning(Remark::on_file(what, mend).at(row.row, Some(&row.klantnummer)));
        if is_first {
            row.klantnummer.clone_from(now);
            left.push(row);
        }
    }
    Ok(left)
}
