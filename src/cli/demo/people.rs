//! The people of Voorbeeldstad, all invented, and how each of them behaves.

use crate::message::ChannelKind;
use crate::sandbox::Behaviour;
use crate::trade::person::{GroupKind, Language};

/// One invented inburgeraar.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// The municipality's own key.
    pub klantnummer: String,
    /// Invented.
    pub name: String,
    /// The language they read best.
    pub language: Language,
    /// Asielstatushouder, gezinsmigrant, ...
    pub group: GroupKind,
    /// How they can be reached.
    pub reach: Reach,
    /// What they do with a message.
    pub behaviour: Behaviour,
    /// 0, 1 or 2: whose caseload.
    pub klantmanager: usize,
    /// 0 or 1: whose coach group; not everybody has a coach.
    pub coach: Option<usize>,
}

/// The ways to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One chat.
    One(ChannelKind),
    /// Telegram and WhatsApp.
    Both,
    /// Only a postal address.
    Post,
    /// A postal address, and an invitation that was not used yet.
    Invited,
    /// A phone that is not linked yet, with an invitation for it: for the visitor to use.
    NewPhone(ChannelKind),
}

use Behaviour::{
    Asks, Blocks, NoAccount, Prompt, Refuses, Silent, SilentThenAnswers, Types, Visitor,
};
use ChannelKind::{Telegram, Whatsapp};

const ARABIC: &[&str] = &[
    "Amina Al-Hassan",
    "Yusuf Darwish",
    "Khaled Al-Masri",
    "Rania Haddad",
    "Omar Nasser",
    "Layla Shehadeh",
    "Samir Qasem",
    "Huda Al-Ahmad",
    "Mahmoud Sabbagh",
    "Nour Hamdan",
    "Fatima Zahrani",
    "Bilal Kassab",
    "Salma Othman",
    "Tarek Barakat",
    "Iman Rashid",
    "Adel Mansour",
    "Dima Khoury",
    "Walid Jaber",
    "Sawsan Taha",
    "Hassan Ibrahim",
    "Mona Saleh",
    "Ziad Awad",
    "Rim Farhat",
    "Jamal Najjar",
];
const ENGLISH: &[&str] = &[
    "Grace Okafor",
    "Priya Nair",
    "Daniel Mensah",
    "Maria Santos",
    "Thandi Mokoena",
    "Arjun Mehta",
    "Lucy Wanjiru",
    "Joy Reyes",
    "Samuel Boateng",
    "Anita Sharma",
    "Chidi Eze",
    "Mei Lin Tan",
    "Ruth Achieng",
    "Kevin Otieno",
    "Sunita Gurung",
    "Blessing Adeyemi",
    "Rahul Verma",
    "Linda Phiri",
    "Carlos Mendoza",
    "Aisha Bello",
    "Michael Tesfaye",
    "Nadia Rahman",
];
const OTHERS: &[(&str, Language)] = &[
    ("Rosa Jiménez", Language::Nl),
    ("Selin Yılmaz", Language::Tr),
    ("Elena Petrova", Language::Ru),
    ("Ahmet Kaya", Language::Tr),
    ("Olga Ivanova", Language::Ru),
    ("Fatma Demir", Language::Tr),
    ("Ana Oliveira", Language::Pt),
    ("Emine Şahin", Language::Tr),
    ("Irina Sokolova", Language::Ru),
    ("Mehmet Aydın", Language::Nl),
    ("Carmen Delgado", Language::Es),
    ("Zeynep Arslan", Language::Nl),
    ("Tatiana Melnik", Language::Ru),
    ("Lucía Romero", Language::Es),
];

/// How somebody is reached and what they do, over and over through the list.
const WAYS: &[(Reach, Behaviour)] = &[
    (Reach::One(Telegram), Prompt),
    (Reach::One(Whatsapp), Silent),
    (Reach::One(Whatsapp), Prompt),
    (Reach::One(Telegram), Refuses),
    (Reach::Both, SilentThenAnswers(1)),
    (Reach::One(Whatsapp), Types),
    (Reach::Post, Silent),
    (Reach::One(Telegram), Silent),
    (Reach::One(Whatsapp), Refuses),
    (Reach::One(Telegram), Asks),
    (Reach::One(Whatsapp), Prompt),
    (Reach::Both, Silent),
    (Reach::One(Telegram), Blocks),
    (Reach::One(Telegram), Prompt),
    (Reach::Invited, Silent),
    (Reach::One(Whatsapp), SilentThenAnswers(2)),
    (Reach::One(Telegram), Types),
    (Reach::One(Whatsapp), NoAccount),
];

