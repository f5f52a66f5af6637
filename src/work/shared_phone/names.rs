//! What people are called on telephones that they share: as much of the name as tells them apart.

use std::collections::{HashMap, HashSet};

use crate::ids::{AddressId, MailboxId};
use crate::store::hot::shares::{Sharer, sharers};
use crate::store::mailboxes::AddressRow;
use crate::store::{StoreError, Tx};
use crate::trade::shared_phone::called;

/// What everybody is called in messages to telephones that they share.
#[derive(Default)]
pub(in crate::work) struct Names(HashMap<(AddressId, MailboxId), String>);

impl Names {
    /// Of these addresses; asks nothing when none of them is shared.
    pub(in crate::work) async fn read<'a>(
        tx: &mut Tx,
        all: impl Iterator<Item = &'a AddressRow>,
    ) -> Result<Self, StoreError> {
        let shared: HashSet<AddressId> = all.filter(|a| a.shared).map(|a| a.id).collect();
        let mut names = HashMap::new();
        for (address, users) in sharers(tx, shared).await? {
            for (mailbox, name) in named(&users) {
                names.insert((address, mailbox), name);
            }
        }
        Ok(Self(names))
    }

    /// How to call this person there; none: they have the address to themselves.
    pub(in crate::work) fn of(&self, address: AddressId, mailbox: MailboxId) -> Option<&str> {
        self.0.get(&(address, mailbox)).map(String::as_str)
    }
}

pub(super) fn named(users: &[Sharer]) -> Vec<(MailboxId, String)> {
    let names: Vec<&str> = users.iter().map(|user| user.name.as_str()).collect();
    users.iter().map(|user| user.mailbox_id).zip(called(&names)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::each_database;

    fn address(shared: bool) -> AddressRow {
        AddressRow {
            id: AddressId::fresh(),
            channel: "telegram".to_owned(),
            kind: "telegram".to_owned(),
            last_inbound_at: None,
            unreachable_at: None,
            shared,
            hushed: false,
            unproven: false,
        }
    }

    #[tokio::test]
    async fn only_shared_telephones_cost_a_look_and_many_cost_one() {
        for test in each_database().await {
            let mut tx = test.db.read().await.unwrap();
            let before = tx.statements();
            let alone: Vec<AddressRow> = (0..50).map(|_| address(false)).collect();
            Names::read(&mut tx, alone.iter()).await.unwrap();
            assert_eq!(tx.statements(), before);
            let together: Vec<AddressRow> = (0..50).map(|_| address(true)).collect();
            Names::read(&mut tx, together.iter().chain(&alone)).await.unwrap();
            assert_eq!(tx.statements(), before + 1);
        }
    }
}
