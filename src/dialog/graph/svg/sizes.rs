//! How large every box becomes, with its words cut into lines.

use super::super::layout::Size;
use super::super::lines::{width, wrap};
use super::super::model::{Cell, Node};
use crate::dialog::definition::EndHow;
use crate::text::Direction;
use crate::trade::person::Language;

/// The width of a box, in pixels.
pub(super) const BOX: f64 = 232.0;
/// Room beside words.
pub(super) const SIDE: f64 = 14.0;
/// Room above and below words.
pub(super) const OVER: f64 = 9.0;
/// Room for an icon, before the words.
pub(super) const ICON: f64 = 24.0;
/// Letters in a box, and the distance of its lines.
pub(super) const LETTERS: f64 = 14.0;
pub(super) const LINE: f64 = 19.0;
/// Letters on a label, and the distance of its lines.
pub(super) const SMALL: f64 = 13.0;
pub(super) const SMALL_LINE: f64 = 17.0;
/// Room between two shapes of one box.
pub(super) const BETWEEN: f64 = 5.0;
/// A label is at most so wide.
const LABEL: f64 = 176.0;
/// Room for a number beside a label.
pub(super) const NUMBER: f64 = 44.0;
/// Room between two pills.
pub(super) const GAP: f64 = 4.0;
/// What is tapped to put a step on an arrow: as wide as a finger needs (WCAG 2.2, 2.5.8).
pub(super) const PLUS: f64 = 26.0;
/// Lines of what is said.
const MOST_SAID: usize = 8;
/// Lines of everything else.
const MOST: usize = 3;

/// A box with its shapes.
pub(in crate::dialog::graph) struct NodeBox {
    pub(in crate::dialog::graph) size: Size,
    pub(super) step: Option<String>,
    pub(super) shapes: Vec<Shape>,
    pub(super) counted: Option<String>,
}

/// A shape of a box.
pub(super) struct Shape {
    pub(super) kind: Kind,
    pub(super) lines: Vec<String>,
    pub(super) height: f64,
    pub(super) direction: Direction,
    /// The language, where it is not Dutch.
    pub(super) language: Option<Language>,
}

/// What a shape looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    Said { asks: bool, missing: bool },
    Looks,
    Task,
    Stop,
    End { good: bool },
    Ladder,
    Note,
    Waits,
    Holds,
    Missing,
}

impl Kind {
    pub(super) fn has_icon(self) -> bool {
        !matches!(self, Self::Said { .. } | Self::Note)
    }
}

pub(super) fn node(node: &Node, spoken: Direction, language: Language) -> NodeBox {
    let shapes: Vec<Shape> = node.cells.iter().map(|c| shape(c, spoken, language)).collect();
    let counted = if node.counted.is_some() { SMALL_LINE } else { 0.0 };
    let between = BETWEEN * (shapes.len().saturating_sub(1)) as f64;
    let height = shapes.iter().map(|s| s.height).sum::<f64>() + between + counted;
    NodeBox {
        size: Size { width: BOX, height },
        step: node.step.clone(),
        shapes,
        counted: node.counted.clone(),
    }
}

