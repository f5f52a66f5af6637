//! The most messages of our own that a dialog can send in seven days.
//!
//! Counted over the whole graph, so over paths that were walked and over those that only share
//! their states. Waits count with the time they take without quiet hours, which is the least they
//! can take; what a person does takes no time. So the true number is not higher. A message that does not
//! arrive is no burden, and what is sent in its place counts as it did: once when it was ours, never
//! when it was a reply. A dialog is counted by itself: not what is sent after something came beside it.
//! Reminders stand at the moments that the policy gives them for a session on a Tuesday afternoon.

use super::act::Act;
use super::counter_example::Path;
use super::explore::{Edge, Graph};

/// Hours in seven days.
const WEEK: usize = 7 * 24;
/// Where reminders reach over more than a week, weeks are looked at that begin so many hours apart.
const APART: usize = 24;
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
    if graph.nodes.is_empty() {
        return Worst { messages: 0, path: Path::begin(0) };
    }
    let reminders = &graph.scene.reminders;
    let Some((first, _)) = reminders.first() else {
        return Count::new(graph, Reckoned::Week).worst();
    };
    let hours = |at: chrono::DateTime<chrono::Utc>| {
        usize::try_from((at - *first).num_minutes().max(0) / 60).unwrap_or(0)
    };
    let due: Vec<usize> = reminders.iter().map(|(at, _)| hours(*at)).collect();
    let starts = hours(graph.scene.session.about.starts_at);
    // a question about a session closes when it is over
    let end = starts;
    let weeks: Vec<(usize, usize)> = if starts < WEEK {
        vec![(0, end)]
    } else {
        (0..=end.saturating_sub(WEEK)).step_by(APART).map(|w| (w, w + WEEK + APART)).collect()
    };
    let worst = weeks
        .into_iter()
        .map(|week| Count::new(graph, Reckoned::Reminders { due: due.clone(), end, week }).worst());
    let mut most: Option<Worst> = None;
    for one in worst {
        if most.as_ref().is_none_or(|m| one.messages > m.messages) {
            most = Some(one);
        }
    }
    most.unwrap_or(Worst { messages: 0, path: Path::begin(0) })
}

/// How time is told while counting, in hours.
enum Reckoned {
    /// From a message on, seven days.
    Week,
    /// From the first reminder on.
    Reminders { due: Vec<usize>, end: usize, week: (usize, usize) },
}

struct Count<'a, 'g> {
    graph: &'a Graph<'g>,
    time: Reckoned,
    /// Hours that are told apart.
    hours: usize,
    /// By state and hour: the most messages from there on, plus one; nothing: not reached.
    most: Vec<u32>,
}

impl<'a, 'g> Count<'a, 'g> {
    fn new(graph: &'a Graph<'g>, time: Reckoned) -> Self {
        let hours = match &time {
            Reckoned::Week => WEEK,
            Reckoned::Reminders { end, .. } => end + 1,
        };
        Self { graph, time, hours, most: vec![0; graph.nodes.len() * hours] }
    }

    fn worst(mut self) -> Worst {
        let roots = self.roots();
        let Some(levels) = self.reach(&roots) else {
            return Worst { messages: 0, path: Path::to(self.graph, 0, Vec::new()) };
        };
        if !self.settle(&levels) {
            let node = self.graph.begun.first().map_or(0, |begun| begun.0);
            return Worst { messages: WITHOUT_END, path: Path::to(self.graph, node, Vec::new()) };
        }
        let value = |(node, hour, own): &(usize, usize, u32)| own + self.at(*node, *hour);
        let most = roots.iter().max_by_key(|root| value(root)).copied().unwrap_or_default();
        let then = self.follow(most.0, most.1);
        Worst { messages: value(&most), path: Path::to(self.graph, most.0, then) }
    }

    /// Where counting begins: state, hour, and the messages that led there.
    fn roots(&self) -> Vec<(usize, usize, u32)> {
        let begun = self.graph.begun.iter();
        match &self.time {
            Reckoned::Week => {
                let of_itself = |e: &&Edge| e.own > 0 && !self.graph.nodes[e.to].beside;
                let edges = self.graph.edges.iter().filter(of_itself);
                begun
                    .map(|(node, own)| (*node, 0, *own))
                    .chain(edges.map(|e| (e.to, 0, e.own)))
                    .collect()
            }
            Reckoned::Reminders { due, .. } => begun
                .map(|(node, own)| {
                    // a beginning is the reminder before the next one
                    let hour =
                        self.graph.nodes[*node].reminded.checked_sub(1).map_or(0, |n| due[n]);
                    (*node, hour, self.counted(*own, hour))
                })
                .collect(),
        }
    }

