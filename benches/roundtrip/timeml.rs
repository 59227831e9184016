//! TimeML's documents, and what they say of times, read for the comparison alone.

use std::fs;
use std::path::{Path, PathBuf};

use newsmark::convert::{self, Document, Input, Labels, Options};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Where a time stands, and its attributes.
type Time = (usize, usize, Vec<(String, String)>);

/// A text, and its times: where they stand, and their attributes. The creation time stands in front.
#[derive(Default, PartialEq)]
struct Times {
    text: String,
    created: String,
    spans: Vec<Time>,
}

fn times(document: &str) -> Times {
    let mut reader = Reader::from_str(document);
    reader.config_mut().expand_empty_elements = true;
    let (mut times, mut path, mut open) = (Times::default(), Vec::new(), Vec::new());
    loop {
        let text = match reader.read_event().unwrap() {
            Event::Start(start) => {
                let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                if name == "TIMEX3" {
                    let attributes = start.attributes().map(|a| {
                        let a = a.unwrap();
                        let value = String::from_utf8_lossy(&a.value).into_owned();
                        let value = quick_xml::escape::unescape(&value).unwrap().into_owned();
                        (String::from_utf8_lossy(a.key.as_ref()).into_owned(), value)
                    });
                    let mut attributes: Vec<_> = attributes.collect();
                    attributes.sort();
                    times.spans.push((times.text.len(), 0, attributes));
                    open.push(times.spans.len() - 1);
                }
                path.push(name);
                continue;
            }
            Event::End(_) => {
                if path.pop().as_deref() == Some("TIMEX3") {
                    times.spans[open.pop().unwrap()].1 = times.text.len();
                }
                continue;
            }
            Event::Text(text) => String::from_utf8(text.to_vec())
                .unwrap()
                .replace("\r\n", "\n"),
            Event::CData(text) => String::from_utf8(text.to_vec()).unwrap(),
            Event::GeneralRef(name) => {
                let name = String::from_utf8_lossy(&name).into_owned();
                quick_xml::escape::unescape(&format!("&{name};"))
                    .unwrap()
                    .into_owned()
            }
            Event::Eof => return times,
            _ => continue,
        };
        let within = |name: &str| path.iter().any(|p| p == name);
        if within("TEXT") {
            times.text += &text;
        } else if within("DCT") && within("TIMEX3") {
            times.created += &text;
        }
    }
}

/// Reads and writes every document under a folder; prints what is not the same. Gives whether there was any.
pub(crate) fn run(folder: &Path, mut show: usize) -> bool {
    let mut files: Vec<PathBuf> = Vec::new();
    walk(folder, &mut files);
    files.sort();
    let (mut latin, mut differ, mut texts, mut spans, mut lost, mut kept) = (0, 0, 0, 0, 0, 0);
    let labels = Labels::default();
    for file in &files {
        // What is no UTF-8 is Latin-1, which the command would refuse.
        let bytes = fs::read(file).unwrap();
        let old_text = String::from_utf8(bytes).unwrap_or_else(|e| {
            latin += 1;
            e.as_bytes().iter().map(|b| char::from(*b)).collect()
        });
        let read = convert::reader("timeml").unwrap().read;
        let imported = match read(&Input::new(&old_text, None, &labels)) {
            Ok(imported) => imported,
            Err(fault) => {
                println!("{}: {fault}", file.display());
                differ += 1;
                continue;
            }
        };
        let article = newsmark::model::parse(&imported[0].source);
        let mut out = String::new();
        let document = Document::new("name", &article, Options::default());
        (convert::format("timeml").unwrap().files[0].write)(&document, &mut out);
        let (old, new) = (times(&old_text), times(&out));
        kept += article.dates.len();
        spans += old.spans.len();
        texts += usize::from(old.text != new.text || old.created != new.created);
        let missing: Vec<_> = old
            .spans
            .iter()
            .filter(|s| !new.spans.contains(s))
            .collect();
        let added = new.spans.iter().filter(|s| !old.spans.contains(s));
        let extra: Vec<_> = added.collect();
        lost += missing.len() + extra.len();
        if old != new {
            differ += 1;
            if show > 0 {
                show -= 1;
                println!(
                    "{}: texts {} {:?}\n  lost {missing:?}\n  new {extra:?}",
                    file.display(),
                    old.text == new.text,
                    (&old.created, &new.created)
                );
            }
        }
    }
    println!("documents            {:>7}", files.len());
    println!("of these not UTF-8   {latin:>7}");
    println!("text differs         {texts:>7}");
    println!("documents that differ{differ:>7}");
    println!("times                {spans:>7}");
    println!("dates in Newsmark    {kept:>7}");
    println!("times not the same   {lost:>7}");
    differ > 0
}

/// Whether a folder has TimeML.
pub(crate) fn is_in(folder: &Path) -> bool {
    let mut files = Vec::new();
    walk(folder, &mut files);
    !files.is_empty()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "tml") && !is_hidden(&path) {
            found.push(path);
        }
    }
}

/// What archives made on a Mac have beside each file.
fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|n| n.to_string_lossy().starts_with('.'))
}
