//! Names of things, one type per thing, so that they cannot be mixed up.
//!
//! Every id is a UUID: version 7 when it is made where a row is born, version 8 when a pure
//! function derives it from the event it handles (the same event always derives the same ids).
//! Ids never order anything: `seq` does.

use sha2::{Digest, Sha256};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
                 serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, for a row that is about to be written.
            pub fn fresh() -> Self {
                Self(Uuid::now_v7())
            }

            /// The id that `event` gives to its `n`-th thing of this kind.
            pub fn derived(event: EventId, n: u32) -> Self {
                Self(derive(stringify!($name), event.0, n))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }
    )+};
}

ids! {
    /// A municipality.
    GemeenteId,
    /// Somebody in the municipality's care.
    PersonId,
    /// A colleague.
    StaffId,
    /// A team of colleagues.
    TeamId,
    /// A field of a municipality's own.
    OwnFieldId,
    /// A part of the list that is kept by name.
    SmartGroupId,
    /// One log-in session of a colleague, as a form names it.
    StaffSessionId,
    /// A way to reach somebody on one channel.
    AddressId,
    /// The unit of order: a person, an unlinked address, a group, the operators.
    MailboxId,
    /// An event waiting in, or handled from, a mailbox.
    EventId,
    /// A process, as others tell it apart; made anew at every start.
    ProcessId,
    /// A letter's or colleague's invitation to link an address to a person.
    InvitationId,
    /// A course given to one group: a series of sessions.
    CourseId,
    /// One meeting of a course.
    SessionId,
    /// A person's place in a course.
    EnrolmentId,
    /// A reminder planned for one enrolment and one session.
    ReminderId,
    /// Something that the bot begins, or will begin, by itself.
    StartId,
    /// A dialog being held with one mailbox.
    ConversationId,
    /// One question put to a mailbox; a repeated question keeps its id.
    QuestionId,
    /// A moment for which a conversation waits.
    WaitId,
    /// One message that must leave the house.
    PartId,
    /// A message that waits behind a neutral one.
    CoverId,
    /// Something that a colleague writes to a person.
    StaffMessageId,
    /// Something that a colleague notes beside a conversation.
    NoteId,
    /// Days on which a colleague is away.
    AbsenceId,
    /// Work for a colleague.
    TaskId,
    /// One try to reach someone, by any route.
    AttemptId,
    /// A line in the audit trail.
    AuditId,
    /// An answer given to a question.
    AnswerId,
    /// Hours of practice that somebody told us of.
    PracticeId,
    /// A webhook body that could not be understood.
    UnreadableId,
    /// A photo or a voice note that somebody sent.
    MediaId,
    /// A mail to a colleague.
    MailId,
    /// A second telephone that somebody wants messages on.
    ClaimId,
    /// A letter on paper.
    LetterId,
    /// One time that a revision of the content was put in force.
    PublicationId,
    /// One time that two entries became one person.
    MergeId,
}

/// Begins with the moment of the event, as its own id does, so that what is made together stands
/// together in every index.
fn derive(kind: &str, event: Uuid, n: u32) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(kind.as_bytes());
    hash.update(event.as_bytes());
    hash.update(n.to_be_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[..MOMENT].copy_from_slice(&event.as_bytes()[..MOMENT]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Bytes that a version 7 spends on its moment. Source: RFC 9562, section 5.7.
const MOMENT: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_stands_where_its_event_does() {
        let event = EventId::fresh();
        let derived = QuestionId::derived(event, 0);
        assert_eq!(derived.0.as_bytes()[..MOMENT], event.0.as_bytes()[..MOMENT]);
        assert_eq!(derived.0.get_version_num(), 8);
    }

    #[test]
    fn the_same_event_derives_the_same_ids_and_kinds_never_collide() {
        let event = EventId::fresh();
        assert_eq!(WaitId::derived(event, 1), WaitId::derived(event, 1));
        assert_ne!(WaitId::derived(event, 1), WaitId::derived(event, 2));
        assert_ne!(WaitId::derived(event, 1).0, QuestionId::derived(event, 1).0);
    }
}
