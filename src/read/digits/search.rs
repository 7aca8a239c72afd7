//! Table 3: one split for each row, so that as few relations as possible are violated.

use super::Digits;

/// The columns of table 3.
const COLUMNS: usize = 7;

/// How many relations a single slip in a published table violates at the most: its row, its column, and the balance.
///
/// Where no reading satisfies every relation, somebody made a slip, and the true reading may violate this many. What
/// violates fewer is then no better known to be true, so all such readings count.
const OF_ONE_SLIP: u32 = 3;

/// The most splits of one row that are looked at.
const SPLITS: usize = 20_000;

/// What a row is in the relations of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Role {
    /// 本年新收, 上年结转.
    In,
    /// An outcome.
    Outcome,
    /// （七）总计.
    Total,
    /// 结转下年度.
    Out,
}

impl Role {
    /// The side on which the row stands in the sum of outcomes (outcomes − total = 0) and in the balance
    /// (in − total − out = 0).
    fn signs(self) -> [i64; 2] {
        match self {
            Self::In => [0, 1],
            Self::Outcome => [1, 0],
            Self::Total => [-1, -1],
            Self::Out => [0, -1],
        }
    }
}

/// A row of table 3 as it stands on the page.
#[derive(Clone, Debug)]
pub(in crate::read) enum TableRow {
    /// Its cells are set off from each other; `None` where one says nothing for the relations.
    Known([Option<u64>; COLUMNS]),
    /// Its digits run together.
    Run(Digits),
}

/// What became of a row whose digits run together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Solved {
    /// The readings that count. One: the row is read.
    pub(in crate::read) readings: Vec<[u64; COLUMNS]>,
}

#[derive(Clone, Debug)]
struct Candidate {
    values: [u64; COLUMNS],
    /// Whether the row's own sum is violated.
    violates: bool,
}

struct Row {
    role: Role,
    candidates: Vec<Candidate>,
    /// Columns in which the row says nothing.
    unknown: [bool; COLUMNS],
}

/// The readings of each row, in at most `steps` looks at a split; `None` where the bound stopped the search, or nothing
/// is left that could be true.
pub(in crate::read) fn solve(rows: &[(Role, TableRow)], steps: usize) -> Option<Vec<Solved>> {
    let exact: Vec<_> = rows.iter().map(|(role, row)| candidates(*role, row, false)).collect::<Option<_>>()?;
    let mut left = steps;
    let mut found = Search::new(&exact, 0, &mut left).run()?;
    let mut used = exact;
    if found.is_empty() {
        let all: Vec<_> = rows.iter().map(|(role, row)| candidates(*role, row, true)).collect::<Option<_>>()?;
        found = Search::new(&all, OF_ONE_SLIP, &mut left).run()?;
        used = all;
    }
    if found.is_empty() {
        return None;
    }
    let solved = used.iter().enumerate().map(|(r, row)| {
        let mut chosen: Vec<_> = found.iter().filter_map(|solution| solution.get(r).copied()).collect();
        chosen.sort_unstable();
        chosen.dedup();
        let readings = chosen.into_iter().filter_map(|c| row.candidates.get(c)).map(|candidate| candidate.values);
        Solved { readings: readings.collect() }
    });
    Some(solved.collect())
}

/// The splits of a row, those that add up first; `None` if there are too many or none.
fn candidates(role: Role, row: &TableRow, even_violated: bool) -> Option<Row> {
    match row {
        TableRow::Known(cells) => {
            let values = cells.map(Option::unwrap_or_default);
            let unknown = cells.map(|cell| cell.is_none());
            let violates = !unknown.contains(&true) && !adds_up(&values);
            Some(Row { role, candidates: vec![Candidate { values, violates }], unknown })
        }
        TableRow::Run(digits) => {
            let mut candidates = Vec::new();
            let complete = if even_violated || digits.is_certain(COLUMNS) {
                digits.each::<COLUMNS>(&mut |values| {
                    candidates.push(Candidate { values, violates: !adds_up(&values) });
                    candidates.len() < SPLITS
                })
            } else {
                digits.each_sum::<COLUMNS>(&mut |values| {
                    candidates.push(Candidate { values, violates: false });
                    candidates.len() < SPLITS
                })
            };
            (complete && (!candidates.is_empty() || !even_violated)).then_some(Row {
                role,
                candidates,
                unknown: [false; COLUMNS],
            })
        }
    }
}

fn adds_up(values: &[u64; COLUMNS]) -> bool {
    let [parts @ .., total] = values;
    parts.iter().sum::<u64>() == *total
}

/// For each row, the candidates that are still possible.
type Alive = Vec<Vec<usize>>;

/// The range of the sum of each of the two relations of each column.
type Ranges = [[(i64, i64); COLUMNS]; 2];

struct Search<'r, 's> {
    rows: &'r [Row],
    /// How many relations may be violated.
    budget: u32,
    steps: &'s mut usize,
    /// Relations in which every row says something.
    counts: [[bool; COLUMNS]; 2],
    solutions: Vec<Vec<usize>>,
}

impl<'r, 's> Search<'r, 's> {
    fn new(rows: &'r [Row], budget: u32, steps: &'s mut usize) -> Self {
        let counts = [0, 1].map(|relation| {
            let mut counts = [true; COLUMNS];
            for row in rows.iter().filter(|row| row.role.signs()[relation] != 0) {
                counts.iter_mut().zip(row.unknown).for_each(|(counts, unknown)| *counts &= !unknown);
            }
            counts
        });
        Self { rows, budget, steps, counts, solutions: Vec::new() }
    }