    /// Messages at this hour, if they count.
    fn counted(&self, own: u32, hour: usize) -> u32 {
        match &self.time {
            Reckoned::Week => own,
            Reckoned::Reminders { week, .. } => {
                if (week.0..week.1).contains(&hour) {
                    own
                } else {
                    0
                }
            }
        }
    }

    /// The hour after an event; none: it cannot happen then, or no longer counts.
    fn after(&self, edge: &Edge, hour: usize) -> Option<usize> {
        if self.graph.nodes[edge.to].beside {
            return None;
        }
        let later = hour + usize::try_from(edge.minutes / 60).unwrap_or(self.hours);
        let later = match &self.time {
            Reckoned::Week => later,
            Reckoned::Reminders { due, .. } => {
                let next = due.get(self.graph.nodes[edge.from].reminded).copied();
                match edge.act {
                    Act::Reminder => next.filter(|due| hour <= *due)?,
                    _ if next.is_some_and(|due| later > due) => return None,
                    _ => later,
                }
            }
        };
        (later < self.hours).then_some(later)
    }

    /// The messages that an event adds: the first in silence after one that did not arrive stands in
    /// its place.
    fn on_top(&self, edge: &Edge) -> u32 {
        let in_its_place = edge.act == Act::Silence && self.graph.nodes[edge.from].undelivered;
        edge.own.saturating_sub(u32::from(in_its_place))
    }

    fn edges(&self, node: usize) -> &'a [Edge] {
        // a state that was not walked any more has none
        let from = self.graph.nodes[node].edges.min(self.graph.edges.len());
        let edges = &self.graph.edges[from..];
        let own = edges.iter().take_while(|edge| edge.from == node).count();
        &edges[..own]
    }

    fn at(&self, node: usize, hour: usize) -> u32 {
        self.most[node * self.hours + hour].saturating_sub(1)
    }

    /// Marks what can be reached from the roots, by hour. None when there are no roots.
    fn reach(&mut self, roots: &[(usize, usize, u32)]) -> Option<Vec<Vec<usize>>> {
        let mut levels = vec![Vec::new(); self.hours];
        let mut next: Vec<(usize, usize)> = roots.iter().map(|(n, h, _)| (*n, *h)).collect();
        if next.is_empty() {
            return None;
        }
        while let Some((node, hour)) = next.pop() {
            let mark = &mut self.most[node * self.hours + hour];
            if hour >= self.hours || *mark > 0 {
                continue;
            }
            *mark = 1;
            levels[hour].push(node);
            for edge in self.edges(node) {
                next.extend(self.after(edge, hour).map(|hour| (edge.to, hour)));
            }
        }
        Some(levels)
    }

    /// Counts, the latest hour first. False: there is no end to it.
    fn settle(&mut self, levels: &[Vec<usize>]) -> bool {
        for (hour, nodes) in levels.iter().enumerate().rev() {
            loop {
                let mut changed = false;
                for &node in nodes {
                    let reached = self.edges(node).iter().filter_map(|edge| {
                        let then = self.after(edge, hour)?;
                        Some(self.counted(self.on_top(edge), then) + self.at(edge.to, then))
                    });
                    let reached = reached.max().unwrap_or(0);
                    if reached > TOO_MANY {
                        return false;
                    }
                    if reached > self.at(node, hour) {
                        self.most[node * self.hours + hour] = reached + 1;
                        changed = true;
                    }
                }
                if !changed {
                    break;
                }
            }
        }
        true
    }

    /// The events that lead to the most messages from a state on.
    fn follow(&self, mut node: usize, mut hour: usize) -> Vec<Act> {
        let mut acts = Vec::new();
        while self.at(node, hour) > 0 && acts.len() < 40 {
            let best = self.edges(node).iter().find_map(|edge| {
                let then = self.after(edge, hour)?;
                let reached = self.counted(self.on_top(edge), then) + self.at(edge.to, then);
                (reached == self.at(node, hour)).then_some((edge, then))
            });
            let Some((edge, then)) = best else { break };
            acts.push(edge.act);
            (node, hour) = (edge.to, then);
        }
        acts
    }
}
