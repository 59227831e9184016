//! Quotes as comma-separated values (RFC 4180), and with tabs instead.
//!
//! A table is opened in spreadsheets and shown on terminals, and the words in it are other people's: a cell that a
//! spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, perhaps behind
//! spaces) gets an apostrophe in front, which spreadsheets take for the sign of a text; control characters and those
//! that turn the direction of text are written as `\u{1b}`. In tables with tabs a line break or tab in a cell is a space.

use super::escape::is_active;
use super::rows::{Row, name, rows};
use super::{Document, File, Format};

pub(super) const CSV: Format = Format {
    name: "csv",
    about: "A table of the quotes, with commas",
    lost: LOST,
    files: &[File::new("csv", |d, out| write(d, ',', out))],
    head: Some(
        "id,date,quote,type,speakers,names,source,cue,content,start,end,attributed,addressees,relayed_by,medium,on,inside\n",
    ),
};

pub(super) const TSV: Format = Format {
    name: "tsv",
    about: "A table of the quotes, with tabs",
    lost: LOST,
    files: &[File::new("tsv", |d, out| write(d, '\t', out))],
    head: Some(
        "id\tdate\tquote\ttype\tspeakers\tnames\tsource\tcue\tcontent\tstart\tend\tattributed\taddressees\trelayed_by\tmedium\ton\tinside\n",
    ),
};

const LOST: &str = "Everything but the quotes; of a quote its own attributes, and where its fragments stand but for the first's start and the last's end.";

fn write(document: &Document<'_>, separator: char, out: &mut String) {
    for row in rows(document) {
        write_row(&row, separator, out);
    }
}

/// Puts a line into a table.
pub(crate) fn write_row(row: &Row<'_>, separator: char, out: &mut String) {
    let list = |items: &[String]| items.join(" | ");
    let start = row.places.first().map(|p| p.start.to_string());
    let end = row.places.last().map(|p| p.end.to_string());
    let cells = [
        row.id,
        row.date.unwrap_or_default(),
        &row.quote.to_string(),
        &name(row.kind),
        &list(&row.speakers),
        &row.names.join(" | "),
        row.source.unwrap_or_default(),
        row.cue.unwrap_or_default(),
        &row.content,
        &start.unwrap_or_default(),
        &end.unwrap_or_default(),
        if row.attributed { "true" } else { "false" },
        &list(&row.addressees),
        &list(&row.relayed_by),
        &row.medium.map(name).unwrap_or_default(),
        row.on.unwrap_or_default(),
        &row.inside.map(|i| i.to_string()).unwrap_or_default(),
    ];
    for (i, text) in cells.iter().enumerate() {
        if i > 0 {
            out.push(separator);
        }
        cell(text, separator, out);
    }
    out.push('\n');
}

/// A cell that is a text for every reader.
fn cell(text: &str, separator: char, out: &mut String) {
    let is_formula = text.starts_with(['\t', '\r'])
        || text.trim_start().starts_with([
            '=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
        ]);
    let quoted = text.contains([separator, '"', '\n', '\r', '\t']) || text.trim() != text;
    if quoted {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    for c in text.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\n' | '\r' | '\t' if separator == '\t' => out.push(' '),
            '\n' | '\r' | '\t' => out.push(c),
            c if is_active(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    if quoted {
        out.push('"');
    }
}
