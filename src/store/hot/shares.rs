//! Who uses which telephone together, read for many telephones at once.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{OverRows, fetch, ids, over};
use crate::ids::{AddressId, MailboxId, PersonId, StaffId};
use crate::store::{Result, Tx};

/// Somebody who uses a telephone together with others.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Sharer {
    /// Their own mailbox.
    pub mailbox_id: MailboxId,
    /// Who.
    pub person_id: PersonId,
    /// As imported.
    pub name: String,
    /// Code of the language in use.
    pub language: String,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// Said "stop" for themselves.
    pub stopped_at: Option<DateTime<Utc>>,
    /// Wrote from the telephone themselves.
    pub wrote_at: Option<DateTime<Utc>>,
    /// Somebody said "stop" on the telephone, and who is not known yet.
    pub hushed_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Of {
    address_id: AddressId,
    #[sqlx(flatten)]
    sharer: Sharer,
}

over! {
    SHARERS (id uuid) "
        SELECT s.address_id, s.mailbox_id, s.person_id, p.name, m.language, p.klantmanager_id,
               m.stopped_at, s.wrote_at, s.hushed_at
        FROM r
        CROSS JOIN address_share s
        JOIN person p ON p.id = s.person_id
        JOIN mailbox m ON m.id = s.mailbox_id
        WHERE s.address_id = r.id
        ORDER BY s.since, s.mailbox_id"
}

/// Who uses these addresses together, of each the first first; nobody for an address that is not
/// shared.
pub async fn sharers(
    tx: &mut Tx,
    addresses: impl IntoIterator<Item = AddressId>,
) -> Result<HashMap<AddressId, Vec<Sharer>>> {
    let wanted = ids(addresses.into_iter().map(|address| address.0));
    let mut all: HashMap<AddressId, Vec<Sharer>> = HashMap::new();
    for Of { address_id, sharer } in fetch(tx, &SHARERS, &wanted).await? {
        all.entry(address_id).or_default().push(sharer);
    }
    Ok(all)
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[("shares SHARERS", &SHARERS)];
