//! Lines along the axes into tables: a cell is what no line parts.

use std::collections::BTreeMap;

use super::geometry::{Glyph, Rule};

/// Lines as close as this are one.
const NEAR: f64 = 2.5;
/// A table's side without a line is where the other lines end, if they end this far beyond the last.
const OPEN: f64 = 8.0;
/// A row of one cell is no higher than this.
const ROW: f64 = 50.0;
/// More crossings than this are a drawing.
const MOST_CROSSINGS: usize = 1 << 20;

/// A table on a page.
#[derive(Debug)]
pub(super) struct Table {
    /// Where columns and rows begin, and the last end.
    pub(super) columns: Vec<f64>,
    pub(super) rows: Vec<f64>,
    pub(super) cells: Vec<Cell>,
    /// The cell of each place, row by row.
    places: Vec<usize>,
}

/// A cell, in places of the grid.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) glyphs: Vec<Glyph>,
}

/// Joins the parts of lines, and parts that overlap.
fn join(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Rule> = Vec::new();
    let mut begin = 0;
    while let Some(first) = rules.get(begin) {
        let first = first.at;
        let end = begin + rules[begin..].partition_point(|rule| rule.at - first <= NEAR);
        let mut same = rules[begin..end].to_vec();
        same.sort_by(|a, b| a.from.total_cmp(&b.from));
        let from = joined.len();
        for rule in same {
            match joined[from..].last_mut() {
                Some(last) if rule.from - last.to <= NEAR => last.to = last.to.max(rule.to),
                _ => joined.push(rule),
            }
        }
        begin = end;
    }
    joined
}

fn find(parents: &mut [usize], mut item: usize) -> usize {
    while parents[item] != item {
        parents[item] = parents[parents[item]];
        item = parents[item];
    }
    item
}

/// The tables that lines make.
pub(super) fn tables(across: Vec<Rule>, down: Vec<Rule>) -> Vec<Table> {
    let (across, down) = (join(across), join(down));
    if across.len().saturating_mul(down.len()) > MOST_CROSSINGS {
        return Vec::new();
    }
    let mut parents: Vec<usize> = (0..across.len() + down.len()).collect();
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            let meet = h.from - NEAR <= v.at && v.at <= h.to + NEAR && v.from - NEAR <= h.at && h.at <= v.to + NEAR;
            if meet {
                let (a, b) = (find(&mut parents, i), find(&mut parents, across.len() + j));
                parents[a] = b;
            }
        }
    }
    let mut groups: BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = BTreeMap::new();
    for (i, rule) in across.iter().enumerate() {
        groups.entry(find(&mut parents, i)).or_default().0.push(*rule);
    }
    for (i, rule) in down.iter().enumerate() {
        groups.entry(find(&mut parents, across.len() + i)).or_default().1.push(*rule);
    }
    let whole = |group: &(Vec<Rule>, Vec<Rule>)| !group.0.is_empty() && !group.1.is_empty();
    let (mut groups, alone): (Vec<_>, Vec<_>) = groups.into_values().partition(whole);
    let (across, down): (Vec<Vec<Rule>>, Vec<Vec<Rule>>) = alone.into_iter().unzip();
    adopt(&mut groups, &across.concat());
    adopt_sides(&mut groups, &down.concat());
    let mut tables: Vec<_> = groups.into_iter().filter_map(|(across, down)| table(&across, &down)).collect();
    tables.sort_by(|a, b| a.top().total_cmp(&b.top()).then(a.left().total_cmp(&b.left())));
    tables
}

/// In a table whose sides are open, a row that is one cell has no line but those above and below it, as wide as the others.
fn adopt(groups: &mut [(Vec<Rule>, Vec<Rule>)], alone: &[Rule]) {
    for (across, down) in groups {
        let side = |bound: fn(f64, f64) -> f64, of: fn(&Rule) -> f64| across.iter().map(of).reduce(bound);
        let (Some(left), Some(right)) = (side(f64::min, |rule| rule.from), side(f64::max, |rule| rule.to)) else {
            continue;
        };
        let open = |x: f64| down.iter().all(|rule| (rule.at - x).abs() > OPEN);
        if !open(left) || !open(right) {
            continue;
        }
        let fits = |rule: &&Rule| (rule.from - left).abs() < NEAR && (rule.to - right).abs() < NEAR;
        let (mut above, below): (Vec<Rule>, Vec<Rule>) =
            alone.iter().filter(fits).partition(|rule| across.first().is_some_and(|first| rule.at < first.at));
        above.reverse();
        for rule in above {
            if across.first().is_some_and(|first| first.at - rule.at < ROW) {
                across.insert(0, rule);
            }
        }
        for rule in below {
            if across.last().is_some_and(|last| (0.0..ROW).contains(&(rule.at - last.at))) {
                across.push(rule);
            }
        }
    }
}

/// Where a cell covers all rows that are on a page, its outer side touches no other line.
fn adopt_sides(groups: &mut [(Vec<Rule>, Vec<Rule>)], alone: &[Rule]) {
    for (_, down) in groups {
        let from = down.iter().map(|rule| rule.from).fold(f64::INFINITY, f64::min);
        let to = down.iter().map(|rule| rule.to).fold(f64::NEG_INFINITY, f64::max);
        down.extend(alone.iter().filter(|rule| (rule.from - from).abs() < NEAR && (rule.to - to).abs() < NEAR));
        down.sort_by(|a, b| a.at.total_cmp(&b.at));
    }
}