/// The visitor's own phones: these answer only when somebody at the page does.
const VISITORS: &[(&str, Language, GroupKind, Reach)] = &[
    ("Rosa Jiménez", Language::Nl, GroupKind::Gezin, Reach::One(Whatsapp)),
    ("Amina Al-Hassan", Language::Ar, GroupKind::Asiel, Reach::One(Telegram)),
    ("Grace Okafor", Language::En, GroupKind::Gezin, Reach::One(Telegram)),
    ("Yusuf Darwish", Language::Ar, GroupKind::Asiel, Reach::One(Whatsapp)),
    ("Priya Nair", Language::En, GroupKind::Gezin, Reach::NewPhone(Telegram)),
];

/// Everybody, the visitors first; the same list every time.
pub fn everybody() -> Vec<Somebody> {
    let mut all: Vec<Somebody> = VISITORS
        .iter()
        .enumerate()
        .map(|(n, (name, language, group, reach))| {
            somebody(n, name, *language, *group, *reach, Visitor)
        })
        .collect();
    let named = |names: &'static [&str], language| names.iter().map(move |n| (*n, language));
    let others = named(ARABIC, Language::Ar)
        .chain(named(ENGLISH, Language::En))
        .chain(OTHERS.iter().copied())
        .filter(|(name, _)| !VISITORS.iter().any(|(visitor, ..)| visitor == name));
    for (name, language) in others {
        let n = all.len();
        let (reach, behaviour) = WAYS[n * 7 % WAYS.len()];
        let group = match (language, n % 5) {
            (Language::Ar, 0) => GroupKind::Gezin,
            (Language::Ar, _) => GroupKind::Asiel,
            (_, 0) => GroupKind::Overig,
            _ => GroupKind::Gezin,
        };
        all.push(somebody(n, name, language, group, reach, behaviour));
    }
    all
}

fn somebody(
    n: usize,
    name: &str,
    language: Language,
    group: GroupKind,
    reach: Reach,
    behaviour: Behaviour,
) -> Somebody {
    Somebody {
        klantnummer: format!("VB-{:04}", 1001 + n),
        name: name.to_owned(),
        language,
        group,
        reach,
        behaviour,
        klantmanager: n % 3,
        coach: match language {
            Language::Ar => Some(0),
            Language::En => Some(1),
            _ => None,
        },
    }
}

impl Somebody {
    /// The chats this person has, if any.
    pub fn chats(&self) -> &'static [ChannelKind] {
        match self.reach {
            Reach::One(Telegram) => &[Telegram],
            Reach::One(Whatsapp) => &[Whatsapp],
            Reach::Both => &[Whatsapp, Telegram],
            Reach::NewPhone(Telegram) => &[Telegram],
            Reach::NewPhone(Whatsapp) => &[Whatsapp],
            Reach::Post | Reach::Invited => &[],
        }
    }

    /// What the platform calls this person's phone.
    pub fn handle(&self, kind: ChannelKind) -> String {
        let number: u64 = self.klantnummer[3..].parse().unwrap_or(0);
        match kind {
            Telegram => format!("{}", 70_000_000 + number),
            // 06-1000xxxx: mobile numbers that Dutch regulation keeps for nobody
            Whatsapp => format!("316{}", 10_000_000 + number),
        }
    }

    /// The phone's name in the sandbox.
    pub fn phone(&self, kind: ChannelKind) -> String {
        format!("{}-{kind}", self.klantnummer.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_sixty_people_of_both_kinds_some_known_by_post_only() {
        let all = everybody();
        assert!((55..=65).contains(&all.len()), "{}", all.len());
        for group in [GroupKind::Asiel, GroupKind::Gezin] {
            assert!(all.iter().filter(|p| p.group == group).count() >= 15);
        }
        assert!(all.iter().filter(|p| p.chats().is_empty()).count() >= 4);
        for behaviour in [Prompt, Refuses, Asks, Blocks, Silent, NoAccount] {
            assert!(all.iter().any(|p| p.behaviour == behaviour), "{behaviour:?}");
        }
    }
}
