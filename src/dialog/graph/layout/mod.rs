//! A place for every box, from top to bottom, so that arrows go down where they can.
//!
//! In four steps, after Sugiyama: arrows that close a circle are turned for the while; every box
//! gets a row by the longest way to it; boxes in a row are ordered so that few arrows cross; and
//! each is put as near as it may to those it is tied to. Promises that no two boxes overlap and
//! that arrows with a place in every row pass beside the boxes of that row. The work is bounded:
//! beyond [`MOST_BENDS`] an arrow goes straight, whatever lies under it.

mod order;
mod place;
mod rank;

/// Bends that all arrows together may have.
pub const MOST_BENDS: usize = 20_000;

/// How large a box is, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A point, in pixels from the left upper corner.
pub type Point = (f64, f64);

/// Where everything lies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arranged {
    /// The left upper corner of every box.
    pub corners: Vec<Point>,
    /// The way of every arrow; empty for one from a box to itself.
    pub ways: Vec<Vec<Point>>,
    /// How wide it all is.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// Room between two boxes of a row.
pub(super) const GAP: f64 = 26.0;
/// Room between two rows.
pub(super) const ROW_GAP: f64 = 34.0;

/// Boxes and bends by row, and what ties them.
struct Rows {
    /// Per row, the places in `items`.
    rows: Vec<Vec<usize>>,
    items: Vec<Item>,
    /// From one row to the next, by places in `items`.
    ties: Vec<(usize, usize)>,
    /// Per arrow: the items it passes, in the order of the rows; empty when it goes straight.
    chains: Vec<Vec<usize>>,
    /// Per arrow: was it turned?
    turned: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    row: usize,
    width: f64,
    height: f64,
    is_bend: bool,
}

/// Arranges boxes with arrows between them, by their places.
pub fn arrange(boxes: &[Size], arrows: &[(usize, usize)]) -> Arranged {
    if boxes.is_empty() {
        return Arranged { ways: vec![Vec::new(); arrows.len()], ..Arranged::default() };
    }
    let mut rows = rank::rows(boxes, arrows);
    order::order(&mut rows);
    place::place(boxes, arrows, &rows)
}

impl Rows {
    /// Those above, and those below, every item.
    fn neighbours(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut above = vec![Vec::new(); self.items.len()];
        let mut below = vec![Vec::new(); self.items.len()];
        for (upper, lower) in &self.ties {
            below[*upper].push(*lower);
            above[*lower].push(*upper);
        }
        (above, below)
    }
}