/// Where the grid's lines are, from the places of one kind and how far the other kind reaches.
fn edges(rules: &[Rule], others: &[Rule]) -> Vec<f64> {
    let mut edges: Vec<f64> = Vec::new();
    for rule in rules {
        if edges.last().is_none_or(|last| rule.at - last > NEAR) {
            edges.push(rule.at);
        }
    }
    let low = others.iter().map(|rule| rule.from).fold(f64::INFINITY, f64::min);
    let high = others.iter().map(|rule| rule.to).fold(f64::NEG_INFINITY, f64::max);
    if edges.first().is_some_and(|first| first - low > OPEN) {
        edges.insert(0, low);
    }
    if edges.last().is_some_and(|last| high - last > OPEN) {
        edges.push(high);
    }
    edges
}

/// Which places have a line at their far side: `far[place]`. `edge` numbers the lines that part places along one axis.
fn walls(
    rules: &[Rule],
    edges: &[f64],
    others: &[f64],
    place: impl Fn(usize, usize) -> usize,
    count: usize,
) -> Vec<bool> {
    let mut walls = vec![false; count];
    for rule in rules {
        let edge = edges.partition_point(|edge| edge + NEAR < rule.at);
        // The far side of the place before the edge; the outermost need no wall.
        if edge == 0 || edge + 1 >= edges.len() || (edges[edge] - rule.at).abs() > 2.0 * NEAR {
            continue;
        }
        for (other, pair) in others.windows(2).enumerate() {
            let middle = f64::midpoint(pair[0], pair[1]);
            if rule.from <= middle && middle <= rule.to {
                walls[place(edge - 1, other)] = true;
            }
        }
    }
    walls
}

fn table(across: &[Rule], down: &[Rule]) -> Option<Table> {
    let (columns, rows) = (edges(down, across), edges(across, down));
    let (width, height) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    // One cell is a frame around something.
    if width == 0 || height == 0 || width * height < 2 {
        return None;
    }
    let count = width * height;
    let right = walls(down, &columns, &rows, |column, row| row * width + column, count);
    let below = walls(across, &rows, &columns, |row, column| row * width + column, count);
    let mut places = vec![usize::MAX; count];
    let mut cells: Vec<Cell> = Vec::new();
    for row in 0..height {
        for column in 0..width {
            if places[row * width + column] != usize::MAX {
                continue;
            }
            let mut end = column + 1;
            while end < width && !right[row * width + end - 1] && places[row * width + end] == usize::MAX {
                end += 1;
            }
            let open = |bottom: usize| {
                (column..end).all(|c| !below[(bottom - 1) * width + c] && places[bottom * width + c] == usize::MAX)
                    && (column..end - 1).all(|c| !right[bottom * width + c])
                    // A corner: open to the side below, but not here.
                    && (end == width || right[row * width + end - 1] == right[bottom * width + end - 1])
            };
            let mut bottom = row + 1;
            while bottom < height && open(bottom) {
                bottom += 1;
            }
            for covered in row..bottom {
                places[covered * width + column..covered * width + end].fill(cells.len());
            }
            cells.push(Cell { row, column, rows: bottom - row, columns: end - column, glyphs: Vec::new() });
        }
    }
    (cells.len() > 1).then_some(Table { columns, rows, cells, places })
}

impl Table {
    pub(super) fn top(&self) -> f64 {
        self.rows.first().copied().unwrap_or(0.0)
    }

    pub(super) fn bottom(&self) -> f64 {
        self.rows.last().copied().unwrap_or(0.0)
    }

    fn left(&self) -> f64 {
        self.columns.first().copied().unwrap_or(0.0)
    }

    pub(super) fn area(&self) -> f64 {
        (self.bottom() - self.top()) * (self.columns.last().copied().unwrap_or(0.0) - self.left())
    }

    /// The cell at a point.
    pub(super) fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        let column = self.columns.partition_point(|&edge| edge <= x).checked_sub(1)?;
        let row = self.rows.partition_point(|&edge| edge <= y).checked_sub(1)?;
        let width = self.columns.len() - 1;
        if column >= width { None } else { self.places.get(row * width + column).copied() }
    }
}

/// Puts the characters into the cells of tables, and gives back those outside.
pub(super) fn fill(tables: &mut [Table], glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut outside = Vec::new();
    let mut rest = glyphs.into_iter().peekable();
    while let Some(first) = rest.next() {
        // Digits drawn together are one figure, though it may run out of its cell.
        let mut figure = vec![first];
        while let (Some(last), Some(next)) = (figure.last(), rest.peek()) {
            let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
            let goes_on = next.string == last.string
                && digits(last.shown)
                && digits(next.shown)
                && (next.base - last.base).abs() < 0.1 * last.size
                && (next.left - last.right).abs() < 0.15 * last.size;
            if !goes_on {
                break;
            }
            figure.extend(rest.next());
        }
        let (from, to) = (figure.first().map(Glyph::centre), figure.last().map(Glyph::centre));
        let (Some(from), Some(to)) = (from, to) else { continue };
        let point = (f64::midpoint(from.0, to.0), from.1);
        let place = |table: &Table| table.cell_at(point);
        // The innermost of tables within tables.
        let found =
            tables.iter_mut().filter(|table| place(table).is_some()).min_by(|a, b| a.area().total_cmp(&b.area()));
        match found.and_then(|table| table.cell_at(point).and_then(|cell| table.cells.get_mut(cell))) {
            Some(cell) => cell.glyphs.append(&mut figure),
            None => outside.append(&mut figure),
        }
    }
    outside
}
