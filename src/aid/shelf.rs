//! The pictures that were drawn last: the same dozen goes to everybody.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Pictures that are kept; each has a few thousand bytes.
const KEPT: usize = 32;

type Drawn = VecDeque<(String, Arc<[u8]>)>;

/// Drawn pictures by their file name. Cloning gives another hand on the same ones.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<Drawn>>);

impl Shelf {
    /// A picture that was drawn before.
    pub fn get(&self, name: &str) -> Option<Arc<[u8]>> {
        self.lock().iter().find(|(known, _)| known == name).map(|(_, drawn)| drawn.clone())
    }

    /// Keeps a picture; the oldest makes place.
    pub fn keep(&self, name: &str, drawn: Arc<[u8]>) {
        let mut all = self.lock();
        all.retain(|(known, _)| known != name);
        if all.len() == KEPT {
            all.pop_front();
        }
        all.push_back((name.to_owned(), drawn));
    }

    fn lock(&self) -> MutexGuard<'_, Drawn> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_keeps_what_came_last() {
        let shelf = Shelf::default();
        for n in 0..=KEPT {
            shelf.keep(&n.to_string(), vec![0].into());
        }
        assert_eq!(shelf.get("0"), None);
        assert!(shelf.get("1").is_some() && shelf.get(&KEPT.to_string()).is_some());
    }
}
