//! One person is left on a telephone: what waited on it finds its end.

use super::{Became, Turn};
use crate::dialog::definition::EndHow;
use crate::dialog::effect::ClosedHow;
use crate::dialog::for_whom;
use crate::ids::{AddressId, MailboxId};
use crate::store::addresses::{self, HUSHED};
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, Tx, mailboxes, shares};
use crate::trade::task::{Desk, TaskKind};
use crate::work::record_effects::Gathered;

impl Turn<'_> {
    /// Nobody is asked any longer for whom something is. Who is left gets the "stop" that waits, for
    /// a message too few is better than one too many; whether it was theirs, and for whom the other
    /// words were, a klantmanager finds out.
    pub(super) async fn winds_up(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        with: MailboxId,
    ) -> Result<Became, StoreError> {
        let waiting = self.waiting(tx).await?;
        let row = mailboxes::load(tx, with).await?;
        let mut stopped = false;
        for (n, one) in waiting.iter().enumerate() {
            if one.stop && !std::mem::replace(&mut stopped, true) {
                shares::release(tx, one.id, with).await?;
            } else {
                shares::let_go(tx, one.id).await?;
            }
            shares::close_task(tx, self.from.row.id, one.question, self.now()).await?;
            if n > 0 {
                continue;
            }
            let cause = one.question.to_string();
            let task = NewTask {
                gemeente: row.gemeente_id,
                mailbox: with,
                kind: TaskKind::VoorWie,
                desk: Desk::Klantmanager,
                assigned_to: row.klantmanager_id,
                conversation: None,
                question: None,
                session: None,
                reason: waiting.iter().any(|one| one.stop).then_some("stop"),
                cause: &cause,
            };
            tasks::open(tx, task, self.now()).await?;
        }
        if stopped && let Some(address) = self.head.address_id {
            self.opens_again(tx, address, with).await?;
        }
        if let Some((asked, _)) = self.open() {
            let gone = for_whom::close(asked, ClosedHow::Superseded, EndHow::Superseded);
            self.write(tx, gathered, &gone).await?;
        }
        Ok(Became::Handled)
    }

    /// The "stop" is in the hands of whoever is left: their own word keeps the address silent now,
    /// and its confirmation must be able to reach them.
    async fn opens_again(
        &self,
        tx: &mut Tx,
        address: AddressId,
        with: MailboxId,
    ) -> Result<(), StoreError> {
        let theirs = addresses::by_id(tx, address).await?.is_some_and(|a| a.mailbox_id == with);
        if theirs && addresses::why_shut(tx, address).await?.as_deref() == Some(HUSHED) {
            addresses::reopen(tx, address).await?;
        }
        Ok(())
    }
}
