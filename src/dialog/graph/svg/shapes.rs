//! The shapes themselves: bubbles, tasks, ends, pills and arrows.

use std::fmt::Write as _;

use super::super::layout::Point;
use super::sizes::{
    BETWEEN, BOX, GAP, ICON, Kind, LETTERS, LINE, LabelBox, NUMBER, NodeBox, OVER, PLUS, Pill,
    SIDE, SMALL_LINE, Shape,
};
use super::{Line, Place, encode, escape};
use crate::text::Direction;
use crate::trade::person::Language;

/// The points of arrows.
pub(super) const MARKERS: &str = "<defs>\n\
    <marker id=\"wg-arrow\" class=\"wg-point\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" \
    markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
    <path d=\"M0 0L8 4L0 8z\"/></marker>\n\
    <marker id=\"wg-arrow-silent\" class=\"wg-point wg-point--silent\" viewBox=\"0 0 8 8\" \
    refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" \
    orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker>\n</defs>\n";

/// An arrow, or the first half of one.
pub(super) fn line(out: &mut String, line: &Line) {
    let Some(((x, y), rest)) = line.way.split_first() else { return };
    let _ = write!(out, "<path class=\"wg-line wg-line--{}", line.share.min(6));
    if line.silent {
        out.push_str(" wg-line--silent");
    }
    let _ = write!(out, "\" d=\"M{x:.1} {y:.1}");
    let (mut x, mut y) = (*x, *y);
    for (to_x, to_y) in rest {
        if (to_x - x).abs() < 0.5 {
            let _ = write!(out, "L{to_x:.1} {to_y:.1}");
        } else {
            let half = (y + to_y) / 2.0;
            let _ = write!(out, "C{x:.1} {half:.1} {to_x:.1} {half:.1} {to_x:.1} {to_y:.1}");
        }
        (x, y) = (*to_x, *to_y);
    }
    out.push('"');
    if line.arrow {
        let which = if line.silent { "wg-arrow-silent" } else { "wg-arrow" };
        let _ = write!(out, " marker-end=\"url(#{which})\"");
    }
    out.push_str("/>\n");
}

/// A box with its shapes.
pub(super) fn node(out: &mut String, (x, y): Point, node: &NodeBox, place: Place) {
    out.push_str("<g class=\"wg-node\"");
    if let Some(step) = &node.step {
        let _ = write!(out, " data-step=\"{}\"", escape(step));
    }
    let linked = node.step.as_ref().filter(|_| place == Place::Editor);
    if let Some(step) = linked {
        // its name is what stands in it
        let _ = write!(
            out,
            " id=\"teken-{}\"><a class=\"wg-edit\" href=\"#stap-{}\"",
            escape(step),
            encode(step)
        );
    }
    out.push_str(">\n");
    let mut y = y;
    for shape in &node.shapes {
        draw(out, (x, y), shape);
        y += shape.height + BETWEEN;
    }
    if let Some(counted) = &node.counted {
        let at = (x + BOX / 2.0, y - BETWEEN + SMALL_LINE - 4.0);
        let _ = writeln!(
            out,
            "<text class=\"wg-counted\" text-anchor=\"middle\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            at.0,
            at.1,
            escape(counted)
        );
    }
    out.push_str(if linked.is_some() { "</a></g>\n" } else { "</g>\n" });
}

fn draw(out: &mut String, (x, y): Point, shape: &Shape) {
    let (w, h) = (BOX, shape.height);
    let class = class(shape.kind);
    let _ = write!(out, "<path class=\"wg-shape wg-{class}\" d=\"");
    match shape.kind {
        Kind::Said { .. } => bubble(out, (x, y), (w, h), shape.direction),
        Kind::Start | Kind::End { .. } => rounded(out, (x, y), (w, h), (h / 2.0).min(20.0)),
        Kind::Looks => pointed(out, (x, y), (w, h)),
        Kind::Task => folded(out, (x, y), (w, h)),
        Kind::Stop => cut(out, (x, y), (w, h)),
        Kind::Holds => doubled(out, (x, y), (w, h)),
        Kind::Ladder | Kind::Note | Kind::Waits | Kind::Missing => {
            rounded(out, (x, y), (w, h), 4.0)
        }
    }
    out.push_str("\"/>\n");
    let icon = if shape.kind.has_icon() { ICON } else { 0.0 };
    if icon > 0.0 {
        let (ix, iy) = (x + SIDE - 1.0, y + h / 2.0 - 8.0);
        let _ = writeln!(
            out,
            "<path class=\"wg-icon wg-icon--{}\" transform=\"translate({ix:.1} {iy:.1})\" d=\"{}\"/>",
            class.split(' ').next().unwrap_or_default(),
            icon_of(shape.kind)
        );
    }
    let start = match shape.direction {
        Direction::Ltr => x + SIDE + icon,
        Direction::Rtl => x + w - SIDE,
    };
    let mut base = y + OVER + LETTERS;
    for line in &shape.lines {
        text(out, (start, base), "wg-words", line, shape.direction, shape.language);
        base += LINE;
    }
    if matches!(shape.kind, Kind::Said { missing: true, .. }) {
        let at = (x + SIDE, base - 1.0);
        text(out, at, "wg-small", "nog niet vertaald", Direction::Ltr, None);
    }
}

