//! A graph as SVG: a file of its own, or a part of a page.
//!
//! Holds no script; every word is escaped. A drawing in which steps are changed holds links, all of them
//! to the page that it stands on; any other holds none. Colours come from classes
//! (`tree.css`): a file brings them along, a page has them in its stylesheet. Whoever cannot see
//! it gets a title and a description.

use std::fmt::Write as _;

use super::layout::{self, Point};
use super::model::{Edge, Exit, Graph};
use crate::text::{Direction, direction};

mod shapes;
mod sizes;

use sizes::{Label, LabelBox, NodeBox, Plus};

/// The rules for all classes of a drawing.
pub const STYLE: &str = include_str!("tree.css");

/// Room around the drawing, in pixels.
const MARGIN: f64 = 16.0;

/// What the drawing becomes a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file by itself, with its own colours.
    File,
    /// A page that has `tree.css` in its stylesheet.
    Page,
    /// The same, where steps are changed: a step leads to `#stap-NAME`, and the plus on an arrow to
    /// `?van=STEP&naar=STEP#nieuw` (without `van`: before the first step).
    Editor,
}

/// Boxes and pills with their places: what is drawn.
pub(super) struct Drawing {
    pub(super) nodes: Vec<(Point, NodeBox)>,
    pub(super) labels: Vec<(Point, LabelBox)>,
    pub(super) lines: Vec<Line>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A line from box to box, or to a label and from it.
pub(super) struct Line {
    pub(super) way: Vec<Point>,
    pub(super) silent: bool,
    pub(super) arrow: bool,
    pub(super) share: u8,
}

/// Writes the drawing.
pub fn write(graph: &Graph, place: Place) -> String {
    let drawing = draw(graph, place);
    let (width, height) = (drawing.width + 2.0 * MARGIN, drawing.height + 2.0 * MARGIN);
    let mut out = String::with_capacity(2_048 + 512 * graph.nodes.len());
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wg-tree\" role=\"{3}\" lang=\"nl\" \
         aria-labelledby=\"wg-title wg-desc\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"{0:.0} {0:.0} {width:.0} {height:.0}\">\n\
         <title id=\"wg-title\">{1}</title>\n<desc id=\"wg-desc\">{2}</desc>\n",
        -MARGIN,
        escape(&graph.title),
        escape(&description(graph)),
        // links within an image are not there for whoever cannot see it
        if place == Place::Editor { "group" } else { "img" },
    );
    if place == Place::File {
        let _ = writeln!(out, "<style>\n{STYLE}</style>");
        let _ = writeln!(
            out,
            "<rect class=\"wg-paper\" x=\"{0:.0}\" y=\"{0:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"/>",
            -MARGIN
        );
    }
    out.push_str(shapes::MARKERS);
    for line in &drawing.lines {
        shapes::line(&mut out, line);
    }
    for (at, node) in &drawing.nodes {
        shapes::node(&mut out, *at, node, place);
    }
    for (at, label) in &drawing.labels {
        shapes::label(&mut out, *at, label);
    }
    out.push_str("</svg>\n");
    out
}

fn description(graph: &Graph) -> String {
    let steps = graph.nodes.iter().filter(|n| n.step.is_some()).count();
    let ways = graph.edges.iter().filter(|e| e.exit != Exit::Begin).count();
    format!(
        "Een tekening van dit gesprek, van boven naar beneden: {steps} stappen en {ways} wegen \
         ertussen. Streepjeslijnen: er komt geen antwoord."
    )
}

