//! A graph as Mermaid text, for places that draw it themselves: wikis, merge requests.
//!
//! Every word stands between quotes, with the characters that mean something to Mermaid or to
//! HTML as entity codes. Source: mermaid.js.org, "Flowcharts", "Entity codes to escape
//! characters", as read in 2026.

use std::fmt::Write as _;

use super::lines::clean;
use super::model::{Cell, Edge, Exit, Graph, Node};

/// A line of a box is cut at so many characters.
const LONGEST: usize = 240;

/// Writes the drawing.
pub fn write(graph: &Graph) -> String {
    let mut out = String::with_capacity(256 + 128 * graph.nodes.len());
    let _ = writeln!(out, "%% {}", one_line(&graph.title));
    out.push_str("flowchart TD\n");
    for (place, node) in graph.nodes.iter().enumerate() {
        let (open, close) = brackets(node);
        let words: Vec<String> = node.cells.iter().map(|c| escape(&words(c))).collect();
        let _ = writeln!(out, "  n{place}{open}\"{}\"{close}", words.join("<br/>"));
    }
    for edge in &graph.edges {
        let arrow = if edge.exit == Exit::Silence { "-.->" } else { "-->" };
        let _ = match label(edge) {
            Some(label) => writeln!(out, "  n{} {arrow}|\"{label}\"| n{}", edge.from, edge.to),
            None => writeln!(out, "  n{} {arrow} n{}", edge.from, edge.to),
        };
    }
    out
}

fn label(edge: &Edge) -> Option<String> {
    let words = escape(&edge.label);
    match &edge.traffic {
        Some(traffic) => Some(format!("{words} ({})", escape(&traffic.words))),
        None => (!words.is_empty()).then_some(words),
    }
}

fn brackets(node: &Node) -> (&'static str, &'static str) {
    match node.cells.first() {
        Some(Cell::Start(_)) => ("([", "])"),
        Some(Cell::Looks(_)) => ("{{", "}}"),
        Some(Cell::End { .. }) => ("([", "])"),
        Some(Cell::Task(_)) => ("[/", "/]"),
        Some(Cell::Said { .. }) => ("(", ")"),
        _ => ("[", "]"),
    }
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Start(words) | Cell::Looks(words) | Cell::Note(words) => words.clone(),
        Cell::Said { words, missing: false, .. } => words.clone(),
        Cell::Said { words, .. } => format!("{words}\n(nog niet vertaald)"),
        Cell::Waits(words) => format!("⏳ {words}"),
        Cell::Holds(words) => format!("💬 {words}"),
        Cell::Task(words) => format!("📋 {words}"),
        Cell::Stop(words) => format!("🚫 {words}"),
        Cell::End { words, .. } => format!("✔ {words}"),
        Cell::Ladder(rungs) => format!("⏰ Blijft het stil:\n{}", rungs.join("\n")),
        Cell::Missing(words) => format!("⚠ {words}"),
    }
}

fn one_line(words: &str) -> String {
    clean(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escape(words: &str) -> String {
    let mut out = String::new();
    let clean = clean(words);
    for (n, line) in clean.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        if n > 0 {
            out.push_str("<br/>");
        }
        for c in line.chars().take(LONGEST) {
            match c {
                '"' => out.push_str("#quot;"),
                '#' => out.push_str("#35;"),
                '&' => out.push_str("#amp;"),
                '<' => out.push_str("#lt;"),
                '>' => out.push_str("#gt;"),
                '`' => out.push_str("#96;"),
                '\\' => out.push_str("#92;"),
                c => out.push(c),
            }
        }
    }
    out
}