/// The words on an arrow.
pub(super) fn label(out: &mut String, (x, y): Point, label: &LabelBox) {
    let mut y = y;
    let wide = label.size.width;
    for pill in &label.pills {
        draw_pill(out, (x, y), wide, pill);
        y += pill.height + GAP;
    }
    if let Some(plus) = &label.plus {
        let (x, y) = (x + wide / 2.0, y + PLUS / 2.0);
        let _ = writeln!(
            out,
            "<a class=\"wg-plus\" href=\"{}\" aria-label=\"{}\"><circle cx=\"{x:.1}\" \
             cy=\"{y:.1}\" r=\"{:.1}\"/><path d=\"M{:.1} {y:.1}h10M{x:.1} {:.1}v10\"/></a>",
            escape(&plus.href),
            escape(&plus.words),
            PLUS / 2.0 - 1.0,
            x - 5.0,
            y - 5.0
        );
    }
}

fn draw_pill(out: &mut String, (x, y): Point, wide: f64, pill: &Pill) {
    let kind = if pill.silent {
        "silent"
    } else if pill.spoken.is_some() {
        "button"
    } else {
        "case"
    };
    let _ = write!(out, "<g class=\"wg-label\"><path class=\"wg-pill wg-pill--{kind}\" d=\"");
    rounded(out, (x, y), (wide, pill.height), (pill.height / 2.0).min(12.0));
    out.push_str("\"/>");
    let number = if pill.counted.is_some() { NUMBER } else { 0.0 };
    let middle = x + (wide - number) / 2.0;
    let mut base = y + 4.0 + 13.0;
    for line in &pill.lines {
        centred(out, (middle, base), "wg-label__words", line, pill.direction, pill.spoken);
        base += SMALL_LINE;
    }
    if let Some(counted) = &pill.counted {
        let at = (x + wide - number / 2.0 - 3.0, y + pill.height / 2.0 + 4.5);
        centred(out, at, "wg-number", counted, Direction::Ltr, None);
    }
    out.push_str("</g>\n");
}

fn text(
    out: &mut String,
    at: Point,
    class: &str,
    words: &str,
    runs: Direction,
    language: Option<Language>,
) {
    write_text(out, at, class, "start", words, (runs, language));
}

fn centred(
    out: &mut String,
    at: Point,
    class: &str,
    words: &str,
    runs: Direction,
    language: Option<Language>,
) {
    write_text(out, at, class, "middle", words, (runs, language));
}

fn write_text(
    out: &mut String,
    (x, y): Point,
    class: &str,
    anchor: &str,
    words: &str,
    (runs, language): (Direction, Option<Language>),
) {
    let _ = write!(out, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\"");
    if anchor != "start" {
        let _ = write!(out, " text-anchor=\"{anchor}\"");
    }
    // each line is a paragraph of its own to whoever sets it
    let _ = write!(out, " direction=\"{}\" unicode-bidi=\"isolate\"", runs.as_str());
    if let Some(language) = language {
        let _ = write!(out, " lang=\"{language}\"");
    }
    let _ = writeln!(out, ">{}</text>", escape(words));
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Start => "start",
        Kind::Said { missing: true, .. } => "said wg-said--missing",
        Kind::Said { asks: true, .. } => "said wg-said--asks",
        Kind::Said { .. } => "said",
        Kind::Looks => "looks",
        Kind::Task => "task",
        Kind::Stop => "stop",
        Kind::End { good: true } => "end",
        Kind::End { good: false } => "end wg-end--silent",
        Kind::Ladder => "ladder",
        Kind::Note => "note",
        Kind::Waits => "waits",
        Kind::Holds => "holds",
        Kind::Missing => "missing",
    }
}

