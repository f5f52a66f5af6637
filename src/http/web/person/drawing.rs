//! The trajectory clock as a calm drawing: one bar from the first to the last day of the term, with today,
//! extra time, waiting for a doctor, and the days on which somebody should look. The table below it says
//! the same in words; colours are classes of the stylesheet.

use std::fmt::Write as _;

use chrono::{Months, NaiveDate};

use crate::trade::trajectory::{Facts, Standing, Term};

const WIDTH: f64 = 720.0;
const LEFT: f64 = 12.0;
const RIGHT: f64 = 708.0;
const TOP: f64 = 34.0;
const HEIGHT: f64 = 22.0;

/// The drawing; None: there is no term yet.
pub(super) fn draw(facts: &Facts, clock: &Standing, today: NaiveDate) -> Option<String> {
    let term = clock.term?;
    let mut svg = String::new();
    let months = whole_months_left(&term, today);
    let told = match term.days_left {
        left if left < 0 => say!("De termijn is voorbij.").to_owned(),
        _ => say!("Nog {n} hele maanden tot en met {day}.", n = months, day = day(term.until)),
    };
    let (from, until) = (day(term.from), day(term.until));
    let title = say!("De termijn, van {from} tot en met {until}", from = from, until = until);
    // writing to a String cannot fail
    let _ = write!(
        svg,
        "<svg class=\"ww-term\" viewBox=\"0 0 {WIDTH} 92\" role=\"img\" \
         aria-labelledby=\"klok-titel klok-tekst\" focusable=\"false\">\
         <title id=\"klok-titel\">{title}</title>\
         <desc id=\"klok-tekst\">{told}</desc>"
    );
    let place = |on: NaiveDate| place(&term, on);
    bar(&mut svg, "ww-term__term", LEFT, RIGHT);
    bar(&mut svg, "ww-term__passed", LEFT, place(today));
    if term.extension_weeks > 0 {
        bar(&mut svg, "ww-term__extra", place(term.until_without_extension), RIGHT);
    }
    if let Some(since) = facts.medical_waiting_since {
        let until = facts.medical_waiting_until.unwrap_or(today);
        bar(&mut svg, "ww-term__waiting", place(since), place(until));
    }
    for back in [18, 12, 9, 6, 3] {
        let Some(on) = term.until.checked_sub_months(Months::new(back)) else { continue };
        if on < term.from {
            continue;
        }
        let x = place(on);
        let bottom = TOP + HEIGHT;
        let _ = write!(
            svg,
            "<line class=\"ww-term__mark\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP:.0}\" y2=\"{:.0}\"/>\
             <text class=\"ww-term__word\" x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{back}</text>",
            bottom + 6.0,
            bottom + 20.0
        );
    }
    let now = say!("vandaag, {percent}%", percent = term.percent_at(today));
    let below = say!("maanden tot het einde");
    let x = place(today);
    let anchor = match x {
        x if x < WIDTH / 4.0 => "start",
        x if x > WIDTH * 0.75 => "end",
        _ => "middle",
    };
    let _ = write!(
        svg,
        "<line class=\"ww-term__today\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{:.0}\" y2=\"{:.0}\"/>\
         <text class=\"ww-term__now\" x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{now}</text>\
         <text class=\"ww-term__word\" x=\"{RIGHT}\" y=\"90\" text-anchor=\"end\">{below}</text>\
         </svg>",
        TOP - 6.0,
        TOP + HEIGHT + 6.0,
        TOP - 12.0
    );
    Some(svg)
}

fn bar(svg: &mut String, class: &str, from: f64, until: f64) {
    let width = (until - from).max(0.0);
    let _ = write!(
        svg,
        "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{TOP}\" width=\"{width:.1}\" height=\"{HEIGHT}\"/>"
    );
}

/// Where a day stands on the bar; days outside the term stand at its ends.
fn place(term: &Term, on: NaiveDate) -> f64 {
    let days = |from: NaiveDate, to: NaiveDate| {
        f64::from(i32::try_from((to - from).num_days()).unwrap_or(i32::MAX))
    };
    let whole = days(term.from, term.until).max(1.0);
    LEFT + (days(term.from, on) / whole).clamp(0.0, 1.0) * (RIGHT - LEFT)
}

fn whole_months_left(term: &Term, today: NaiveDate) -> u32 {
    (1..600)
        .take_while(|months| {
            today.checked_add_months(Months::new(*months)).is_some_and(|on| on <= term.until)
        })
        .count()
        .try_into()
        .unwrap_or(0)
}

/// `03-02-2029`.
pub(super) fn day(on: NaiveDate) -> String {
    on.format("%d-%m-%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::person::GroupKind;
    use crate::trade::trajectory::{Extension, clock};

    #[test]
    fn the_drawing_stays_within_its_frame_whatever_the_days_are() {
        let on = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let facts = Facts {
            pip_on: Some(on("2026-02-03")),
            medical_waiting_since: Some(on("2025-01-01")),
            extensions: vec![Extension {
                weeks: 26,
                ground: "studie".to_owned(),
                granted_on: on("2026-03-01"),
            }],
            ..Facts::of(GroupKind::Asiel)
        };
        for today in ["2025-06-01", "2026-02-04", "2027-08-20", "2035-01-01"] {
            let today = on(today);
            let svg = draw(&facts, &clock(&facts, today), today).unwrap();
            let numbers = svg.split("x=\"").skip(1).filter_map(|rest| {
                rest.split('"').next().and_then(|number| number.parse::<f64>().ok())
            });
            for x in numbers {
                assert!((0.0..=WIDTH).contains(&x), "{x} in {svg}");
            }
            assert!(svg.contains("role=\"img\"") && svg.contains("<desc"), "{svg}");
            assert!(!svg.contains("style="), "the policy would refuse it");
        }
        let none = Facts::of(GroupKind::Gezin);
        assert_eq!(draw(&none, &clock(&none, on("2026-11-24")), on("2026-11-24")), None);
    }
}
