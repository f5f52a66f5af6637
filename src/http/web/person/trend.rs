//! What somebody answered to "how does it go?", as a line with the table below it, and whether the visible rule says
//! that it goes worse. Colours are classes of the stylesheet.

use std::fmt::Write as _;

use super::super::when;
use crate::http::error::HttpError;
use crate::ids::MailboxId;
use crate::plan::local_time::local_date;
use crate::plan::trend::{Step, Worse, worse};
use crate::store::Tx;
use crate::store::how_it_goes::{self, Told};

/// So many answers are drawn, the newest: a year of check-ins.
const DRAWN: usize = 13;

const LEFT: f64 = 104.0;
const APART: f64 = 44.0;
const TOP: f64 = 18.0;
const ROW: f64 = 24.0;
const HEIGHT: f64 = 118.0;

/// The part of the page.
pub(super) struct Trend {
    pub(super) drawing: String,
    /// The newest first.
    pub(super) rows: Vec<Row>,
    /// The rule that holds, in words.
    pub(super) worse: Option<&'static str>,
}

/// One answer.
pub(super) struct Row {
    pub(super) day: String,
    pub(super) machine: String,
    pub(super) step: &'static str,
}

/// Reads it; None: nothing was answered yet.
pub(super) async fn read(tx: &mut Tx, mailbox: MailboxId) -> Result<Option<Trend>, HttpError> {
    let told = how_it_goes::told(tx, mailbox).await?;
    if told.is_empty() {
        return Ok(None);
    }
    let steps: Vec<Step> = told.iter().map(|one| one.step).collect();
    let row = |one: &Told| Row {
        day: when::dated(one.at),
        machine: when::machine(one.at),
        step: words(one.step),
    };
    Ok(Some(Trend {
        drawing: draw(&told[told.len().saturating_sub(DRAWN)..]),
        rows: told.iter().rev().map(row).collect(),
        worse: worse(&steps).map(rule),
    }))
}

fn words(step: Step) -> &'static str {
    match step {
        Step::Goed => say!("goed"),
        Step::GaatWel => say!("gaat wel"),
        Step::NietZoGoed => say!("niet zo goed"),
        Step::Slecht => say!("slecht"),
    }
}

fn rule(worse: Worse) -> &'static str {
    match worse {
        Worse::Fell => say!("Het ging in één keer twee stappen of meer achteruit."),
        Worse::StaysLow => say!("Het gaat twee keer achter elkaar slecht."),
    }
}

fn draw(told: &[Told]) -> String {
    let count = u32::try_from(told.len()).unwrap_or(u32::MAX);
    let width = LEFT + f64::from(count) * APART;
    let steps: Vec<&str> = told.iter().map(|one| words(one.step)).collect();
    let (title, told_in_words) = (say!("Hoe het ging, van oud naar nieuw"), steps.join(", "));
    let mut svg = String::new();
    // writing to a String cannot fail
    let _ = write!(
        svg,
        "<svg class=\"ww-bars\" viewBox=\"0 0 {width:.0} {HEIGHT}\" width=\"{width:.0}\" \
         height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"hoe-titel hoe-tekst\" focusable=\"false\">\
         <title id=\"hoe-titel\">{title}</title><desc id=\"hoe-tekst\">{told_in_words}</desc>"
    );
    for step in Step::ALL {
        let y = level(step);
        let _ = write!(
            svg,
            "<line class=\"ww-bars__rule\" x1=\"{LEFT}\" x2=\"{width:.0}\" y1=\"{y:.0}\" y2=\"{y:.0}\"/>\
             <text class=\"ww-bars__label\" x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{}</text>",
            LEFT - 8.0,
            y + 4.0,
            words(step)
        );
    }
    let places: Vec<(f64, f64)> = (0_u32..)
        .zip(told)
        .map(|(place, one)| (LEFT + APART * (f64::from(place) + 0.5), level(one.step)))
        .collect();
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x:.0},{y:.0}")).collect();
    let _ = write!(svg, "<polyline class=\"ww-bars__line\" points=\"{}\"/>", line.join(" "));
    for ((x, y), one) in places.iter().zip(told) {
        let _ = write!(
            svg,
            "<circle class=\"ww-bars__bar\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"4\"/>\
             <text class=\"ww-bars__label\" x=\"{x:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - 6.0,
            local_date(one.at).format("%d-%m")
        );
    }
    svg.push_str("</svg>");
    svg
}

fn level(step: Step) -> f64 {
    TOP + ROW * f64::from(Step::Goed.height() - step.height())
}