    /// Every choice of candidates within the budget; `None` if the steps ran out.
    fn run(mut self) -> Option<Vec<Vec<usize>>> {
        let alive = self.rows.iter().map(|row| (0..row.candidates.len()).collect()).collect();
        self.descend(alive).then_some(self.solutions)
    }

    fn descend(&mut self, mut alive: Alive) -> bool {
        match self.narrow(&mut alive) {
            None => return false,
            Some(false) => return true,
            Some(true) => {}
        }
        // Whether a row adds up is asked first: the splits that don't are many, and few rows can be of that kind.
        let violates = |row: &Row, c: &usize| row.candidates.get(*c).is_some_and(|candidate| candidate.violates);
        let rows = self.rows;
        let mixed = rows
            .iter()
            .zip(&alive)
            .position(|(row, list)| list.iter().any(|c| violates(row, c)) && !list.iter().all(|c| violates(row, c)));
        if let Some((at, row)) = mixed.and_then(|at| Some((at, rows.get(at)?))) {
            return [false, true].into_iter().all(|wanted| {
                let mut next = alive.clone();
                if let Some(list) = next.get_mut(at) {
                    list.retain(|c| violates(row, c) == wanted);
                }
                self.descend(next)
            });
        }
        let open = alive.iter().enumerate().filter(|(_, list)| list.len() > 1).min_by_key(|(_, list)| list.len());
        let Some((row, choices)) = open.map(|(row, list)| (row, list.clone())) else {
            self.solutions.push(alive.iter().filter_map(|list| list.first().copied()).collect());
            return true;
        };
        choices.into_iter().all(|choice| {
            let mut next = alive.clone();
            if let Some(list) = next.get_mut(row) {
                *list = vec![choice];
            }
            self.descend(next)
        })
    }

    /// Drops candidates that would violate more than the budget allows. `None` if the steps ran out, `Some(false)` if
    /// nothing is left.
    fn narrow(&mut self, alive: &mut Alive) -> Option<bool> {
        loop {
            let ranges = self.ranges(alive);
            let least = |(row, list): (&Row, &Vec<usize>)| {
                u32::from(list.iter().all(|c| row.candidates.get(*c).is_some_and(|candidate| candidate.violates)))
            };
            let dead = |ranges: &Ranges| {
                let open = |(low, high): &(i64, i64)| *low <= 0 && 0 <= *high;
                let columns = ranges.iter().flatten().zip(self.counts.iter().flatten());
                u32::try_from(columns.filter(|(range, counts)| **counts && !open(range)).count()).unwrap_or(u32::MAX)
            };
            let of_rows: u32 = self.rows.iter().zip(alive.iter()).map(least).sum();
            let of_columns = dead(&ranges);
            if of_rows + of_columns > self.budget {
                return Some(false);
            }
            let mut changed = false;
            for (row, list) in self.rows.iter().zip(alive.iter_mut()).filter(|(_, list)| list.len() > 1) {
                *self.steps = self.steps.checked_sub(list.len())?;
                let own = least((row, list));
                let (low, high) = extremes(row, list);
                let before = list.len();
                list.retain(|c| {
                    let Some(candidate) = row.candidates.get(*c) else { return false };
                    let mut violated = of_rows - own + u32::from(candidate.violates) + of_columns;
                    for (relation, sign) in row.role.signs().into_iter().enumerate().filter(|(_, sign)| *sign != 0) {
                        for column in (0..COLUMNS).filter(|column| self.counts[relation][*column]) {
                            let (from, to) = ranges[relation][column];
                            if from > 0 || to < 0 {
                                continue;
                            }
                            let value = sign * candidate.values[column].cast_signed();
                            let (own_low, own_high) = signed(sign, low[column], high[column]);
                            violated += u32::from(from - own_low + value > 0 || to - own_high + value < 0);
                        }
                    }
                    violated <= self.budget
                });
                if list.is_empty() {
                    return Some(false);
                }
                // The rows that follow see ranges that are too wide then, never too narrow.
                changed |= list.len() < before;
            }
            if !changed {
                return Some(true);
            }
        }
    }

    fn ranges(&self, alive: &Alive) -> Ranges {
        let mut ranges = [[(0, 0); COLUMNS]; 2];
        for (row, list) in self.rows.iter().zip(alive) {
            let (low, high) = extremes(row, list);
            for (relation, sign) in row.role.signs().into_iter().enumerate().filter(|(_, sign)| *sign != 0) {
                for (column, range) in ranges[relation].iter_mut().enumerate() {
                    let (from, to) = signed(sign, low[column], high[column]);
                    range.0 += from;
                    range.1 += to;
                }
            }
        }
        ranges
    }
}

/// The least and the greatest number that a row can have in each column.
fn extremes(row: &Row, list: &[usize]) -> ([u64; COLUMNS], [u64; COLUMNS]) {
    let (mut low, mut high) = ([u64::MAX; COLUMNS], [0; COLUMNS]);
    for candidate in list.iter().filter_map(|c| row.candidates.get(*c)) {
        for (column, value) in candidate.values.iter().enumerate() {
            low[column] = low[column].min(*value);
            high[column] = high[column].max(*value);
        }
    }
    (low, high)
}

fn signed(sign: i64, low: u64, high: u64) -> (i64, i64) {
    // A number of at most 16 digits, and sums over a table of them, are far from the bounds.
    let (low, high) = (low.cast_signed(), high.cast_signed());
    if sign > 0 { (low, high) } else { (-high, -low) }
}
