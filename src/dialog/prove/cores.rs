//! The same work for many things, on every core. What comes out does not depend on how many there are.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does `work` with every thing, and gives what comes of it in the order of the things. `first`: what
/// begins first; `tools`: made once per core.
pub(super) fn on_every_core<T: Send, R: Send, K: Ord, S>(
    things: Vec<T>,
    first: impl Fn(&T) -> K,
    tools: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(things.len());
    let mut queue: Vec<(usize, T)> = things.into_iter().enumerate().collect();
    queue.sort_by_key(|(_, thing)| first(thing));
    let queue: Vec<Mutex<Option<(usize, T)>>> =
        queue.into_iter().map(|thing| Mutex::new(Some(thing))).collect();
    let next = AtomicUsize::new(0);
    let one_core = || {
        let mut tools = tools();
        let mut done = Vec::new();
        while let Some(place) = queue.get(next.fetch_add(1, Relaxed)) {
            let thing = place.lock().unwrap_or_else(PoisonError::into_inner).take();
            done.extend(thing.map(|(n, thing)| (n, work(&mut tools, thing))));
        }
        done
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(one_core)).collect();
        let ends = threads.into_iter().map(|thread| thread.join());
        ends.flat_map(|end| end.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    done.sort_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_stands_in_the_order_of_what_went_in() {
        for many in [0_usize, 1, 2, 100] {
            let shortest_last = |n: &usize| usize::MAX - n;
            let twice = |calls: &mut usize, n: usize| {
                *calls += 1;
                n * 2
            };
            let out = on_every_core((0..many).collect(), shortest_last, || 0, twice);
            assert_eq!(out, (0..many).map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
