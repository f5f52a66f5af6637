//! What WhatsApp tells about somebody's names: `system` messages. PURE.
//!
//! A user id is made anew when the number changes; since 11 August 2026 Meta also tells the one of
//! before (`previous_user_id`). Seen in Meta's reference of November 2026.

use serde::Deserialize;

use super::{Words, bsuid, handle};
use crate::channel::lenient;
use crate::message::{Handle, Renaming, What};

#[derive(Deserialize)]
pub(super) struct System<'a> {
    #[serde(default, borrow, rename = "type", deserialize_with = "lenient::words")]
    pub(super) kind: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    wa_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    new_wa_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    user_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    parent_user_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    previous_user_id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    previous_parent_user_id: Words<'a>,
}

/// The names of before and what happened, if this is about names.
pub(super) fn renamed(
    system: &System,
    from: Option<&str>,
    from_user_id: Option<&str>,
) -> Option<(Vec<Handle>, What)> {
    let how = match system.kind.as_deref()? {
        "user_changed_number" | "customer_changed_number" => Renaming::Number,
        "user_changed_user_id" => Renaming::UserId,
        "customer_identity_changed" | "user_identity_changed" => Renaming::Device,
        _ => return None,
    };
    let new_number = system.wa_id.as_deref().or(system.new_wa_id.as_deref());
    let previous = bsuid(system.previous_user_id.as_deref());
    // It is not said whether the sender's user id is the new one: it is, if it is not the old one.
    let sender = bsuid(from_user_id);
    let new_id = bsuid(system.user_id.as_deref())
        .or_else(|| sender.clone().filter(|s| previous.as_ref().is_some_and(|p| p != s)));
    let to = match how {
        Renaming::Number => vec![new_number.and_then(handle), new_id],
        Renaming::UserId => vec![new_id],
        _ => vec![],
    };
    let mut to: Vec<Handle> = to.into_iter().flatten().collect();
    if how != Renaming::Device {
        to.extend(bsuid(system.parent_user_id.as_deref()));
    }
    let before =
        [from.and_then(handle), previous, bsuid(system.previous_parent_user_id.as_deref()), sender];
    let mut names: Vec<Handle> = Vec::with_capacity(2);
    for name in before.into_iter().flatten() {
        if !names.contains(&name) && !to.contains(&name) {
            names.push(name);
        }
    }
    let told = how == Renaming::Device || !to.is_empty();
    (told && !names.is_empty()).then_some((names, What::Renamed { to, how }))
}
