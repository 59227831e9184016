//! Quotes, mentions and dates as tables of Apache Parquet, a file a table.
//!
//! An article's rows are made side by side with those of others ([`Rows::of`]) and put behind them in order
//! ([`Tables::put`]). A table keeps rows until they are some megabytes, then they are written as a row group: memory does not
//! grow with the corpus. Lists have Parquet's levels: a value repeats (1) what its row began (0); an empty list is a row with
//! nothing defined.

mod table;
mod write;

pub use write::Tables;

use super::rows::{name, name_of, rows, written};
use super::{Document, Format};
use crate::model::{Article, Extent};
use table::{Cells, Table};

pub(super) const PARQUET: Format = Format {
    name: "parquet",
    about: "Tables of quotes, mentions and dates, in Apache Parquet",
    lost: "Everything but quotes, mentions and dates; of these their own attributes and words.",
    files: &[],
    head: None,
};

/// The tables, and what they are called: `.parquet` ends the name of the file.
pub const TABLES: [&str; 3] = ["quotes", "mentions", "dates"];

const SCHEMAS: [&str; 3] = [
    "message quotes {
        required binary id (STRING);
        optional binary date (STRING);
        required int64 quote;
        required binary type (STRING);
        required group speakers (LIST) { repeated group list { required binary element (STRING); } }
        required group names (LIST) { repeated group list { required binary element (STRING); } }
        optional binary source (STRING);
        optional binary cue (STRING);
        required binary content (STRING);
        required group places (LIST) {
            repeated group list { required group element { required int64 start; required int64 end; } }
        }
        required boolean attributed;
        required group addressees (LIST) { repeated group list { required binary element (STRING); } }
        required group relayed_by (LIST) { repeated group list { required binary element (STRING); } }
        optional binary medium (STRING);
        optional binary on (STRING);
        optional int64 inside;
    }",
    "message mentions {
        required binary id (STRING);
        optional binary date (STRING);
        required int64 mention;
        optional binary tag (STRING);
        required binary text (STRING);
        required int64 start;
        required int64 end;
        required group actors (LIST) { repeated group list { required binary element (STRING); } }
        required group names (LIST) { repeated group list { required binary element (STRING); } }
        required boolean implicit;
    }",
    "message dates {
        required binary id (STRING);
        optional binary date (STRING);
        required int64 mention;
        optional binary tag (STRING);
        required binary text (STRING);
        required int64 start;
        required int64 end;
        required binary value (STRING);
        required binary scheme (STRING);
        required binary type (STRING);
        required boolean uncertain;
        optional binary earliest (STRING);
        optional binary latest (STRING);
        optional binary modifier (STRING);
    }",
];

/// The rows of articles.
#[derive(Default, Debug)]
pub struct Rows([Table; 3]);

impl Rows {
    /// The rows that an article has in the tables.
    pub fn of(document: &Document<'_>) -> Rows {
        let mut rows = Rows::default();
        let Rows([quotes, mentions, dates]) = &mut rows;
        self::quotes(document, quotes);
        self::mentions(document, mentions);
        self::dates(document, dates);
        rows
    }
}

fn quotes(document: &Document<'_>, table: &mut Table) {
    for row in rows(document) {
        let place = |one: fn(&Extent) -> usize| row.places.iter().map(one);
        let mut cells = table.row();
        cells.text(row.id);
        cells.maybe(row.date);
        cells.number(row.quote);
        cells.text(&name(row.kind));
        cells.list(&row.speakers);
        cells.list(&row.names);
        cells.maybe(row.source);
        cells.maybe(row.cue);
        cells.text(&row.content);
        cells.numbers(place(|p| p.start));
        cells.numbers(place(|p| p.end));
        cells.flag(row.attributed);
        cells.list(&row.addressees);
        cells.list(&row.relayed_by);
        cells.maybe(row.medium.map(name).as_deref());
        cells.maybe(row.on);
        cells.maybe_number(row.inside);
    }
}

/// The columns that mentions and dates begin with.
fn begin<'t>(
    table: &'t mut Table,
    document: &Document<'_>,
    index: usize,
    tag: Option<&str>,
    (text, place): (&str, Extent),
) -> Cells<'t> {
    let mut cells = table.row();
    cells.text(document.name);
    cells.maybe(date(document.article));
    cells.number(index + 1);
    cells.maybe(tag);
    cells.text(text);
    cells.number(place.start);
    cells.number(place.end);
    cells
}

fn mentions(document: &Document<'_>, table: &mut Table) {
    let article = document.article;
    for (i, mention) in article.mentions.iter().enumerate() {
        let words = (mention.text.as_str(), mention.place.chars);
        let mut cells = begin(table, document, i, mention.id.as_deref(), words);
        let whos = mention.actors.iter().map(|source| &source.who);
        let names: Vec<&str> = whos.filter_map(|who| name_of(article, who)).collect();
        cells.list(&written(&mention.actors));
        cells.list(&names);
        cells.flag(mention.implicit);
    }
}

fn dates(document: &Document<'_>, table: &mut Table) {
    for (i, date) in document.article.dates.iter().enumerate() {
        let words = (date.text.as_str(), date.place.chars);
        let mut cells = begin(table, document, i, date.id.as_deref(), words);
        cells.text(&date.value.value);
        cells.text(&name(date.value.scheme));
        cells.text(&name(date.value.kind));
        cells.flag(date.value.uncertain);
        cells.maybe(date.value.earliest.as_deref());
        cells.maybe(date.value.latest.as_deref());
        cells.maybe(date.modifier.as_deref());
    }
}

fn date(article: &Article) -> Option<&str> {
    article.header.date.as_ref().map(|d| d.value.as_str())
}
