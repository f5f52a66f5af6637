//! The progress card: a filled step for everything that is done, an open one for what is to come. PURE.
//!
//! No words and no names: everybody who has 3 of 8 gets the same file.

use std::fmt::Write as _;

/// Steps on a card, at most: more would be too small to count.
pub const MOST_STEPS: u32 = 24;
/// Rows under each other, at most.
const MOST_ROWS: u32 = 4;
/// The card in its own units, twice as wide as high.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 160.0;

/// The file name of a card, and the last part of its address.
pub fn file_name(done: u32, of: u32) -> String {
    format!("voortgang-{done}-{of}.png")
}

/// Which card has this file name, if there is one.
pub fn of_file_name(name: &str) -> Option<(u32, u32)> {
    let (done, of) = name.strip_prefix("voortgang-")?.strip_suffix(".png")?.split_once('-')?;
    let (done, of) = (done.parse().ok()?, of.parse().ok()?);
    (is_drawn(done, of) && file_name(done, of) == name).then_some((done, of))
}

/// Is there a card for this?
pub fn is_drawn(done: u32, of: u32) -> bool {
    (1..=MOST_STEPS).contains(&of) && done <= of
}

/// Rows and columns: as large as can be, in as few rows as nearly does it.
fn shape(of: u32) -> (u32, u32) {
    let all = (1..=of.min(MOST_ROWS)).map(|rows| (rows, of.div_ceil(rows)));
    let largest = all.clone().map(|(rows, columns)| cell(rows, columns)).fold(0.0, f64::max);
    all.into_iter().find(|shape| cell(shape.0, shape.1) >= largest * 0.75).unwrap_or((1, of))
}

/// The room that one step has.
fn cell(rows: u32, columns: u32) -> f64 {
    (WIDTH / f64::from(columns)).min(HEIGHT / f64::from(rows)).min(72.0)
}

/// The card as SVG.
///
/// ```
/// assert_eq!(wegwijzer::aid::card::svg(3, 8).matches("<circle").count(), 8);
/// ```
pub fn svg(done: u32, of: u32) -> String {
    let (rows, columns) = shape(of.max(1));
    let cell = cell(rows, columns);
    let radius = cell * 0.36;
    let left = (WIDTH - cell * f64::from(columns)) / 2.0 + cell / 2.0;
    let top = (HEIGHT - cell * f64::from(rows)) / 2.0 + cell / 2.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" fill=\"none\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">"
    );
    let place = |step: u32| {
        let (row, column) = (step / columns, step % columns);
        (left + cell * f64::from(column), top + cell * f64::from(row))
    };
    // the road behind the steps, row by row
    for row in 0..rows {
        let (from, to) = (row * columns, ((row + 1) * columns).min(of));
        if from >= to {
            continue;
        }
        let to = to - 1;
        let ((x1, y), (x2, _)) = (place(from), place(to));
        let _ = write!(
            svg,
            "<path d=\"M{x1:.1} {y:.1}H{x2:.1}\" stroke=\"#c3ccd8\" stroke-width=\"{:.1}\"/>",
            cell * 0.1
        );
    }
    for step in 0..of {
        let (x, y) = place(step);
        let width = cell * 0.08;
        if step < done {
            let tick = radius * 0.45;
            let _ = write!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"#154273\" \
                 stroke=\"#154273\" stroke-width=\"{width:.1}\"/>\
                 <path d=\"M{:.1} {y:.1}l{:.1} {:.1} {:.1} {:.1}\" stroke=\"#ffffff\" \
                 stroke-width=\"{:.1}\"/>",
                x - tick,
                tick * 0.75,
                tick * 0.75,
                tick * 1.25,
                -tick * 1.5,
                cell * 0.1
            );
        } else {
            let _ = write!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"#ffffff\" \
                 stroke=\"#154273\" stroke-width=\"{width:.1}\"/>"
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_a_step_for_everything_and_a_tick_for_what_is_done() {
        for of in 1..=MOST_STEPS {
            for done in [0, of / 2, of] {
                let svg = svg(done, of);
                let count = |word: &str| svg.matches(word).count();
                assert_eq!(count("<circle"), of as usize, "{done}/{of}");
                assert_eq!(count("stroke=\"#ffffff\""), done as usize, "{done}/{of}");
                assert!(!svg.contains("<text"), "nobody needs to read");
                assert_eq!(of_file_name(&file_name(done, of)), Some((done, of)));
            }
        }
        for odd in [
            "voortgang-9-8.png",
            "voortgang-0-0.png",
            "voortgang-03-8.png",
            "voortgang-1-99.png",
            "x",
        ] {
            assert_eq!(of_file_name(odd), None, "{odd}");
        }
    }
}