/// Sixteen by sixteen.
fn icon_of(kind: Kind) -> &'static str {
    match kind {
        // a triangle to begin
        Kind::Start => "M4 2L13 8L4 14z",
        // a magnifying glass
        Kind::Looks => "M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10M11 11L15 15",
        // a clipboard with a tick
        Kind::Task => "M3 3H13V15H3zM6 3V1H10V3M5.5 9L7.5 11L11 7",
        // a barred circle
        Kind::Stop => "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14M3.2 3.2L12.8 12.8",
        Kind::End { good: true } => "M2 8.5L6.5 13L14 4",
        Kind::End { good: false } => "M3 8H13",
        // a clock
        Kind::Ladder | Kind::Waits => "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14M8 4V8L11 10",
        // two balloons
        Kind::Holds => "M2 2H11V8H6L3 11V8H2zM13 5H15V12H14V15L11 12H7",
        // a warning
        Kind::Missing => "M8 1L15 14H1zM8 6V10M8 12V12.5",
        Kind::Said { .. } | Kind::Note => "",
    }
}

fn rounded(out: &mut String, (x, y): Point, (w, h): (f64, f64), r: f64) {
    let _ = write!(
        out,
        "M{:.1} {y:.1}h{:.1}a{r:.1} {r:.1} 0 0 1 {r:.1} {r:.1}v{:.1}a{r:.1} {r:.1} 0 0 1 -{r:.1} {r:.1}\
         h-{:.1}a{r:.1} {r:.1} 0 0 1 -{r:.1} -{r:.1}v-{:.1}a{r:.1} {r:.1} 0 0 1 {r:.1} -{r:.1}z",
        x + r,
        w - 2.0 * r,
        h - 2.0 * r,
        w - 2.0 * r,
        h - 2.0 * r,
    );
}

/// A speech bubble: one corner is sharp, on the side where its reader begins.
fn bubble(out: &mut String, (x, y): Point, (w, h): (f64, f64), runs: Direction) {
    let r = 12.0;
    let (left, right) = match runs {
        Direction::Ltr => (2.0, r),
        Direction::Rtl => (r, 2.0),
    };
    let _ = write!(
        out,
        "M{:.1} {y:.1}H{:.1}a{right} {right} 0 0 1 {right} {right}V{:.1}a{r} {r} 0 0 1 -{r} {r}\
         H{:.1}a{r} {r} 0 0 1 -{r} -{r}V{:.1}a{left} {left} 0 0 1 {left} -{left}z",
        x + left,
        x + w - right,
        y + h - r,
        x + r,
        y + left,
    );
}

/// A box with a point on both sides: here the way parts.
fn pointed(out: &mut String, (x, y): Point, (w, h): (f64, f64)) {
    let (p, half) = (10.0, h / 2.0);
    let _ = write!(
        out,
        "M{:.1} {y:.1}H{:.1}L{:.1} {:.1}L{:.1} {:.1}H{:.1}L{x:.1} {:.1}z",
        x + p,
        x + w - p,
        x + w,
        y + half,
        x + w - p,
        y + h,
        x + p,
        y + half,
    );
}

/// A box with a line down both sides: a dialog within a dialog.
fn doubled(out: &mut String, (x, y): Point, (w, h): (f64, f64)) {
    let _ = write!(
        out,
        "M{x:.1} {y:.1}h{w:.1}v{h:.1}h-{w:.1}zM{:.1} {y:.1}v{h:.1}M{:.1} {y:.1}v{h:.1}",
        x + 6.0,
        x + w - 6.0,
    );
}

/// A sheet of paper with a folded corner.
fn folded(out: &mut String, (x, y): Point, (w, h): (f64, f64)) {
    let f = 12.0;
    let _ = write!(
        out,
        "M{x:.1} {y:.1}H{:.1}L{:.1} {:.1}V{:.1}H{x:.1}zM{:.1} {y:.1}v{f}h{f}",
        x + w - f,
        x + w,
        y + f,
        y + h,
        x + w - f,
    );
}

/// A box with its corners cut off, as a stop sign.
fn cut(out: &mut String, (x, y): Point, (w, h): (f64, f64)) {
    let c = 10.0;
    let _ = write!(
        out,
        "M{:.1} {y:.1}H{:.1}L{:.1} {:.1}V{:.1}L{:.1} {:.1}H{:.1}L{x:.1} {:.1}V{:.1}z",
        x + c,
        x + w - c,
        x + w,
        y + c,
        y + h - c,
        x + w - c,
        y + h,
        x + c,
        y + h - c,
        y + c,
    );
}
