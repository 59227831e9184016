//! Rows as columns, with the levels that Parquet has for what is not there and for lists: a value repeats (1) or begins a row (0), and
//! an empty list is a row with nothing defined.

/// Rows as columns.
#[derive(Default, Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: usize,
}

/// The cells of a column, and whether they are there and begin a row.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) values: Values,
    pub(super) defined: Option<Vec<i16>>,
    pub(super) repeated: Option<Vec<i16>>,
}

#[derive(Debug)]
pub(super) enum Values {
    /// All texts one behind the other, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Number(Vec<i64>),
    Flag(Vec<bool>),
}

impl Values {
    fn texts() -> Values {
        Values::Text(Vec::new(), Vec::new())
    }

    fn text(&mut self, text: &str) {
        if let Values::Text(bytes, ends) = self {
            bytes.extend(text.as_bytes());
            ends.push(bytes.len());
        }
    }

    fn number(&mut self, number: usize) {
        if let Values::Number(numbers) = self {
            numbers.push(i64::try_from(number).unwrap_or(i64::MAX));
        }
    }
}

impl Table {
    pub(super) fn row(&mut self) -> Cells<'_> {
        self.rows += 1;
        Cells { table: self, at: 0 }
    }

    /// About what it takes in memory, and again while it is written.
    pub(super) fn bytes(&self) -> usize {
        let column = |column: &Column| match &column.values {
            Values::Text(bytes, ends) => bytes.len() + 48 * ends.len(),
            Values::Number(numbers) => 8 * numbers.len(),
            Values::Flag(flags) => flags.len(),
        };
        let levels: usize = 4 * self.rows * self.columns.len();
        levels + self.columns.iter().map(column).sum::<usize>()
    }

    pub(super) fn append(&mut self, other: Table) {
        if self.rows == 0 {
            *self = other;
            return;
        }
        self.rows += other.rows;
        for (to, from) in self.columns.iter_mut().zip(other.columns) {
            match (&mut to.values, from.values) {
                (Values::Text(bytes, ends), Values::Text(more, others)) => {
                    let start = bytes.len();
                    bytes.extend(more);
                    ends.extend(others.into_iter().map(|end| start + end));
                }
                (Values::Number(numbers), Values::Number(more)) => numbers.extend(more),
                (Values::Flag(flags), Values::Flag(more)) => flags.extend(more),
                _ => {}
            }
            let levels = [
                (&mut to.defined, from.defined),
                (&mut to.repeated, from.repeated),
            ];
            for (to, from) in levels {
                to.iter_mut()
                    .for_each(|to| to.extend(from.iter().flatten()));
            }
        }
    }
}

/// Writes a row, cell by cell, in the order of the schema.
pub(super) struct Cells<'t> {
    table: &'t mut Table,
    at: usize,
}

impl Cells<'_> {
    /// The next column, which the first row makes.
    fn next(&mut self, values: fn() -> Values, is_optional: bool, is_list: bool) -> &mut Column {
        let at = self.at;
        self.at += 1;
        if self.table.columns.len() == at {
            self.table.columns.push(Column {
                values: values(),
                defined: (is_optional || is_list).then(Vec::new),
                repeated: is_list.then(Vec::new),
            });
        }
        // There is one: if there was none, it has been made.
        &mut self.table.columns[at]
    }

    pub(super) fn text(&mut self, text: &str) {
        self.next(Values::texts, false, false).values.text(text);
    }

    pub(super) fn maybe(&mut self, text: Option<&str>) {
        let column = self.next(Values::texts, true, false);
        column.level(text.is_some(), false);
        if let Some(text) = text {
            column.values.text(text);
        }
    }

    pub(super) fn number(&mut self, number: usize) {
        let column = self.next(|| Values::Number(Vec::new()), false, false);
        column.values.number(number);
    }

    pub(super) fn maybe_number(&mut self, number: Option<usize>) {
        let column = self.next(|| Values::Number(Vec::new()), true, false);
        column.level(number.is_some(), false);
        if let Some(number) = number {
            column.values.number(number);
        }
    }

    pub(super) fn flag(&mut self, flag: bool) {
        let column = self.next(|| Values::Flag(Vec::new()), false, false);
        if let Values::Flag(flags) = &mut column.values {
            flags.push(flag);
        }
    }

    pub(super) fn list(&mut self, texts: &[impl AsRef<str>]) {
        let column = self.next(Values::texts, false, true);
        column.levels(texts.len());
        for text in texts {
            column.values.text(text.as_ref());
        }
    }

    pub(super) fn numbers(&mut self, numbers: impl ExactSizeIterator<Item = usize>) {
        let column = self.next(|| Values::Number(Vec::new()), false, true);
        column.levels(numbers.len());
        for number in numbers {
            column.values.number(number);
        }
    }
}

impl Column {
    fn level(&mut self, is_defined: bool, is_repeated: bool) {
        if let Some(levels) = &mut self.defined {
            levels.push(is_defined.into());
        }
        if let Some(levels) = &mut self.repeated {
            levels.push(is_repeated.into());
        }
    }

    /// Those of a list of this length.
    fn levels(&mut self, len: usize) {
        self.level(len > 0, false);
        for _ in 1..len {
            self.level(true, true);
        }
    }
}
