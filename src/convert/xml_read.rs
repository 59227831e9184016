//! XML for readers: elements and text, one after another.
//!
//! Nothing is expanded and nothing is fetched: of entities there are XML's own five and numbers, a document type with
//! declarations of its own is refused (it could define entities that grow without end, or that stand for files), and one that
//! names a file is passed over.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::read::Fault;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// An element begins; names are without prefixes.
    Start(Element),
    /// The element that began last and has not ended ends.
    End(String),
    /// Text, with its line breaks as XML reads them.
    Text(String),
}

/// An element's beginning.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Elements may stand in each other so deep.
const DEEPEST: usize = 256;

/// What is told of elements that have no meaning here.
pub(super) fn passed(elements: &BTreeMap<String, usize>) -> Vec<Fault> {
    let told = elements.iter().map(|(name, n)| {
        Fault::new(None, format!("{n} × {name}: the element has no place in Newsmark, what stands in it is kept as text if it is the article's"))
    });
    told.collect()
}

/// Reads a text item by item.
pub(super) struct Items<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    seen: bool,
}

impl<'a> Items<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Items {
            text,
            reader,
            depth: 0,
            seen: false,
        }
    }

    /// A fault at the place that is being read.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let before = self
            .text
            .as_bytes()
            .get(..at)
            .unwrap_or(self.text.as_bytes());
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        Fault::new(line, message)
    }

    /// What comes next; nothing behind the end.
    pub(super) fn next(&mut self) -> Result<Option<Item>, Fault> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(e) => return Err(self.fault(format!("is no XML: {e}"))),
            };
            let item = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    self.seen = true;
                    if self.depth > DEEPEST {
                        return Err(self.fault(format!(
                            "elements stand in each other more than {DEEPEST} deep: expected a text"
                        )));
                    }
                    Item::Start(self.element(&start)?)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Item::End(name(end.local_name().as_ref()))
                }
                Event::Text(text) => match std::str::from_utf8(&text) {
                    Ok(text) => Item::Text(lines(text)),
                    Err(_) => continue,
                },
                Event::CData(data) => match std::str::from_utf8(&data) {
                    Ok(text) => Item::Text(lines(text)),
                    Err(_) => continue,
                },
                Event::GeneralRef(entity) => {
                    let name = name(&entity);
                    match resolved(&name) {
                        Some(c) => Item::Text(c.to_string()),
                        None => return Err(self.unknown(&name)),
                    }
                }
                Event::DocType(declared) => {
                    if declared.contains(&b'[') {
                        return Err(self.fault(
                            "the document type has declarations of its own, which are not read: they can stand for files or grow without end; take them out, and write their entities as what they stand for",
                        ));
                    }
                    continue;
                }
                Event::Eof if self.depth > 0 || !self.seen => {
                    return Err(self.fault("is no XML: it ends before its elements do"));
                }
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            };
            return Ok(Some(item));
        }
    }

    fn unknown(&self, name: &str) -> Fault {
        let name: String = name.chars().take(40).collect();
        self.fault(format!(
            "unknown entity &{name}; expected &lt; &gt; &amp; &quot; &apos; or a number such as &#8212; (a bare & is written &amp;)"
        ))
    }

    fn element(&self, start: &BytesStart<'_>) -> Result<Element, Fault> {
        let mut element = Element {
            name: name(start.local_name().as_ref()),
            attributes: Vec::new(),
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|e| self.fault(format!("is no XML: {e}")))?;
            let raw = name(&attribute.value).replace(['\n', '\t', '\r'], " ");
            element
                .attributes
                .push((name(attribute.key.as_ref()), self.value(&raw)?));
        }
        Ok(element)
    }

    /// The value of an attribute as written.
    fn value(&self, raw: &str) -> Result<String, Fault> {
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((before, behind)) = rest.split_once('&') {
            value += before;
            let (entity, next) = behind.split_once(';').unwrap_or((behind, ""));
            value.push(resolved(entity).ok_or_else(|| self.unknown(entity))?);
            rest = next;
        }
        Ok(value + rest)
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Line breaks as XML 1.0 reads them.
fn lines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// The character that an entity stands for.
fn resolved(entity: &str) -> Option<char> {
    match entity {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            // NUL is no character of XML.
            code.filter(|c| *c != 0).and_then(char::from_u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Items};

    fn read(text: &str) -> Result<String, String> {
        let mut items = Items::new(text);
        let mut out = String::new();
        loop {
            match items.next().map_err(|f| f.to_string())? {
                None => return Ok(out),
                Some(Item::Start(e)) => {
                    out += &format!("<{}", e.name);
                    e.attributes
                        .iter()
                        .for_each(|(n, v)| out += &format!(" {n}={v}"));
                    out += ">";
                }
                Some(Item::End(name)) => out += &format!("</{name}>"),
                Some(Item::Text(text)) => out += &text,
            }
        }
    }

    #[test]
    fn elements_and_text_come_as_they_are() {
        for (text, expected) in [
            (
                "<a x='1 &lt; 2&#10;'>b &amp; c\r\n<d/>&#x2014;</a>",
                "<a x=1 < 2\n>b & c\n<d></d>—</a>",
            ),
            (
                "<?xml version='1.0'?><!DOCTYPE TimeML SYSTEM \"TimeML.dtd\"><!-- x --><t:a xmlns:t='u'>b</t:a>",
                "<a xmlns:t=u>b</a>",
            ),
            ("\u{FEFF}<a><![CDATA[<b>&]]></a>", "<a><b>&</a>"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_could_harm_is_refused_with_its_line() {
        let deep = "<a>".repeat(300);
        for (text, expected) in [
            (
                "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;&x;\">]>\n<a>&y;</a>",
                "line 1: the document type has declarations",
            ),
            (
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "the document type has declarations",
            ),
            (
                "<!DOCTYPE a SYSTEM \"http://example.org/x.dtd\">\n<a>\n&x;</a>",
                "line 3: unknown entity &x;",
            ),
            ("<a b='&x;'/>", "unknown entity &x;"),
            ("<a>&#0;</a>", "unknown entity &#0;"),
            ("<a>&#xD800;</a>", "unknown entity"),
            ("<a><b></a>", "is no XML"),
            ("<a>", "ends before its elements"),
            ("", "ends before its elements"),
            ("<a b=\"1\" b=\"2\"/>", "is no XML"),
            (&deep, "more than 256 deep"),
        ] {
            let fault = read(text).err().unwrap_or_default();
            assert!(fault.contains(expected), "{text}: {fault}");
        }
    }
}
