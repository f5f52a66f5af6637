//! A YAML file as names, lists and values, in the order in which it was written.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// So many letters of a value are told.
const LONGEST: usize = 160;

/// What stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialog) enum Tree {
    /// A value, as text.
    Leaf(String),
    /// Several, in order.
    List(Vec<Tree>),
    /// By name, in order.
    Map(Vec<(String, Tree)>),
}

impl Default for Tree {
    fn default() -> Self {
        Self::Map(Vec::new())
    }
}

impl Tree {
    pub(in crate::dialog) fn read(yaml: &str) -> Option<Self> {
        serde_saphyr::from_str(yaml).ok()
    }

    pub(in crate::dialog) fn get(&self, name: &str) -> Option<&Self> {
        self.entries().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub(in crate::dialog) fn leaf(&self) -> Option<&str> {
        match self {
            Self::Leaf(value) => Some(value),
            _ => None,
        }
    }

    pub(in crate::dialog) fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let all: &[(String, Self)] = match self {
            Self::Map(all) => all,
            _ => &[],
        };
        all.iter().map(|(key, value)| (key.as_str(), value))
    }

    pub(in crate::dialog) fn len(&self) -> usize {
        match self {
            Self::Leaf(_) => 0,
            Self::List(all) => all.len(),
            Self::Map(all) => all.len(),
        }
    }

    /// Every name of either, those of the second first, each once.
    pub(in crate::dialog) fn keys_of_both<'a>(first: &'a Self, second: &'a Self) -> Vec<&'a str> {
        let mut keys: Vec<&str> = second.entries().map(|(key, _)| key).collect();
        for (key, _) in first.entries() {
            if second.get(key).is_none() {
                keys.push(key);
            }
        }
        keys
    }

    /// Every value, wherever it stands.
    pub(in crate::dialog) fn leaves(&self) -> impl Iterator<Item = &str> {
        let mut waiting = vec![self];
        let mut found = Vec::new();
        while let Some(tree) = waiting.pop() {
            match tree {
                Self::Leaf(value) => found.push(value.as_str()),
                Self::List(all) => waiting.extend(all),
                Self::Map(all) => waiting.extend(all.iter().map(|(_, value)| value)),
            }
        }
        found.into_iter()
    }

