//! What people did with a dialog, put on its drawing: how many were asked, what they chose, where
//! it fell silent. Which case of a branch they went is written down nowhere: it is reckoned from what was
//! asked before and after it, and stays open where that does not tell.
//!
//! Promises that nobody can be recognised by a number: one to four is shown as `<5`.

use std::collections::BTreeMap;

mod flow;

use crate::dialog::graph::{Exit, Graph, Traffic};
use crate::store::traffic::Asked;

/// Below this a number says too much about somebody.
const FEW: i64 = 5;

/// What became of the questions of one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OfStep {
    pub(super) asked: i64,
    pub(super) chosen: BTreeMap<String, i64>,
    /// Answered with something that is no button.
    pub(super) typed: i64,
    pub(super) elsewhere: i64,
    pub(super) silent: i64,
    pub(super) undelivered: i64,
    pub(super) stopped: i64,
    pub(super) waiting: i64,
}

/// By step.
pub(super) fn of_steps(rows: &[Asked]) -> BTreeMap<String, OfStep> {
    let mut steps: BTreeMap<String, OfStep> = BTreeMap::new();
    for row in rows {
        let step = steps.entry(row.step.clone()).or_default();
        step.asked += row.questions;
        let place = match (&row.value, row.closed_how.as_deref()) {
            (Some(key), _) => step.chosen.entry(key.clone()).or_default(),
            (None, Some("answered")) => &mut step.typed,
            (None, Some("elsewhere")) => &mut step.elsewhere,
            (None, Some("stopped")) => &mut step.stopped,
            (None, Some("undelivered")) => &mut step.undelivered,
            (None, _) if row.undelivered => &mut step.undelivered,
            (None, Some("no_answer")) => &mut step.silent,
            (None, None) if row.climbed => &mut step.silent,
            (None, _) => &mut step.waiting,
        };
        *place += row.questions;
    }
    steps
}

/// Writes the numbers on the drawing; a drawing of what nobody was ever asked stays as it is.
pub(super) fn put_on(graph: &mut Graph, steps: &BTreeMap<String, OfStep>) {
    let most = steps.values().map(|s| s.asked).max().unwrap_or_default();
    if most == 0 {
        return;
    }
    for i in 0..graph.edges.len() {
        let edge = &graph.edges[i];
        let of = graph.nodes[edge.from].step.as_ref().and_then(|step| steps.get(step));
        let count = match (&edge.exit, of) {
            // "ask me later" is no answer: nobody wrote it down
            (Exit::Choice(_), _) if edge.from == edge.to => continue,
            (Exit::Choice(key), Some(of)) => of.chosen.get(key).copied().unwrap_or_default(),
            (Exit::Answer, Some(of)) => of.typed,
            (Exit::Silence, Some(of)) => of.silent,
            (Exit::Choice(_) | Exit::Answer | Exit::Silence, None) => 0,
            _ => continue,
        };
        graph.edges[i].traffic = Some(Traffic { words: shown(count), share: share(count, most) });
    }
    for (edge, count) in flow::through_branches(graph, steps) {
        let traffic = Traffic { words: shown(count), share: share(count, most) };
        graph.edges[edge].traffic = Some(traffic);
    }
    for node in &mut graph.nodes {
        let Some(of) = node.step.as_ref().and_then(|step| steps.get(step)) else { continue };
        let lost = match of.undelivered {
            0 => String::new(),
            lost => format!(" · niet bezorgd: {}", shown(lost)),
        };
        node.counted = Some(format!("gevraagd: {}{lost}", shown(of.asked)));
    }
}

/// A number as anybody may read it.
pub(super) fn shown(count: i64) -> String {
    match count {
        1..FEW => format!("<{FEW}"),
        count => count.to_string(),
    }
}

/// From 0, nobody, to 6, nearly everybody. A few are as thin as can be seen, however many.
fn share(count: i64, most: i64) -> u8 {
    match count {
        ..=0 => 0,
        1..FEW => 1,
        count => u8::try_from(1 + count * 5 / most.max(1)).unwrap_or(6).min(6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::content::Content;
    use crate::dialog::shipped;
    use crate::trade::person::Language;

    fn row(step: &str, how: Option<&str>, value: Option<&str>, climbed: bool, n: i64) -> Asked {
        Asked {
            step: step.to_owned(),
            closed_how: how.map(str::to_owned),
            value: value.map(str::to_owned),
            undelivered: how == Some("undelivered"),
            climbed,
            questions: n,
        }
    }

    #[test]
    fn every_question_is_counted_once_and_a_few_are_not_told_apart() {
        let rows = [
            row("taal", Some("answered"), Some("ar"), false, 90),
            row("taal", Some("answered"), Some("nl"), true, 4),
            row("taal", Some("no_answer"), None, true, 30),
            row("taal", None, None, true, 10),
            row("taal", None, None, false, 7),
            row("taal", Some("stopped"), None, false, 2),
            row("taal", Some("undelivered"), None, true, 6),
            row("taal", Some("elsewhere"), None, false, 1),
            row("taal", Some("answered"), None, false, 8),
        ];
        let steps = of_steps(&rows);
        let of = &steps["taal"];
        assert_eq!((of.asked, of.silent, of.waiting, of.typed), (158, 40, 7, 8));
        assert_eq!((of.undelivered, of.stopped, of.elsewhere), (6, 2, 1));
        let parts = of.chosen.values().sum::<i64>() + of.silent + of.waiting;
        assert_eq!(parts + of.typed + of.undelivered + of.stopped + of.elsewhere, of.asked);

        let content = Content::load(&shipped::files()).unwrap_or_else(|p| panic!("{}", p.len()));
        let mut graph = Graph::of(&content, "welkom", Language::Nl).expect("there");
        put_on(&mut graph, &steps);
        let told: Vec<(String, u8)> = graph
            .edges
            .iter()
            .filter_map(|e| e.traffic.as_ref())
            .map(|t| (t.words.clone(), t.share))
            .collect();
        let told: Vec<(&str, u8)> = told.iter().map(|(w, s)| (w.as_str(), *s)).collect();
        assert_eq!(told[..4], [("<5", 1), ("0", 0), ("90", 3), ("40", 2)]);
        assert!(told[4..].iter().all(|t| *t == ("0", 0)));
        let place = graph.place_of("taal").expect("there");
        let counted = graph.nodes[place].counted.as_deref();
        assert_eq!(counted, Some("gevraagd: 158 · niet bezorgd: 6"));
    }
}
