//! The files.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::table::{Column, Table, Values};
use super::{Rows, SCHEMAS};

/// About so many bytes of rows are held for each table.
const GROUP: usize = 16 << 20;

/// Takes the rows of articles, one after another.
pub struct Tables<W: Write + Send>(Vec<(Table, SerializedFileWriter<W>)>);

impl<W: Write + Send> Tables<W> {
    /// Tables that are written to these, in the order of [`TABLES`](super::TABLES).
    pub fn new(files: [W; 3]) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("newsmark ", env!("CARGO_PKG_VERSION")).into())
            .build();
        let properties = Arc::new(properties);
        let tables = SCHEMAS.iter().zip(files).map(|(schema, file)| {
            let schema = Arc::new(parse_message_type(schema)?);
            let writer = SerializedFileWriter::new(file, schema, properties.clone())?;
            Ok((Table::default(), writer))
        });
        let tables: Result<_, ParquetError> = tables.collect();
        Ok(Tables(tables?))
    }

    /// Puts an article's rows behind the others.
    pub fn put(&mut self, rows: Rows) -> io::Result<()> {
        for ((table, writer), rows) in self.0.iter_mut().zip(rows.0) {
            table.append(rows);
            if table.bytes() >= GROUP {
                group(std::mem::take(table), writer)?;
            }
        }
        Ok(())
    }

    /// Writes what is still held, and the files' ends.
    pub fn finish(self) -> io::Result<()> {
        for (table, mut writer) in self.0 {
            if table.rows > 0 {
                group(table, &mut writer)?;
            }
            writer.finish()?;
            writer.inner_mut().flush()?;
        }
        Ok(())
    }
}

impl<W: Write + Send> std::fmt::Debug for Tables<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(t, _)| t.rows))
            .finish()
    }
}

/// Writes rows as a group.
fn group<W: Write + Send>(
    table: Table,
    writer: &mut SerializedFileWriter<W>,
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    let mut columns = table.columns.into_iter();
    while let Some(mut to) = group.next_column()? {
        let column = columns.next();
        let column = column.ok_or_else(|| ParquetError::General("a column is missing".into()))?;
        put(column, to.untyped())?;
        to.close()?;
    }
    group.close()?;
    Ok(())
}

fn put(column: Column, to: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
    let (defined, repeated) = (column.defined.as_deref(), column.repeated.as_deref());
    match (column.values, to) {
        (Values::Text(bytes, ends), ColumnWriter::ByteArrayColumnWriter(to)) => {
            let bytes = ByteArray::from(bytes);
            let mut start = 0;
            let text = |end| {
                let text = bytes.slice(start, end - start);
                start = end;
                text
            };
            let texts: Vec<_> = ends.into_iter().map(text).collect();
            to.write_batch(&texts, defined, repeated)
        }
        (Values::Number(numbers), ColumnWriter::Int64ColumnWriter(to)) => {
            to.write_batch(&numbers, defined, repeated)
        }
        (Values::Flag(flags), ColumnWriter::BoolColumnWriter(to)) => {
            to.write_batch(&flags, defined, repeated)
        }
        _ => Err(ParquetError::General("a column is of another type".into())),
    }
    .map(drop)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use expect_test::expect;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::convert::{Document, Options};
    use crate::model::parse;

    /// The rows that a reader finds in the tables of these articles.
    fn rows(sources: &[&str]) -> [Vec<String>; 3] {
        let files = [(); 3].map(|()| tempfile::tempfile().unwrap());
        let mut tables = Tables::new(files.each_ref()).unwrap();
        for source in sources {
            let article = parse(source);
            let document = Document::new("quay", &article, Options::default());
            tables.put(Rows::of(&document)).unwrap();
        }
        tables.finish().unwrap();
        files.map(|file| {
            let reader = SerializedFileReader::new(file).unwrap();
            let rows = reader.get_row_iter(None).unwrap();
            rows.map(|row| row.unwrap().to_string()).collect()
        })
    }

    #[test]
    fn a_reader_finds_what_the_articles_say() {
        let first = "---\ndate: 2031-03-12\nactors:\n  vell: Imre Vell\n---\n“Not now,”{@vell @?} [he]{@vell? #he} said{cue}, “not [today]{2031-03-12 mod=mid}.”{+}\n";
        let tables = rows(&["", first, "“So,” said nobody."]);
        expect![[r#"
            {id: "quay", date: "2031-03-12", quote: 1, type: "direct", speakers: ["vell", "?"], names: ["Imre Vell"], source: "he", cue: "said", content: "Not now, not today.", places: [{start: 1, end: 9}, {start: 21, end: 31}], attributed: true, addressees: [], relayed_by: [], medium: null, on: null, inside: null}
            {id: "quay", date: null, quote: 1, type: "direct", speakers: [], names: [], source: null, cue: null, content: "So,", places: [{start: 1, end: 4}], attributed: false, addressees: [], relayed_by: [], medium: null, on: null, inside: null}

            {id: "quay", date: "2031-03-12", mention: 1, tag: "he", text: "he", start: 11, end: 13, actors: ["vell?"], names: ["Imre Vell"], implicit: false}

            {id: "quay", date: "2031-03-12", mention: 1, tag: null, text: "today", start: 25, end: 30, value: "2031-03-12", scheme: "edtf", type: "date", uncertain: false, earliest: "2031-03-12", latest: "2031-03-12", modifier: "mid"}"#]].assert_eq(&tables.map(|rows| rows.join("\n")).join("\n\n"));
    }

    #[test]
    fn without_articles_there_are_tables_without_rows() {
        assert_eq!(rows(&[]), [const { Vec::new() }; 3] as [Vec<String>; 3]);
    }
}