    /// Does a value under this key, anywhere, hold this word?
    pub(in crate::dialog) fn names(&self, key: &str, word: &str) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::List(all) => all.iter().any(|value| value.names(key, word)),
            Self::Map(all) => all.iter().any(|(name, value)| {
                (name == key && value.leaves().any(|leaf| leaf == word)) || value.names(key, word)
            }),
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, room: &mut usize) -> fmt::Result {
        match self {
            Self::Leaf(value) => {
                let shown: String = value.chars().take(*room).collect();
                let cut = if shown.len() < value.len() { "…" } else { "" };
                *room = room.saturating_sub(shown.chars().count());
                f.write_str(&shown)?;
                f.write_str(cut)
            }
            Self::List(all) => {
                for (n, value) in all.iter().enumerate() {
                    if *room == 0 {
                        return f.write_str(", …");
                    }
                    if n > 0 {
                        f.write_str(", ")?;
                    }
                    value.write(f, room)?;
                }
                Ok(())
            }
            Self::Map(all) => {
                for (n, (key, value)) in all.iter().enumerate() {
                    if *room == 0 {
                        return f.write_str(", …");
                    }
                    let comma = if n > 0 { ", " } else { "" };
                    *room = room.saturating_sub(key.chars().count());
                    let key: String = key.chars().take(40).collect();
                    write!(f, "{comma}{} ", in_dutch(&key))?;
                    value.write(f, room)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("“")?;
        self.write(f, &mut LONGEST.clone())?;
        f.write_str("”")
    }
}

/// What a key is called among klantmanagers, where it has a word of its own.
pub(in crate::dialog) fn in_dutch(key: &str) -> &str {
    match key {
        "after" => "na",
        "before" => "van tevoren",
        "goto" => "naar",
        "desk" => "voor",
        "kind" => "soort",
        "when" => "als",
        "rung" => "wie",
        "at" => "om",
        "useful_until" => "zinvol tot",
        "every_weeks" => "om de zoveel weken",
        "moments" => "momenten",
        "reminders" => "herinneringen",
        "ladders" => "ladders",
        "schedules" => "vaste momenten",
        "quiet_hours" => "stille uren",
        "undelivered_after" => "niet bezorgd na",
        "gemeenten" => "per gemeente",
        "from" => "van",
        "until" => "tot",
        "sundays" => "zondagen",
        "holidays" => "feestdagen",
        "short_notice_from" => "kort ervoor vanaf",
        "budget" => "contactbudget",
        "per_day" => "per dag",
        "per_week" => "per week",
        "high_risk" => "eerst bellen",
        "unanswered" => "vragen zonder antwoord",
        "only_if_unanswered" => "alleen zonder antwoord",
        other => other,
    }
}

/// Tells every value that differs, with the names that lead to it.
pub(in crate::dialog) fn differences(
    before: &Tree,
    after: &Tree,
    tell: &mut impl FnMut(&[&str], Option<&Tree>, Option<&Tree>),
) {
    fn walk<'a>(
        path: &mut Vec<&'a str>,
        before: &'a Tree,
        after: &'a Tree,
        tell: &mut impl FnMut(&[&str], Option<&Tree>, Option<&Tree>),
    ) {
        for key in Tree::keys_of_both(before, after) {
            let (was, is) = (before.get(key), after.get(key));
            if was == is {
                continue;
            }
            path.push(key);
            match (was, is) {
                (Some(was @ Tree::Map(_)), Some(is @ Tree::Map(_))) => walk(path, was, is, tell),
                _ => tell(path, was, is),
            }
            path.pop();
        }
    }
    walk(&mut Vec::new(), before, after, tell);
}

/// The names that stand in another order among those that both have: the fewest that explain it.
pub(in crate::dialog) fn moved<'a>(before: &'a Tree, after: &'a Tree) -> Vec<&'a str> {
    let order: Vec<&str> =
        before.entries().map(|(key, _)| key).filter(|key| after.get(key).is_some()).collect();
    let places: Vec<(usize, &str)> = after
        .entries()
        .filter_map(|(key, _)| Some((order.iter().position(|k| *k == key)?, key)))
        .collect();
    // the longest run that kept its order stays put
    let mut best: Vec<usize> = vec![1; places.len()];
    let mut from: Vec<Option<usize>> = vec![None; places.len()];
    // a thousand steps at most: beyond that nobody reads which of them moved
    if places.len() > 1000 {
        return Vec::new();
    }
    for i in 0..places.len() {
        for j in 0..i {
            if places[j].0 < places[i].0 && best[j] + 1 > best[i] {
                best[i] = best[j] + 1;
                from[i] = Some(j);
            }
        }
    }
    let mut stays = vec![false; places.len()];
    let mut at = (0..places.len()).max_by_key(|i| best[*i]);
    while let Some(i) = at {
        stays[i] = true;
        at = from[i];
    }
    places.iter().zip(stays).filter(|(_, stays)| !stays).map(|((_, key), _)| *key).collect()
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Tree;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.to_string()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.to_string()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.to_string()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.to_string()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.to_owned()))
            }

            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Leaf(String::new()))
            }

            fn visit_none<E>(self) -> Result<Tree, E> {
                Ok(Tree::Leaf(String::new()))
            }

            fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Tree, D::Error> {
                Tree::deserialize(inner)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
                let mut all = Vec::new();
                while let Some(value) = seq.next_element()? {
                    all.push(value);
                }
                Ok(Tree::List(all))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
                let mut all = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, Tree>()? {
                    all.push((key, value));
                }
                Ok(Tree::Map(all))
            }
        }

        deserializer.deserialize_any(Any)
    }
}
