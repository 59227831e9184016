//! The numbers of findings in place of the findings.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::list::List;
use super::view::View;
use super::{Counts, Report};
use crate::checks::{Level, Safety};

/// How often a check found something at one level.
#[derive(Serialize)]
struct Row {
    code: &'static str,
    level: Level,
    count: usize,
    fixable: Fixable,
}

/// How many of them have a fix of each kind.
#[derive(Default, Serialize)]
struct Fixable {
    safe: usize,
    r#unsafe: usize,
}

pub(super) struct Statistics {
    rows: BTreeMap<(&'static str, Level), Row>,
    show: fn(&mut dyn Write, &[Row]) -> io::Result<()>,
}

impl Statistics {
    /// For people.
    pub(super) fn table() -> Self {
        Statistics {
            rows: BTreeMap::new(),
            show: table,
        }
    }

    /// For programs: an array of objects.
    pub(super) fn json() -> Self {
        Statistics {
            show: json,
            ..Statistics::table()
        }
    }
}

impl Report for Statistics {
    fn file(&mut self, _: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        for finding in &file.checked.findings {
            let (code, level) = (finding.code, finding.level);
            let row = self.rows.entry((code, level)).or_insert(Row {
                code,
                level,
                count: 0,
                fixable: Fixable::default(),
            });
            row.count += 1;
            match finding.fix.as_ref().map(|f| f.safety) {
                Some(Safety::Safe) => row.fixable.safe += 1,
                Some(Safety::Unsafe) => row.fixable.r#unsafe += 1,
                None => {}
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Counts) -> io::Result<()> {
        let mut rows: Vec<Row> = std::mem::take(&mut self.rows).into_values().collect();
        // Of the same number, codes stay in their order.
        rows.sort_by_key(|r| std::cmp::Reverse(r.count));
        (self.show)(out, &rows)
    }
}

fn table(out: &mut dyn Write, rows: &[Row]) -> io::Result<()> {
    let numbers = rows.iter().map(|r| r.count.to_string().len()).max();
    let codes = rows.iter().map(|r| r.code.len()).max();
    let (numbers, codes) = (numbers.unwrap_or(0), codes.unwrap_or(0));
    for row in rows {
        let (count, level, code) = (row.count, row.level.name(), row.code);
        let line = format!("{count:>numbers$} {level:<7} {code:<codes$}");
        let fixes = fixes(row.fixable.safe, row.fixable.r#unsafe);
        let line = fixes.map_or(line.clone(), |f| format!("{line}  {f}"));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn json(out: &mut dyn Write, rows: &[Row]) -> io::Result<()> {
    let mut list = List::default();
    rows.iter().try_for_each(|r| list.add(out, r))?;
    list.end(out)?;
    writeln!(out)
}

/// How many findings can be fixed, and how; none if none can.
pub(super) fn fixes(safe: usize, r#unsafe: usize) -> Option<String> {
    match (safe, r#unsafe) {
        (0, 0) => None,
        (0, n) => Some(format!("{n} can be fixed with --unsafe-fixes")),
        (n, 0) => Some(format!("{n} can be fixed with --fix")),
        (n, m) => Some(format!(
            "{n} can be fixed with --fix ({m} more with --unsafe-fixes)"
        )),
    }
}
