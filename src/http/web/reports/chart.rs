//! Bars as inline SVG, coloured by the stylesheet. The table below a drawing says the same in numbers.

use std::fmt::Write as _;

const HEIGHT: f64 = 110.0;
const STEP: f64 = 44.0;
const BAR: f64 = 28.0;
const FLOOR: f64 = 84.0;

/// One bar: what stands below it, and how high it is in percent; None: too few to tell.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) percent: Option<i64>,
}

/// A row of bars from 0 to 100 percent. `told` says in words what is seen.
pub(super) fn bars(id: &str, title: &str, told: &str, bars: &[Bar]) -> Option<String> {
    if bars.iter().all(|bar| bar.percent.is_none()) {
        return None;
    }
    let count = u32::try_from(bars.len()).unwrap_or(u32::MAX);
    let width = f64::from(count) * STEP + 8.0;
    let mut svg = String::new();
    // writing to a String cannot fail
    let _ = write!(
        svg,
        "<svg class=\"ww-bars\" viewBox=\"0 0 {width:.0} {HEIGHT}\" width=\"{width:.0}\" height=\"{HEIGHT}\" \
         role=\"img\" aria-labelledby=\"{id}-titel {id}-tekst\" focusable=\"false\">\
         <title id=\"{id}-titel\">{title}</title><desc id=\"{id}-tekst\">{told}</desc>\
         <line class=\"ww-bars__floor\" x1=\"0\" x2=\"{width:.0}\" y1=\"{FLOOR}\" y2=\"{FLOOR}\"/>"
    );
    for (place, bar) in (0_u32..).zip(bars) {
        let left = f64::from(place) * STEP + 8.0;
        let middle = left + BAR / 2.0;
        let number = match bar.percent {
            Some(percent) => {
                let share = f64::from(u32::try_from(percent.clamp(0, 100)).unwrap_or_default());
                let tall = share * 0.62;
                let top = FLOOR - tall;
                let _ = write!(
                    svg,
                    "<rect class=\"ww-bars__bar\" x=\"{left:.0}\" y=\"{top:.1}\" width=\"{BAR}\" height=\"{tall:.1}\"/>"
                );
                (top - 4.0, format!("{percent}%"))
            }
            None => (FLOOR - 4.0, "·".to_owned()),
        };
        let _ = write!(
            svg,
            "<text class=\"ww-bars__number\" x=\"{middle:.0}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\
             <text class=\"ww-bars__label\" x=\"{middle:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{}</text>",
            number.0,
            number.1,
            FLOOR + 16.0,
            bar.label
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}
