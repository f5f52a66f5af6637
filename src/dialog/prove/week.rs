//! The most messages of our own that a dialog can send in seven days.
//!
//! Counted over the whole graph, so over paths that were walked and over those that only share
//! their states. Waits count with the time they take without quiet hours, which is the least they
//! can take; what a person does takes no time. So the true number is never higher. Reminders of
//! one session stand at fixed times: as many count as the policy has in seven days.

use chrono::TimeDelta;

use super::act::Act;
use super::counter_example::Path;
use super::explore::{Edge, Graph};

/// Hours in seven days.
const WEEK: usize = 7 * 24;
/// A number that has no end.
pub(super) const WITHOUT_END: u32 = u32::MAX;
/// Messages at which counting stops: there is a round without a wait.
const TOO_MANY: u32 = 10_000;

/// The most messages, and a path that sends them.
pub(super) struct Worst {
    pub(super) messages: u32,
    pub(super) path: Path,
}

/// The worst week of a graph.
pub(super) fn worst(graph: &Graph<'_>) -> Worst {
    let own = |edge: &Edge| edge.own - u32::from(edge.act == Act::Reminder && edge.own > 0);
    let hours = |edge: &Edge| usize::try_from(edge.minutes / 60).unwrap_or(WEEK);
    let reminders = reminders_in_a_week(graph);
    let worst = |messages, node, then| Worst { messages, path: Path::to(graph, node, then) };
    if graph.nodes.is_empty() {
        return Worst { messages: 0, path: Path::begin(0) };
    }
    let begun = |own: u32| own.saturating_sub(u32::from(reminders > 0 && own > 0));
    if graph.edges.iter().all(|e| own(e) == 0) {
        let most = graph.begun.iter().max_by_key(|(_, own)| *own).copied().unwrap_or_default();
        return worst(begun(most.1) + reminders, most.0, Vec::new());
    }
    let Some(most) = count(graph, &own, &hours) else {
        return worst(WITHOUT_END, graph.begun.first().map_or(0, |b| b.0), Vec::new());
    };
    let at_once = |node: usize| most[node * WEEK + WEEK - 1];
    let from_begin = graph.begun.iter().map(|(node, own)| (begun(*own) + at_once(*node), *node));
    let from_edge = graph.edges.iter().filter(|e| own(e) > 0);
    let from_edge = from_edge.map(|e| (own(e) + at_once(e.to), e.to));
    let (messages, node) = from_begin.chain(from_edge).max().unwrap_or_default();
    let then = follow(graph, &most, node, &own, &hours);
    worst(messages + reminders, node, then)
}

/// For each state and number of hours that are left: the most messages from there on. None when
/// there is no end to them.
fn count(
    graph: &Graph<'_>,
    own: &impl Fn(&Edge) -> u32,
    hours: &impl Fn(&Edge) -> usize,
) -> Option<Vec<u32>> {
    let mut most = vec![0_u32; graph.nodes.len() * WEEK];
    for left in 0..WEEK {
        loop {
            let mut changed = false;
            // edges stand in the order in which they were found: the last first settles soonest
            for edge in graph.edges.iter().rev() {
                let Some(then) = left.checked_sub(hours(edge)) else { continue };
                let reached = own(edge) + most[edge.to * WEEK + then];
                let here = &mut most[edge.from * WEEK + left];
                if reached > *here {
                    *here = reached;
                    changed = true;
                }
                if reached > TOO_MANY {
                    return None;
                }
            }
            if !changed {
                break;
            }
        }
    }
    Some(most)
}

/// The events that lead to the most messages from a state on.
fn follow(
    graph: &Graph<'_>,
    most: &[u32],
    start: usize,
    own: &impl Fn(&Edge) -> u32,
    hours: &impl Fn(&Edge) -> usize,
) -> Vec<Act> {
    let (mut node, mut left, mut acts) = (start, WEEK - 1, Vec::new());
    while most[node * WEEK + left] > 0 && acts.len() < 40 {
        let best = graph.edges.iter().filter(|e| e.from == node).find_map(|e| {
            let then = left.checked_sub(hours(e))?;
            let reached = own(e) + most[e.to * WEEK + then];
            (reached == most[node * WEEK + left]).then_some((e, then))
        });
        let Some((edge, then)) = best else { break };
        acts.push(edge.act);
        (node, left) = (edge.to, then);
    }
    acts
}

fn reminders_in_a_week(graph: &Graph<'_>) -> u32 {
    let all = &graph.scene.reminders;
    let most = all
        .iter()
        .map(|(from, _)| {
            let until = *from + TimeDelta::days(7);
            all.iter().filter(|(at, _)| at >= from && *at < until).count()
        })
        .max();
    most.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}
