//! The order within each row, so that few arrows cross.

use super::Rows;

/// Looks down and up so often; the best of what was seen is kept.
const SWEEPS: usize = 16;
/// A drawing larger than this is looked at less often: nobody counts its crossings.
const LARGE: usize = 4_000;

pub(super) fn order(rows: &mut Rows) {
    let (above, below) = rows.neighbours();
    let mut at = start(rows, &below);
    let sweeps = if rows.items.len() > LARGE { 4 } else { SWEEPS };
    let mut best = rows.rows.clone();
    let mut fewest = crossings(rows, &at);
    for sweep in 0..sweeps {
        if fewest == 0 {
            break;
        }
        if sweep % 2 == 0 {
            for row in 1..rows.rows.len() {
                sort(&mut rows.rows[row], &above, &mut at);
            }
        } else {
            for row in (0..rows.rows.len().saturating_sub(1)).rev() {
                sort(&mut rows.rows[row], &below, &mut at);
            }
        }
        let now = crossings(rows, &at);
        if now < fewest {
            fewest = now;
            best.clone_from(&rows.rows);
        }
    }
    rows.rows = best;
}

/// As one meets them, going down from the first box, left before right.
fn start(rows: &mut Rows, below: &[Vec<usize>]) -> Vec<usize> {
    let mut met = vec![usize::MAX; rows.items.len()];
    let mut count = 0;
    for root in 0..rows.items.len() {
        let mut stack = vec![root];
        while let Some(item) = stack.pop() {
            if met[item] != usize::MAX {
                continue;
            }
            met[item] = count;
            count += 1;
            stack.extend(below[item].iter().rev());
        }
    }
    let mut at = vec![0; rows.items.len()];
    for row in &mut rows.rows {
        row.sort_by_key(|item| met[*item]);
        note(row, &mut at);
    }
    at
}

fn note(row: &[usize], at: &mut [usize]) {
    for (place, item) in row.iter().enumerate() {
        at[*item] = place;
    }
}

/// Each to the middle of its neighbours; who has none stays where it is.
fn sort(row: &mut [usize], neighbours: &[Vec<usize>], at: &mut [usize]) {
    let middle = |item: usize| {
        let near = &neighbours[item];
        if near.is_empty() {
            return at[item] as f64;
        }
        near.iter().map(|n| at[*n] as f64).sum::<f64>() / near.len() as f64
    };
    let mut keyed: Vec<(f64, usize)> = row.iter().map(|item| (middle(*item), *item)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (slot, (_, item)) in row.iter_mut().zip(keyed) {
        *slot = item;
    }
    note(row, at);
}

/// How many arrows cross, over all rows.
fn crossings(rows: &Rows, at: &[usize]) -> u64 {
    let mut between: Vec<Vec<(usize, usize)>> = vec![Vec::new(); rows.rows.len()];
    for (upper, lower) in &rows.ties {
        between[rows.items[*upper].row].push((at[*upper], at[*lower]));
    }
    let widest = rows.rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut total = 0;
    for mut ties in between {
        ties.sort_unstable();
        // counts, for each arrow, those before it that end further right
        let mut ended = vec![0_u64; widest + 1];
        for (seen, (_, lower)) in (0_u64..).zip(ties) {
            let mut until = 0;
            let mut i = lower + 1;
            while i > 0 {
                until += ended[i];
                i &= i - 1;
            }
            total += seen - until;
            let mut i = lower + 1;
            while i < ended.len() {
                ended[i] += 1;
                i += i & i.wrapping_neg();
            }
        }
    }
    total
}
