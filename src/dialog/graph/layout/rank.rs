//! Rows: which box stands how far down.

use super::{Item, MOST_BENDS, Rows, Size};

/// How wide a bend is: room for an arrow to pass.
const BEND: f64 = 10.0;

pub(super) fn rows(boxes: &[Size], arrows: &[(usize, usize)]) -> Rows {
    let turned = turned(boxes.len(), arrows);
    let down: Vec<(usize, usize)> = arrows
        .iter()
        .zip(&turned)
        .map(|((from, to), turned)| if *turned { (*to, *from) } else { (*from, *to) })
        .collect();
    let row_of = longest_ways(boxes.len(), &down);
    let mut items: Vec<Item> = boxes
        .iter()
        .zip(&row_of)
        .map(|(size, row)| Item {
            row: *row,
            width: size.width,
            height: size.height,
            is_bend: false,
        })
        .collect();
    // short arrows first: when bends run out, it is the longest that go straight
    let mut by_length: Vec<usize> = (0..down.len()).filter(|i| down[*i].0 != down[*i].1).collect();
    by_length.sort_by_key(|i| (row_of[down[*i].1] - row_of[down[*i].0], *i));
    let mut ties = Vec::new();
    let mut chains = vec![Vec::new(); down.len()];
    let mut left = MOST_BENDS;
    for i in by_length {
        let (upper, lower) = down[i];
        let bends = row_of[lower] - row_of[upper] - 1;
        if bends > left {
            continue;
        }
        left -= bends;
        let mut chain = vec![upper];
        for row in row_of[upper] + 1..row_of[lower] {
            chain.push(items.len());
            items.push(Item { row, width: BEND, height: 0.0, is_bend: true });
        }
        chain.push(lower);
        ties.extend(chain.windows(2).map(|two| (two[0], two[1])));
        chains[i] = chain;
    }
    let last = items.iter().map(|item| item.row).max().unwrap_or_default();
    let mut rows = vec![Vec::new(); last + 1];
    for (place, item) in items.iter().enumerate() {
        rows[item.row].push(place);
    }
    Rows { rows, items, ties, chains, turned }
}

/// Which arrows lead back to where one came from, looked at from the first box on.
fn turned(count: usize, arrows: &[(usize, usize)]) -> Vec<bool> {
    let mut out = vec![Vec::new(); count];
    for (i, (from, to)) in arrows.iter().enumerate() {
        if from != to {
            out[*from].push(i);
        }
    }
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; count];
    let mut turned = vec![false; arrows.len()];
    for root in 0..count {
        if seen[root] != Seen::No {
            continue;
        }
        seen[root] = Seen::Open;
        // not by recursion: a dialog may be thousands of steps deep
        let mut path = vec![(root, 0)];
        while let Some((at, next)) = path.last_mut() {
            let Some(arrow) = out[*at].get(*next).copied() else {
                seen[*at] = Seen::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let to = arrows[arrow].1;
            match seen[to] {
                Seen::Open => turned[arrow] = true,
                Seen::Done => {}
                Seen::No => {
                    seen[to] = Seen::Open;
                    path.push((to, 0));
                }
            }
        }
    }
    turned
}

/// The number of arrows on the longest way to each box. `down` has no circles, apart from boxes
/// that lead to themselves.
fn longest_ways(count: usize, down: &[(usize, usize)]) -> Vec<usize> {
    let mut out = vec![Vec::new(); count];
    let mut waiting = vec![0_usize; count];
    for (upper, lower) in down.iter().filter(|(upper, lower)| upper != lower) {
        out[*upper].push(*lower);
        waiting[*lower] += 1;
    }
    let mut row = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|i| waiting[*i] == 0).collect();
    while let Some(at) = ready.pop() {
        for to in &out[at] {
            row[*to] = row[*to].max(row[at] + 1);
            waiting[*to] -= 1;
            if waiting[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    row
}
