//! An address got other names. Whether it is still the same person, only a colleague can find out.

use super::super::effect::Effect;
use super::Run;
use crate::message::Renaming;
use crate::trade::task::{Desk, TaskKind};

impl Run<'_> {
    /// Opens a task where a person must look; nothing is said to anybody.
    pub(super) fn renamed(&mut self, how: Renaming) {
        let reason = match how {
            // the platform vouches for it, and nobody's register holds these ids
            Renaming::UserId | Renaming::Chat => return,
            Renaming::Number => "nieuw-nummer",
            Renaming::Device => "ander-toestel",
            Renaming::Taken => "nummer-van-ander",
            Renaming::Clash => "nummer-van-twee",
        };
        if !self.mailbox.known {
            return;
        }
        self.effects.push(Effect::OpenTask {
            kind: TaskKind::Nummer,
            desk: Desk::Klantmanager,
            conversation: None,
            question: None,
            about: None,
            reason: Some(reason.to_owned()),
            cause: reason.to_owned(),
            rung: None,
        });
        if how == Renaming::Taken {
            // what was asked there must find another way, as after a block
            self.blocked();
        }
    }
}
