//! Walks every path of one dialog: breadth first, each state once.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::super::content::Content;
use super::super::definition::Dialog;
use super::super::effect::Effect;
use super::super::play::Person;
use super::act::{self, Act};
use super::cores::on_every_core;
use super::counter_example::{self, Path};
use super::laws::{self, Broken, Happened};
use super::scene::{self, Scene, scenes_of};
use super::state::{Key, Keys, State};
use super::texts::Texts;
use super::{DEEPEST, DialogProof, MESSAGES_PER_WEEK, MOST_STATES, Property, Refuted};
use super::{silence, week};
use crate::message::Lane;

/// A state that was reached, as far as the whole graph needs it.
pub(super) struct Node {
    /// From where, by what; none: a beginning.
    pub(super) parent: Option<(usize, Act)>,
    pub(super) beginning: usize,
    pub(super) depth: usize,
    /// The step at which the (first) conversation stands.
    pub(super) place: (String, String),
    /// Somebody must still do something: a conversation runs, nobody was called, no "stop".
    pub(super) is_owed: bool,
    /// The end of a session will end it.
    pub(super) has_an_end: bool,
    /// The open question did not arrive.
    pub(super) undelivered: bool,
    /// Reminders that went out.
    pub(super) reminded: usize,
    /// Something came beside the question on the way here.
    pub(super) beside: bool,
    /// Where its edges begin.
    pub(super) edges: usize,
}

/// One event between two states.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) act: Act,
    /// Messages of our own.
    pub(super) own: u32,
    /// How long it takes at least.
    pub(super) minutes: i64,
}

/// All states of a dialog with one person.
pub(super) struct Graph<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// The messages that each beginning sends by itself, and where it leads.
    pub(super) begun: Vec<(usize, u32)>,
}

/// What was found out about a dialog so far.
#[derive(Default)]
struct Found {
    states: usize,
    moves: usize,
    bounded: bool,
    week: u32,
    refuted: Vec<Refuted>,
}

impl Found {
    fn refute(&mut self, graph: &Graph<'_>, broken: Broken, path: Path) {
        if self.refuted.iter().all(|r| r.property != broken.property) {
            self.refuted.push(counter_example::tell(graph, broken, &path));
        }
    }

    /// Takes over what was found in other circumstances.
    fn add(&mut self, other: Self) {
        self.states += other.states;
        self.moves += other.moves;
        self.bounded |= other.bounded || self.states > MOST_STATES;
        self.week = self.week.max(other.week);
        for refuted in other.refuted {
            if self.refuted.iter().all(|r| r.property != refuted.property) {
                self.refuted.push(refuted);
            }
        }
    }
}

/// Proves dialogs.
pub(super) fn explore(content: &Content, dialogs: &[&Dialog]) -> Vec<DialogProof> {
    explore_with(content, dialogs, |_| true)
}

/// Proves dialogs for some people.
pub(super) fn explore_with(
    content: &Content,
    dialogs: &[&Dialog],
    wanted: impl Fn(&Person) -> bool,
) -> Vec<DialogProof> {
    let quick = scene::without_quiet_hours(content);
    let mut proofs = Vec::with_capacity(dialogs.len());
    let mut scenes = Vec::new();
    for (of, dialog) in dialogs.iter().enumerate() {
        let (beginnings, more) = scene::beginnings(content, dialog);
        let own = scenes_of(content, dialog, &beginnings, &quick, &wanted);
        let starts = own.iter().map(|scene| scene.beginnings.len()).sum();
        proofs.push((starts, Found { bounded: more, ..Found::default() }));
        scenes.extend(own.into_iter().map(|scene| (of, scene)));
    }
    let walked: Vec<AtomicUsize> = dialogs.iter().map(|_| AtomicUsize::new(0)).collect();
    let found = on_every_core(
        scenes,
        // the longest first, so that no core has to wait for it at the end
        |(_, scene)| Reverse(scene.beginnings.len()),
        || (Keys::new(content), Texts::new(content)),
        |(keys, texts), (of, scene)| (of, walk(scene, &quick, keys, texts, &walked[of])),
    );
    for (of, found) in found {
        proofs[of].1.add(found);
    }
    let told = |(dialog, (starts, found)): (&&Dialog, (usize, Found))| tell(dialog, starts, found);
    dialogs.iter().zip(proofs).map(told).collect()
}

fn tell(dialog: &Dialog, starts: usize, mut found: Found) -> DialogProof {
    found.refuted.sort_by_key(|r| r.property);
    DialogProof {
        dialog: dialog.dialog.value.clone(),
        title: dialog.title.clone(),
        starts,
        states: found.states,
        moves: found.moves,
        messages_per_week: found.week,
        bounded: found.bounded,
        refuted: found.refuted,
    }
}

fn walk(
    scene: Scene<'_>,
    content: &Arc<Content>,
    keys: &mut Keys,
    texts: &mut Texts<'_>,
    walked: &AtomicUsize,
) -> Found {
    let mut walk = Walk {
        graph: Graph { scene, nodes: Vec::new(), edges: Vec::new(), begun: Vec::new() },
        known: HashMap::new(),
        queue: VecDeque::new(),
        seen: keys.seen().clone(),
        keys,
        texts,
        walked,
        found: Found::default(),
    };
    walk.begin(content);
    walk.go_on();
    let Walk { graph, mut found, .. } = walk;
    walked.fetch_add(graph.nodes.len(), Relaxed);
    found.states = graph.nodes.len();
    found.moves = graph.edges.len() + graph.begun.len();
    for (broken, path) in silence::problems(&graph) {
        found.refute(&graph, broken, path);
    }
    let worst = week::worst(&graph);
    found.week = worst.messages;
    if worst.messages > MESSAGES_PER_WEEK {
        let what = if worst.messages == week::WITHOUT_END {
            "sends messages without end, with no wait between them".to_owned()
        } else {
            format!(
                "sends {} messages in seven days; at most {MESSAGES_PER_WEEK} are allowed: \
                 make the waits longer, or ask less",
                worst.messages
            )
        };
        let place = Some((dialog_name(&graph), first_step(&graph)));
        let broken = Broken { property: Property::MessagesPerWeek, what, place };
        found.refute(&graph, broken, worst.path);
    }
    found
}

