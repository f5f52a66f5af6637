//! From every state: does silence alone come to an end, or to a human being?

use super::Property;
use super::act::Act;
use super::counter_example::Path;
use super::explore::{Edge, Graph};
use super::laws::Broken;

/// Every kind of silence that does not.
pub(super) fn problems(graph: &Graph<'_>) -> Vec<(Broken, Path)> {
    let mut after: Vec<Option<&Edge>> = vec![None; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|e| e.act == Act::Silence) {
        after[edge.from] = Some(edge);
    }
    let mut judged = vec![false; graph.nodes.len()];
    let mut problems = Vec::new();
    for start in 0..graph.nodes.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut on_way = std::collections::BTreeSet::new();
        let mut node = start;
        while !judged[node] && graph.nodes[node].is_owed {
            on_way.insert(node);
            way.push(node);
            let Some(edge) = after[node] else {
                problems.push((nothing_happens(graph, node), Path::to(graph, node, Vec::new())));
                break;
            };
            if on_way.contains(&edge.to) {
                problems.extend(round(graph, &way, edge, &after));
                break;
            }
            node = edge.to;
        }
        judged[node] = true;
        for node in way {
            judged[node] = true;
        }
    }
    problems
}

fn nothing_happens(graph: &Graph<'_>, node: usize) -> Broken {
    let place = graph.nodes[node].place.clone();
    let what = format!(
        "after `{}` nothing happens any more: nobody is asked again and no colleague hears of it",
        place.1
    );
    Broken { property: Property::Ends, what, place: Some(place) }
}

/// Silence that comes back to where it was.
fn round(
    graph: &Graph<'_>,
    way: &[usize],
    last: &Edge,
    after: &[Option<&Edge>],
) -> Option<(Broken, Path)> {
    let from = way.iter().position(|n| *n == last.to)?;
    let round = &way[from..];
    let minutes: i64 = round.iter().filter_map(|n| after[*n]).map(|edge| edge.minutes).sum();
    let place = graph.nodes[last.to].place.clone();
    let (property, what) = if minutes == 0 {
        (
            Property::NoLoop,
            format!("silence after `{}` comes back to it at once, without a wait", place.1),
        )
    } else if graph.nodes[last.to].has_an_end {
        return None;
    } else {
        (
            Property::Ends,
            format!(
                "`{}` comes back for ever when nobody answers, and no colleague hears of it: \
                 open a task after some tries",
                place.1
            ),
        )
    };
    // twice round shows it
    let then = vec![Act::Silence; round.len().min(4) * 2];
    Some((Broken { property, what, place: Some(place) }, Path::to(graph, last.to, then)))
}
