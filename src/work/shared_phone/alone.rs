//! What the telephone itself is told, whoever of its people wrote: danger does not wait for a name.

use super::{Became, Turn};
use crate::dialog::conversation::{Conversation, Mailbox};
use crate::dialog::engine;
use crate::dialog::event::Event;
use crate::dialog::for_whom::{self, Phone};
use crate::store::{StoreError, Tx};
use crate::work::handle_inbox::snapshot;
use crate::work::record_effects::Gathered;

impl Turn<'_> {
    /// Words of danger: answered here and now, and a colleague calls.
    pub(super) fn speaks_of_danger(&self, event: &Event) -> bool {
        match event {
            Event::Said { words } => self.from.library.published.words.speaks_of_danger(words),
            _ => false,
        }
    }

    /// The step of the telephone as if it were somebody unknown, which is what it is; the question for
    /// whom a message is, is none of it.
    pub(super) async fn steps_alone(
        &self,
        tx: &mut Tx,
        gathered: &mut Gathered,
        event: &Event,
    ) -> Result<Became, StoreError> {
        let phone = snapshot(self.from.row, self.from.addresses, self.own_talks())?;
        let languages = self.languages;
        let address = self.from.addresses.first().map(|address| address.id);
        let language = address
            .map(|address| Phone { address, users: self.named, languages }.language())
            .unwrap_or(phone.language);
        let phone = Mailbox { language, ..phone };
        let step = engine::step(self.from.library, phone, event, self.context());
        self.write(tx, gathered, &step.effects).await?;
        Ok(Became::Handled)
    }

    /// Its own conversations, but for the one that asks for whom a message is.
    pub(super) fn own_talks(&self) -> Vec<Conversation> {
        self.talks.iter().filter(|talk| talk.dialog != for_whom::DIALOG).cloned().collect()
    }
}
