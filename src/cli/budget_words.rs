//! A channel budget in words: Dutch below an import, for whoever brings the file; English for the
//! doctor.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::plan::budget::{Budget, Crowd};

/// What a trial of sessions adds to its report: silence would read as "it fits".
pub(super) const TRIAL_OF_SESSIONS: &str = "\nOf WhatsApp de herinneringen aan deze bijeenkomsten op tijd mag sturen, kan een proef niet \
     zeggen: dat blijkt bij het echte inlezen, en met `wegwijzer doctor`.\n";

/// What an import adds to its report; nothing when all fits easily, that is, on half of the limit.
pub(super) fn below_an_import(budgets: &[Budget]) -> String {
    let mut out = String::new();
    for budget in budgets {
        let (who, limit) = (budget.channels.join(", "), grouped(budget.limit, '.'));
        let crowds = budget.crowds();
        for Crowd { day, needed, free, over_days } in &crowds {
            let (needed, free) = (grouped(*needed, '.'), grouped(*free, '.'));
            // writing to a String cannot fail
            let _ = writeln!(
                out,
                "\nLet op, {who}: vanaf {} moeten wij {needed} mensen als eerste schrijven, en die \
                 dag mogen dat er {free} zijn (grens: {limit} mensen per 24 uur): verspreid over \
                 {over_days} dagen; wie niet past, krijgt het later of niet.",
                date(*day),
            );
        }
        let busiest = budget.busiest().filter(|day| day.needed * 2 > budget.limit);
        if let (true, Some(busiest)) = (crowds.is_empty(), busiest) {
            let _ = writeln!(
                out,
                "\n{who}: op de drukste dag, {}, moeten wij {} mensen als eerste schrijven; dat past \
                 (grens: {limit} mensen per 24 uur).",
                date(busiest.day),
                grouped(busiest.needed, '.'),
            );
        }
    }
    out
}

/// What the doctor says of one account.
pub(super) fn for_the_doctor(budget: &Budget) -> String {
    let (reached, limit) = (grouped(budget.reached, ','), grouped(budget.limit, ','));
    let mut out = format!(
        "{reached} of {limit} people were written to first in the last 24 hours; planned reminders "
    );
    let crowds = budget.crowds();
    let _ = match (crowds.is_empty(), budget.busiest()) {
        (true, None) => write!(out, "need no more"),
        (true, Some(day)) => {
            let needed = grouped(day.needed, ',');
            write!(out, "need {needed} on the busiest day, {}", date(day.day))
        }
        (false, _) => {
            let told: Vec<String> = crowds
                .iter()
                .map(|crowd| {
                    let Crowd { needed, free, over_days, .. } = crowd;
                    let (needed, free) = (grouped(*needed, ','), grouped(*free, ','));
                    let day = date(crowd.day);
                    format!(
                        "{needed} from {day}, of which {free} fit that day: spread over \
                         {over_days} days"
                    )
                })
                .collect();
            write!(
                out,
                "need more than there is: {}, and what waits past its session is never sent",
                told.join("; ")
            )
        }
    };
    out
}

fn date(day: NaiveDate) -> String {
    day.format("%d-%m-%Y").to_string()
}

/// 1240 as 1.240 or 1,240.
fn grouped(n: usize, separator: char) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::plan::budget::{Account, spread};

    fn budget(limit: usize, needed: usize) -> Budget {
        let day = |n| NaiveDate::from_ymd_opt(2026, 12, n).unwrap();
        let account = Account { portfolio: "p".into(), channels: vec!["whatsapp".into()], limit };
        spread(&account, &BTreeMap::from([(day(3), needed)]), day(1), 12)
    }

    #[test]
    fn a_run_that_does_not_fit_is_told_with_the_days_it_takes() {
        let found = below_an_import(&[budget(1000, 1240)]);
        assert_eq!(
            found,
            "\nLet op, whatsapp: vanaf 03-12-2026 moeten wij 1.240 mensen als eerste schrijven, en \
             die dag mogen dat er 1.000 zijn (grens: 1.000 mensen per 24 uur): verspreid over 2 \
             dagen; wie niet past, krijgt het later of niet.\n"
        );
        assert_eq!(
            for_the_doctor(&budget(1000, 1240)),
            "12 of 1,000 people were written to first in the last 24 hours; planned reminders need \
             more than there is: 1,240 from 03-12-2026, of which 1,000 fit that day: spread over 2 \
             days, and what waits past its session is never sent"
        );
    }

    #[test]
    fn a_run_that_fits_is_told_in_a_line_and_one_that_fits_easily_not_at_all() {
        let found = below_an_import(&[budget(1000, 600)]);
        assert!(found.contains("600 mensen als eerste schrijven; dat past"), "{found}");
        assert_eq!(below_an_import(&[budget(1000, 500), budget(10_000, 1240)]), "");
        assert!(
            for_the_doctor(&budget(1000, 600)).ends_with("need 600 on the busiest day, 03-12-2026")
        );
        assert!(for_the_doctor(&budget(1000, 0)).contains("need"));
    }
}
