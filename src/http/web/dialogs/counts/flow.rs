//! How many went which way where nobody was asked anything: what comes into a step goes out of it.

use std::collections::BTreeMap;

use super::OfStep;
use crate::dialog::graph::{Exit, Graph};

/// The ways out of every branch of which the number follows, by the place of the arrow.
pub(super) fn through_branches(
    graph: &Graph,
    steps: &BTreeMap<String, OfStep>,
) -> BTreeMap<usize, i64> {
    let mut flow = Flow::of(graph, steps);
    while flow.learns() {}
    let is_branch = |node: usize| {
        graph.edges.iter().any(|edge| edge.from == node && matches!(edge.exit, Exit::Case(_)))
    };
    let ways = graph.edges.iter().enumerate().filter(|(_, edge)| is_branch(edge.from));
    ways.filter_map(|(place, _)| Some((place, flow.edges[place]?))).collect()
}

struct Flow<'a> {
    graph: &'a Graph,
    /// How many came to a box, as far as it is known.
    nodes: Vec<Option<i64>>,
    /// How many went along an arrow, as far as it is known.
    edges: Vec<Option<i64>>,
    /// Is something asked here? Then not everybody goes on.
    asks: Vec<bool>,
}

impl<'a> Flow<'a> {
    fn of(graph: &'a Graph, steps: &BTreeMap<String, OfStep>) -> Self {
        let exits = |node: usize| graph.edges.iter().filter(move |edge| edge.from == node);
        let answers = |exit: &Exit| matches!(exit, Exit::Choice(_) | Exit::Answer | Exit::Silence);
        let asks: Vec<bool> =
            (0..graph.nodes.len()).map(|n| exits(n).any(|e| answers(&e.exit))).collect();
        let of = |node: usize| graph.nodes[node].step.as_ref().and_then(|step| steps.get(step));
        let nodes = (0..graph.nodes.len())
            .map(|n| asks[n].then(|| of(n).map_or(0, |of| of.asked)))
            .collect();
        let edges = graph.edges.iter().map(|edge| {
            let counted = |count: fn(&OfStep) -> i64| of(edge.from).map_or(0, count);
            match &edge.exit {
                // "ask me later" comes back to the same question, which is counted once
                _ if edge.from == edge.to => Some(0),
                Exit::Choice(key) => {
                    let chosen = of(edge.from).and_then(|of| of.chosen.get(key));
                    Some(chosen.copied().unwrap_or_default())
                }
                Exit::Answer => Some(counted(|of| of.typed)),
                Exit::Silence => Some(counted(|of| of.silent)),
                Exit::Begin | Exit::Case(_) | Exit::On => None,
            }
        });
        Self { graph, nodes, edges: edges.collect(), asks }
    }

    /// Finds what follows from what is known; false: nothing more.
    fn learns(&mut self) -> bool {
        let mut learned = false;
        for node in 0..self.nodes.len() {
            let into = self.ways(|graph, edge| graph.edges[edge].to == node);
            let out = self.ways(|graph, edge| graph.edges[edge].from == node);
            learned |= self.balances(node, &into);
            if !self.asks[node] && !out.is_empty() {
                learned |= self.balances(node, &out);
            }
        }
        learned
    }

    fn ways(&self, wanted: impl Fn(&Graph, usize) -> bool) -> Vec<usize> {
        (0..self.edges.len()).filter(|edge| wanted(self.graph, *edge)).collect()
    }

    /// What goes along these arrows together is what came to the box.
    fn balances(&mut self, node: usize, ways: &[usize]) -> bool {
        let open: Vec<usize> =
            ways.iter().copied().filter(|way| self.edges[*way].is_none()).collect();
        let known: i64 = ways.iter().filter_map(|way| self.edges[*way]).sum();
        match (self.nodes[node], open.as_slice()) {
            (Some(all), [only]) => {
                // somebody may be on the way still, or came before the ninety days
                self.edges[*only] = Some((all - known).max(0));
                true
            }
            (None, []) if !ways.is_empty() => {
                self.nodes[node] = Some(known);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::content::{Content, Files};
    use crate::trade::person::Language;

    fn graph(steps: &str) -> Graph {
        let dialog = format!(
            "format: 1\ndialog: proef\ntitle: Proef\nstarts: {{ staff: true }}\nsteps:\n{steps}"
        );
        let files: Files = [
            ("dialogs/proef.yaml", dialog.as_str()),
            ("dialogs/policies.yaml", "format: 1\n"),
            ("locales/nl/proef.ftl", "t = Iets?\n    .ja = Ja\n    .nee = Nee\n"),
        ]
        .map(|(path, body)| (path.to_owned(), body.to_owned()))
        .into();
        let content = Content::load_published(&files).unwrap_or_else(|p| panic!("{p:?}"));
        Graph::of(&content, "proef", Language::Nl).expect("there")
    }

    fn asked(asked: i64, chosen: &[(&str, i64)]) -> OfStep {
        let chosen = chosen.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect();
        OfStep { asked, chosen, ..OfStep::default() }
    }

    const ASKS: &str = "    say: t\n    choices: { ja: { goto: tak }, nee: { goto: klaar } }\n";

    /// Who said yes comes to a branch of three; two of its ways lead to questions.
    fn branch() -> Graph {
        let question = "    say: t\n    choices: { ja: { goto: klaar } }\n";
        graph(&format!(
            "  vraag:\n{ASKS}  tak:\n    branch:\n      - {{ when: {{ f: a }}, goto: een }}\n      \
             - {{ when: {{ f: b }}, goto: twee }}\n      - {{ goto: klaar }}\n  een:\n{question}  \
             twee:\n{question}  klaar:\n    say: t\n    end: answered\n"
        ))
    }

    #[test]
    fn what_was_asked_before_and_after_a_branch_tells_which_way_people_went() {
        let graph = branch();
        let steps: BTreeMap<String, OfStep> = [
            ("vraag".to_owned(), asked(100, &[("ja", 60), ("nee", 30)])),
            ("een".to_owned(), asked(25, &[("ja", 20)])),
            ("twee".to_owned(), asked(15, &[("ja", 15)])),
        ]
        .into();
        let found = through_branches(&graph, &steps);
        let told: Vec<(&Exit, i64)> =
            found.iter().map(|(place, n)| (&graph.edges[*place].exit, *n)).collect();
        assert_eq!(told[..2], [(&Exit::Case(0), 25), (&Exit::Case(1), 15)]);
        assert_eq!(told[2].1, 20, "the rest of the sixty");
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn where_the_numbers_do_not_tell_nothing_is_told() {
        // both ways lead to the same end, and nobody is asked anything there
        let graph = graph(&format!(
            "  vraag:\n{ASKS}  tak:\n    branch:\n      - {{ when: {{ f: a }}, goto: zo }}\n      \
             - {{ goto: klaar }}\n  zo:\n    say: t\n    goto: klaar\n  klaar:\n    say: t\n    \
             end: answered\n"
        ));
        let steps = [("vraag".to_owned(), asked(9, &[("ja", 6)]))].into();
        assert_eq!(through_branches(&graph, &steps), BTreeMap::new());
    }

    #[test]
    fn numbers_that_do_not_add_up_are_never_below_nothing() {
        let steps: BTreeMap<String, OfStep> =
            [("vraag".to_owned(), asked(10, &[("ja", 10)])), ("een".to_owned(), asked(25, &[]))]
                .into();
        let found = through_branches(&branch(), &steps);
        assert!(found.values().all(|count| *count >= 0), "{found:?}");
    }
}
