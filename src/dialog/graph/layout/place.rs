//! How far to the right each box stands, and by which points each arrow goes.

use super::{Arranged, GAP, Point, ROW_GAP, Rows, Size};

/// How often every row is drawn towards its neighbours.
const PULLS: usize = 12;
/// How often it then settles between the neighbours on both sides.
const SETTLES: usize = 24;
/// A bend is held straighter than a box.
const STRAIGHT: f64 = 6.0;

pub(super) fn place(boxes: &[Size], arrows: &[(usize, usize)], rows: &Rows) -> Arranged {
    let middles = middles(rows);
    let mut tops = Vec::with_capacity(rows.rows.len());
    let mut bottoms = Vec::with_capacity(rows.rows.len());
    let mut y = 0.0;
    for row in &rows.rows {
        let height = row.iter().map(|i| rows.items[*i].height).fold(0.0, f64::max);
        tops.push(y);
        bottoms.push(y + height);
        y += height + ROW_GAP;
    }
    let left = |item: usize| middles[item] - rows.items[item].width / 2.0;
    let first = (0..rows.items.len()).map(left).fold(f64::INFINITY, f64::min);
    let right = |item: usize| middles[item] + rows.items[item].width / 2.0;
    let last = (0..rows.items.len()).map(right).fold(f64::NEG_INFINITY, f64::max);
    let corners: Vec<Point> =
        (0..boxes.len()).map(|i| (left(i) - first, tops[rows.items[i].row])).collect();
    let ports = ports(arrows, rows, &middles);
    let ways = arrows.iter().enumerate().map(|(i, (from, to))| {
        if from == to {
            return Vec::new();
        }
        let (upper, lower) = if rows.turned[i] { (*to, *from) } else { (*from, *to) };
        let (leaves, enters) = ports[i];
        let mut way = vec![(leaves - first, tops[rows.items[upper].row] + boxes[upper].height)];
        way.push((leaves - first, bottoms[rows.items[upper].row]));
        if let [_, bends @ .., _] = rows.chains[i].as_slice() {
            for bend in bends {
                let row = rows.items[*bend].row;
                way.push((middles[*bend] - first, tops[row]));
                way.push((middles[*bend] - first, bottoms[row]));
            }
        }
        way.push((enters - first, tops[rows.items[lower].row]));
        if rows.turned[i] {
            way.reverse();
        }
        way
    });
    let ways = ways.collect();
    Arranged { corners, ways, width: last - first, height: y - ROW_GAP }
}

/// Where each arrow leaves the upper box and enters the lower one: side by side, in the order of
/// where they go, so that they do not cross at the box.
fn ports(arrows: &[(usize, usize)], rows: &Rows, middles: &[f64]) -> Vec<(f64, f64)> {
    let count = rows.items.len();
    let (mut out, mut into) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    let mut ports = vec![(0.0, 0.0); arrows.len()];
    for (i, (from, to)) in arrows.iter().enumerate() {
        let (upper, lower) = if rows.turned[i] { (*to, *from) } else { (*from, *to) };
        let chain = &rows.chains[i];
        let next = chain.get(1).copied().unwrap_or(lower);
        let before = chain.len().checked_sub(2).map_or(upper, |place| chain[place]);
        out[upper].push((middles[next], i));
        into[lower].push((middles[before], i));
    }
    for (item, sides) in out.iter_mut().enumerate() {
        for (x, i) in spread(sides, middles[item], rows.items[item].width) {
            ports[i].0 = x;
        }
    }
    for (item, sides) in into.iter_mut().enumerate() {
        for (x, i) in spread(sides, middles[item], rows.items[item].width) {
            ports[i].1 = x;
        }
    }
    ports
}

fn spread(sides: &mut [(f64, usize)], middle: f64, width: f64) -> Vec<(f64, usize)> {
    sides.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let count = sides.len() as f64;
    let step = (width * 0.7 / count).min(24.0);
    let first = middle - step * (count - 1.0) / 2.0;
    (0_u32..).zip(sides.iter()).map(|(n, (_, i))| (first + step * f64::from(n), *i)).collect()
}

/// The middle of every item: in the order of its row, apart by at least the gap, and as near to
/// the items it is tied to as that allows.
fn middles(rows: &Rows) -> Vec<f64> {
    let (above, below) = rows.neighbours();
    let mut middles = vec![0.0; rows.items.len()];
    for row in &rows.rows {
        let mut x = 0.0;
        for item in row {
            middles[*item] = x + rows.items[*item].width / 2.0;
            x += rows.items[*item].width + GAP;
        }
    }
    for pull in 0..PULLS {
        if pull % 2 == 0 {
            for row in rows.rows.iter().rev() {
                pull_row(row, rows, &below, &mut middles);
            }
        } else {
            for row in &rows.rows {
                pull_row(row, rows, &above, &mut middles);
            }
        }
    }
    // and with both sides: nobody is left at the edge of what only one side wants
    let both: Vec<Vec<usize>> =
        above.iter().zip(&below).map(|(a, b)| a.iter().chain(b).copied().collect()).collect();
    for settle in 0..SETTLES {
        if settle % 2 == 0 {
            rows.rows.iter().for_each(|row| pull_row(row, rows, &both, &mut middles));
        } else {
            rows.rows.iter().rev().for_each(|row| pull_row(row, rows, &both, &mut middles));
        }
    }
    middles
}

/// The least squares of all distances to where each wants to be, under the order of the row: blocks
/// that would overlap are joined and stand at their common middle (pool adjacent violators).
fn pull_row(row: &[usize], rows: &Rows, neighbours: &[Vec<usize>], middles: &mut [f64]) {
    struct Block {
        wanted: f64,
        weight: f64,
        count: usize,
    }
    let mut offsets = Vec::with_capacity(row.len());
    let mut offset = 0.0;
    for (place, item) in row.iter().enumerate() {
        if place > 0 {
            let before = rows.items[row[place - 1]];
            offset += before.width / 2.0 + GAP + rows.items[*item].width / 2.0;
        }
        offsets.push(offset);
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (item, offset) in row.iter().zip(&offsets) {
        let near = &neighbours[*item];
        let is_bend = rows.items[*item].is_bend;
        // a bend goes on straight from the bend before it, and turns at the box
        let heavy = |n: usize| if is_bend && rows.items[n].is_bend { STRAIGHT } else { 1.0 };
        let (wanted, weight) = if near.is_empty() {
            (middles[*item], 0.05)
        } else {
            let all: f64 = near.iter().map(|n| heavy(*n)).sum();
            let sum: f64 = near.iter().map(|n| heavy(*n) * middles[*n]).sum();
            (sum / all, if is_bend { STRAIGHT } else { 1.0 })
        };
        blocks.push(Block { wanted: wanted - offset, weight, count: 1 });
        while let [.., before, last] = blocks.as_slice() {
            if before.wanted <= last.wanted {
                break;
            }
            let weight = before.weight + last.weight;
            let wanted = (before.wanted * before.weight + last.wanted * last.weight) / weight;
            let count = before.count + last.count;
            blocks.truncate(blocks.len() - 2);
            blocks.push(Block { wanted, weight, count });
        }
    }
    let wanted = blocks.iter().flat_map(|b| std::iter::repeat_n(b.wanted, b.count));
    for ((item, offset), wanted) in row.iter().zip(&offsets).zip(wanted) {
        middles[*item] = wanted + offset;
    }
}
