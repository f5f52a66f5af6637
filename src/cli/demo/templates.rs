//! The WhatsApp templates that the dialogs need, as if Meta had approved them all.

use crate::dialog::content::Content;
use crate::dialog::templates::{Needed, needed};
use crate::sandbox::TemplateSpec;

/// One template per step that names one, per language.
pub fn of(content: &Content) -> Vec<TemplateSpec> {
    needed(content).iter().map(approved).collect()
}

fn approved(needed: &Needed) -> TemplateSpec {
    let labels: Vec<&str> = needed.buttons.iter().map(String::as_str).collect();
    TemplateSpec::new(&needed.name, needed.code, needed.variables.len())
        .with_body(&needed.body)
        .with_buttons(&labels)
}