fn dialog_name(graph: &Graph<'_>) -> String {
    graph.scene.dialog.dialog.value.clone()
}

fn first_step(graph: &Graph<'_>) -> String {
    graph.scene.dialog.first_step().to_owned()
}

struct Walk<'a, 'b, 't> {
    graph: Graph<'a>,
    known: HashMap<Key, usize>,
    queue: VecDeque<(usize, State)>,
    seen: std::collections::BTreeSet<String>,
    keys: &'b mut Keys,
    texts: &'b mut Texts<'t>,
    /// States of the dialog that were reached in other circumstances.
    walked: &'b AtomicUsize,
    found: Found,
}

impl Walk<'_, '_, '_> {
    fn begin(&mut self, content: &Arc<Content>) {
        for n in 0..self.graph.scene.beginnings.len() {
            let beginning = self.graph.scene.beginnings[n].clone();
            let scene = &self.graph.scene;
            let before = scene.before(content, &beginning);
            let mut facts = beginning.facts(scene.dialog, &scene.session, before.play.now);
            facts.retain(|name, _| self.seen.contains(name));
            let name = &scene.dialog.dialog.value;
            let event = beginning.start.event(name, &scene.session, facts);
            let mut after = before.clone();
            let effects = after.play.happens(&event);
            let own = messages(&effects);
            let (to, is_new) = self.note(None, n, Act::Reminder, &before, after, &effects);
            self.graph.begun.push((to, own));
            if is_new {
                self.graph.nodes[to].parent = None;
            }
        }
    }

    fn go_on(&mut self) {
        let interruptible = self.graph.scene.interruptible();
        while let Some((node, state)) = self.queue.pop_front() {
            let depth = self.graph.nodes[node].depth;
            let states = self.walked.load(Relaxed) + self.graph.nodes.len();
            if states > MOST_STATES || depth > DEEPEST {
                self.found.bounded = true;
                return;
            }
            let reminders = self.graph.scene.reminders.len();
            let mut exits = laws::Exits::of(&state);
            self.graph.nodes[node].edges = self.graph.edges.len();
            for act in act::possible(&state, reminders, interruptible) {
                let mut after = state.clone();
                let reminded = self.graph.scene.reminded(Some(&self.seen));
                let Some(effects) = act::perform(act, &mut after, &reminded) else { continue };
                let beginning = self.graph.nodes[node].beginning;
                let minutes = match act {
                    Act::Silence => (after.play.now - state.play.now).num_minutes(),
                    _ => 0,
                };
                let own = messages(&effects);
                exits.try_out(act, &after, &effects);
                let (to, _) = self.note(Some(node), beginning, act, &state, after, &effects);
                self.graph.edges.push(Edge { from: node, to, act, own, minutes });
            }
            if let Some(broken) = exits.missing() {
                let path = Path::to(&self.graph, node, Vec::new());
                self.found.refute(&self.graph, broken, path);
            }
        }
    }

    /// Judges what happened, and gives the state it leads to; the second value: it is a new one.
    fn note(
        &mut self,
        from: Option<usize>,
        beginning: usize,
        act: Act,
        before: &State,
        mut after: State,
        effects: &[Effect],
    ) -> (usize, bool) {
        let place = place_of(&after);
        after.note(from.map(|_| before), effects);
        let key = self.keys.of(&after);
        let depth = from.map_or(0, |n| self.graph.nodes[n].depth + 1);
        let known = self.known.get(&key).copied();
        let to = known.unwrap_or(self.graph.nodes.len());
        if known.is_none() {
            self.graph.nodes.push(Node {
                parent: from.map(|n| (n, act)),
                beginning,
                depth,
                place,
                is_owed: after.is_owed(),
                has_an_end: after.has_an_end(),
                undelivered: after.is_undelivered(),
                reminded: after.reminded,
                beside: after.beside.is_some(),
                edges: usize::MAX,
            });
            self.known.insert(key, to);
        }
        let scene = &self.graph.scene;
        let happened = Happened {
            scene,
            start: &scene.beginnings[beginning].start,
            act: from.map(|_| act),
            before,
            after: &after,
            effects,
        };
        let mut broken = laws::broken(&happened);
        broken.extend(self.texts.missing(effects, &happened));
        for broken in broken {
            let path = match from {
                Some(node) => Path::to(&self.graph, node, vec![act]),
                None => Path::begin(beginning),
            };
            self.found.refute(&self.graph, broken, path);
        }
        if known.is_none() {
            self.queue.push_back((to, after));
        }
        (to, known.is_none())
    }
}

/// Where the newest conversation that runs stands; when all are over, the newest of all.
fn place_of(state: &State) -> (String, String) {
    let all = &state.play.mailbox.conversations;
    let newest = all.iter().rev().find(|c| c.is_running()).or(all.last());
    newest.map_or_else(Default::default, |c| (c.dialog.clone(), c.step.clone()))
}

/// Messages of our own: not those that answer a person.
fn messages(effects: &[Effect]) -> u32 {
    let own = effects.iter().filter(|e| matches!(e, Effect::Say(say) if say.lane != Lane::Reply));
    u32::try_from(own.count()).unwrap_or(u32::MAX)
}