fn shape(cell: &Cell, spoken: Direction, language: Language) -> Shape {
    let (kind, words, most) = match cell {
        Cell::Start(words) => (Kind::Start, words.as_str(), MOST_SAID),
        Cell::Said { words, asks, missing } => {
            (Kind::Said { asks: *asks, missing: *missing }, words.as_str(), MOST_SAID)
        }
        Cell::Looks(words) => (Kind::Looks, words.as_str(), MOST),
        Cell::Task(words) => (Kind::Task, words.as_str(), MOST),
        Cell::Stop(words) => (Kind::Stop, words.as_str(), MOST),
        Cell::End { words, how } => (
            Kind::End { good: matches!(how, EndHow::Answered | EndHow::Task) },
            words.as_str(),
            MOST,
        ),
        Cell::Ladder(rungs) => return ladder(rungs),
        Cell::Note(words) => (Kind::Note, words.as_str(), MOST),
        Cell::Waits(words) => (Kind::Waits, words.as_str(), MOST),
        Cell::Holds(words) => (Kind::Holds, words.as_str(), MOST),
        Cell::Missing(words) => (Kind::Missing, words.as_str(), MOST),
    };
    let is_said = matches!(kind, Kind::Said { .. });
    let room = BOX - 2.0 * SIDE - if kind.has_icon() { ICON } else { 0.0 };
    // fat letters are wider
    let room = if kind == Kind::Start { room * 0.86 } else { room };
    let mut lines = wrap(words, LETTERS, room, most);
    if lines.is_empty() {
        lines.push("…".to_owned());
    }
    let missing = matches!(kind, Kind::Said { missing: true, .. });
    let note = if missing { SMALL_LINE } else { 0.0 };
    Shape {
        kind,
        height: lines.len() as f64 * LINE + 2.0 * OVER + note,
        lines,
        direction: if is_said && !missing { spoken } else { Direction::Ltr },
        language: (is_said && !missing).then_some(language),
    }
}

fn ladder(rungs: &[String]) -> Shape {
    let room = BOX - 2.0 * SIDE - ICON;
    let mut lines: Vec<String> = vec!["Blijft het stil:".to_owned()];
    let numbered = rungs.iter().take(12).enumerate().map(|(n, rung)| format!("{}. {rung}", n + 1));
    lines.extend(numbered.flat_map(|rung| wrap(&rung, LETTERS, room, 2)));
    Shape {
        kind: Kind::Ladder,
        height: lines.len() as f64 * LINE + 2.0 * OVER,
        lines,
        direction: Direction::Ltr,
        language: None,
    }
}

/// Words on an arrow.
pub(super) struct Label<'a> {
    pub(super) words: &'a str,
    pub(super) counted: Option<&'a str>,
    pub(super) direction: Direction,
    pub(super) spoken: Option<Language>,
    pub(super) silent: bool,
}

/// The words on an arrow, one pill for each way.
pub(in crate::dialog::graph) struct LabelBox {
    pub(in crate::dialog::graph) size: Size,
    pub(super) pills: Vec<Pill>,
    pub(super) plus: Option<Plus>,
}

/// The way to a new step on this arrow.
pub(in crate::dialog::graph) struct Plus {
    pub(super) href: String,
    /// For whoever cannot see where it stands.
    pub(super) words: String,
}

/// One pill.
pub(super) struct Pill {
    pub(super) lines: Vec<String>,
    pub(super) height: f64,
    pub(super) counted: Option<String>,
    pub(super) direction: Direction,
    pub(super) spoken: Option<Language>,
    pub(super) silent: bool,
}

pub(super) fn label(labels: &[Label<'_>], plus: Option<Plus>) -> LabelBox {
    let pills: Vec<Pill> = labels
        .iter()
        .map(|label| {
            let mut lines = wrap(label.words, SMALL, LABEL - 20.0, 2);
            if lines.is_empty() && !label.words.is_empty() {
                lines.push("…".to_owned());
            }
            Pill {
                height: (lines.len().max(1) as f64) * SMALL_LINE + 8.0,
                lines,
                counted: label.counted.map(str::to_owned),
                direction: label.direction,
                spoken: label.spoken,
                silent: label.silent,
            }
        })
        .collect();
    let words = pills.iter().flat_map(|p| &p.lines).map(|l| width(l, SMALL)).fold(0.0, f64::max);
    let number = if pills.iter().any(|p| p.counted.is_some()) { NUMBER } else { 0.0 };
    let between = GAP * pills.len().saturating_sub(1) as f64;
    let mut size = Size {
        width: (words + 22.0 + number).max(40.0),
        height: pills.iter().map(|p| p.height).sum::<f64>() + between,
    };
    if plus.is_some() {
        let gap = if pills.is_empty() { 0.0 } else { GAP };
        size.height += gap + PLUS;
        size.width = if pills.is_empty() { PLUS } else { size.width };
    }
    LabelBox { size, pills, plus }
}
