//! What a municipality owes the people whose data it keeps: why somebody is erased, and how long what is kept.
//!
//! Sources: AVG (Regulation (EU) 2016/679) art. 5(1)(e) (no longer than needed), art. 6(1)(e) (public task),
//! art. 15 (access), art. 16 (rectification), art. 17 (erasure).

use super::person::words;

/// Why somebody is erased. A code, because it stays in the audit trail for years, and no word about the
/// person may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EraseWhy {
    /// The person asked for it. AVG art. 17(1).
    Verzoek,
    /// What is kept was kept long enough. AVG art. 5(1)(e).
    Termijn,
    /// The person should never have been here: a wrong row in a file.
    Onterecht,
    /// The person moved, and the file went to another municipality.
    Overgedragen,
}

words!(EraseWhy {
    Verzoek = "verzoek",
    Termijn = "termijn",
    Onterecht = "onterecht",
    Overgedragen = "overgedragen",
});

/// What is kept equally long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// The person, with everything that proves what the municipality did.
    Person,
    /// The words of conversations.
    Talk,
    /// Photos and voice notes.
    Media,
    /// Tasks that are done.
    Task,
    /// Bodies of messages that could not be read.
    Raw,
    /// Log-ins of colleagues.
    Login,
    /// Who did what.
    Audit,
}

words!(Category {
    Person = "people",
    Talk = "talk",
    Media = "media",
    Task = "tasks",
    Raw = "raw",
    Login = "login",
    Audit = "audit",
});

/// How many days each category is kept; 0: until somebody removes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// After the day on which the duty was met or lifted.
    pub people: u16,
    /// After the message.
    pub talk: u16,
    /// After it came in; 0: never fetched.
    pub media: u16,
    /// After the task was closed.
    pub tasks: u16,
    /// After it came in.
    pub raw: u16,
    /// After the last try, or after the link ran out.
    pub login: u16,
    /// What a merge changed, after it: so long it can be undone.
    pub merges: u16,
    /// After the act.
    pub audit: u16,
}

impl Kept {
    /// Days of a category.
    pub fn days(&self, category: Category) -> u16 {
        match category {
            Category::Person => self.people,
            Category::Talk => self.talk,
            Category::Media => self.media,
            Category::Task => self.tasks,
            Category::Raw => self.raw,
            Category::Login => self.login,
            Category::Audit => self.audit,
        }
    }

    /// How long it is kept, in plain Dutch.
    pub fn in_dutch(&self, category: Category) -> String {
        let days = self.days(category);
        if days == 0 {
            return match category {
                Category::Media => "wij bewaren dit niet".to_owned(),
                _ => "tot de gemeente het verwijdert".to_owned(),
            };
        }
        let after = match category {
            Category::Person => "nadat uw inburgering klaar is",
            Category::Task => "nadat de taak klaar is",
            _ => "daarna verwijderen wij het",
        };
        format!("{}, {after}", span(days))
    }
}

/// `90 dagen`, `1 jaar`, `2 jaar`.
fn span(days: u16) -> String {
    match days {
        1 => "1 dag".to_owned(),
        // a leap day more or less is no other promise
        days if days >= 365 && days % 365 <= days / 1460 + 1 => format!("{} jaar", days / 365),
        days => format!("{days} dagen"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_told_in_years_where_it_is_years() {
        let cases = [
            (1, "1 dag"),
            (90, "90 dagen"),
            (365, "1 jaar"),
            (400, "400 dagen"),
            (730, "2 jaar"),
            (1826, "5 jaar"),
        ];
        for (days, words) in cases {
            assert_eq!(span(days), words);
        }
    }

    #[test]
    fn nought_is_told_as_what_it_means() {
        let kept =
            Kept { people: 0, talk: 1, media: 0, tasks: 30, raw: 0, login: 0, merges: 0, audit: 0 };
        assert_eq!(kept.in_dutch(Category::Media), "wij bewaren dit niet");
        assert_eq!(kept.in_dutch(Category::Person), "tot de gemeente het verwijdert");
        assert_eq!(kept.in_dutch(Category::Talk), "1 dag, daarna verwijderen wij het");
        assert_eq!(kept.in_dutch(Category::Task), "30 dagen, nadat de taak klaar is");
    }
}