/// Measures, groups and arranges.
pub(super) fn draw(graph: &Graph, place: Place) -> Drawing {
    let spoken = direction(graph.language);
    let nodes: Vec<NodeBox> =
        graph.nodes.iter().map(|node| sizes::node(node, spoken, graph.language)).collect();
    let groups = groups(graph);
    let labels: Vec<Option<LabelBox>> =
        groups.iter().map(|group| label_box(graph, group, spoken, place)).collect();
    let mut boxes: Vec<layout::Size> = nodes.iter().map(|n| n.size).collect();
    let mut arrows = Vec::new();
    let mut of_group = Vec::new();
    for (group, label) in groups.iter().zip(&labels) {
        let (from, to) = (graph.edges[group[0]].from, graph.edges[group[0]].to);
        let share = group.iter().filter_map(|e| graph.edges[*e].traffic.as_ref());
        let share = share.map(|t| t.share).max().unwrap_or_default();
        let silent = graph.edges[group[0]].exit == Exit::Silence;
        match label {
            Some(label) => {
                let middle = boxes.len();
                boxes.push(label.size);
                arrows.extend([(from, middle), (middle, to)]);
                of_group.extend([(silent, false, share), (silent, true, share)]);
            }
            None => {
                arrows.push((from, to));
                of_group.push((silent, true, share));
            }
        }
    }
    let arranged = layout::arrange(&boxes, &arrows);
    let mut corners = arranged.corners.into_iter();
    let nodes = corners.by_ref().take(nodes.len()).zip(nodes).collect();
    let labels = corners.zip(labels.into_iter().flatten()).collect();
    let lines = arranged
        .ways
        .into_iter()
        .zip(of_group)
        .map(|(way, (silent, arrow, share))| Line { way, silent, arrow, share })
        .collect();
    Drawing { nodes, labels, lines, width: arranged.width, height: arranged.height }
}

/// Every box and label: left, top, width, height.
#[cfg(test)]
pub(super) fn boxes(graph: &Graph, place: Place) -> Vec<(f64, f64, f64, f64)> {
    let drawing = draw(graph, place);
    let nodes = drawing.nodes.iter().map(|((x, y), n)| (*x, *y, n.size.width, n.size.height));
    let labels = drawing.labels.iter().map(|((x, y), l)| (*x, *y, l.size.width, l.size.height));
    nodes.chain(labels).collect()
}

/// Arrows of one kind between the same boxes are drawn as one, with their words under each other.
fn groups(graph: &Graph) -> Vec<Vec<usize>> {
    let kind = |edge: &Edge| match edge.exit {
        Exit::Begin | Exit::On => 0,
        Exit::Choice(_) => 1,
        Exit::Answer => 4,
        Exit::Case(_) => 2,
        Exit::Silence => 3,
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for (i, edge) in graph.edges.iter().enumerate() {
        let next = groups.len();
        let group = *known.entry((edge.from, edge.to, kind(edge))).or_insert(next);
        if group == next {
            groups.push(vec![i]);
        } else {
            groups[group].push(i);
        }
    }
    groups
}

fn label_box(graph: &Graph, group: &[usize], spoken: Direction, place: Place) -> Option<LabelBox> {
    let labels: Vec<Label<'_>> = group
        .iter()
        .map(|e| &graph.edges[*e])
        .filter(|edge| !edge.label.is_empty() || edge.traffic.is_some())
        .map(|edge| Label {
            words: &edge.label,
            counted: edge.traffic.as_ref().map(|t| t.words.as_str()),
            direction: if edge.spoken { spoken } else { Direction::Ltr },
            spoken: edge.spoken.then_some(graph.language),
            silent: edge.exit == Exit::Silence,
        })
        .collect();
    let plus = (place == Place::Editor).then(|| plus(graph, &graph.edges[group[0]])).flatten();
    (!labels.is_empty() || plus.is_some()).then(|| sizes::label(&labels, plus))
}

/// The way to a new step on an arrow; none where no step can stand.
fn plus(graph: &Graph, edge: &Edge) -> Option<Plus> {
    let to = graph.nodes[edge.to].step.as_ref().filter(|_| edge.from != edge.to)?;
    match (&graph.nodes[edge.from].step, &edge.exit) {
        (Some(from), _) => Some(Plus {
            href: format!("?van={}&naar={}#nieuw", encode(from), encode(to)),
            words: format!("Een stap tussen {from} en {to}"),
        }),
        (None, Exit::Begin) => Some(Plus {
            href: format!("?naar={}#nieuw", encode(to)),
            words: format!("Een stap voor {to}, als begin"),
        }),
        (None, _) => None,
    }
}

/// A name in an address: everything but letters, digits and `-` as its bytes.
fn encode(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// Words between tags, or in an attribute.
pub(super) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in super::lines::clean(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
