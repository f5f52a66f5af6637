//! Everything that is kept about somebody as a page that stands alone: for the button, and for the command.

use crate::acts::inzage::Inzage;
use crate::letter::inzage::{Overview, Part, document};

/// The page.
///
/// # Errors
/// Never, as far as is known: the template writes to memory.
pub fn page(made: &Inzage) -> Result<String, askama::Error> {
    let parts = made.parts().into_iter().map(|part| Part {
        title: part.title,
        purpose: part.purpose,
        source: part.source,
        kept: part.kept,
        labels: part.labels,
        rows: part.rows,
    });
    document(&Overview {
        klantnummer: made.klantnummer().to_owned(),
        name: made.name().to_owned(),
        gemeente: made.gemeente().to_owned(),
        made: made.made(),
        parts: parts.collect(),
    })
}
