//! Articles in TimeML: their text and the times that people tagged in it, and the same with the times
//! that Newsmark finds.

use std::ops::Range;
use std::path::Path;

use newsmark::dates::{DateProposal, propose};
use newsmark::model::DateValue;

/// A tagged text.
pub(crate) struct Document {
    pub(crate) text: String,
    language: String,
    written: DateValue,
    pub(crate) gold: Vec<Gold>,
}

/// What people tagged.
pub(crate) struct Gold {
    pub(crate) place: Range<usize>,
    pub(crate) value: String,
    /// The values of the times without words from which and to which a length of time goes: 2026 and
    /// the article's, of the five years in "five years ago".
    pub(crate) ends: Vec<String>,
}

impl Document {
    pub(crate) fn read(path: &Path, language: &str) -> Document {
        let source = std::fs::read_to_string(path).unwrap();
        let xml = uppsala::parse(&source).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let element = |name: &str| xml.get_elements_by_tag_name(name)[0];
        let dct = xml.descendants(element("DCT"));
        let written = dct.iter().find_map(|n| xml.get_attribute(*n, "value"));
        let mut document = Document {
            text: String::new(),
            language: language.to_owned(),
            written: DateValue::parse(&written.unwrap()[..10]).unwrap(),
            gold: Vec::new(),
        };
        document.add(&xml, element("TEXT"));
        document
    }

    pub(crate) fn proposals(&self) -> Vec<DateProposal> {
        propose(&self.text, Some(&self.language), Some(&self.written))
    }

    pub(crate) fn write(&self, folder: &Path, name: &str) {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join(name), self.tagged()).unwrap();
    }

    /// The article in TimeML with what Newsmark finds in it.
    fn tagged(&self) -> String {
        let day = &self.written.value;
        let escaped = |text: &str| {
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
        };
        let mut text = String::new();
        let mut end = 0;
        for (i, proposal) in self.proposals().iter().enumerate() {
            let place = extent(proposal);
            let kind = format!("{:?}", proposal.value.kind).to_uppercase();
            text += &format!(
                "{}<TIMEX3 tid=\"t{}\" type=\"{kind}\" value=\"{}\">{}</TIMEX3>",
                escaped(&self.text[end..place.start]),
                i + 1,
                timex(&proposal.value.value),
                escaped(&self.text[place.clone()])
            );
            end = place.end;
        }
        text += &escaped(&self.text[end..]);
        format!(
            "<?xml version=\"1.0\" ?>\n<TimeML>\n<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\">{day}</TIMEX3></DCT>\n<TEXT>{text}</TEXT>\n</TimeML>\n"
        )
    }

    fn add(&mut self, xml: &uppsala::Document<'_>, node: uppsala::NodeId) {
        let start = self.text.len();
        match xml.text_content(node) {
            Some(text) => self.text.push_str(text),
            None => xml
                .children(node)
                .into_iter()
                .for_each(|n| self.add(xml, n)),
        }
        let is_time = xml
            .element(node)
            .is_some_and(|e| e.name.local_name == "TIMEX3");
        // Some have no text: they are understood, not written.
        if is_time && start < self.text.len() {
            let value = xml.get_attribute(node, "value").unwrap_or_default();
            let points = ["beginPoint", "endPoint"];
            let ids = points.map(|name| xml.get_attribute(node, name));
            let end = |time: &uppsala::NodeId| {
                let id = xml.get_attribute(*time, "tid");
                let is_end = id.is_some() && ids.contains(&id) && xml.children(*time).is_empty();
                let value = is_end.then(|| xml.get_attribute(*time, "value"));
                value.flatten().map(str::to_owned)
            };
            let times = xml.get_elements_by_tag_name("TIMEX3");
            self.gold.push(Gold {
                place: start..self.text.len(),
                value: value.to_owned(),
                ends: times.iter().filter_map(end).collect(),
            });
        }
    }
}

pub(crate) fn extent(proposal: &DateProposal) -> Range<usize> {
    proposal.place.start..proposal.place.end
}

/// A value of a tag as the export to TimeML writes it: seasons by letters, decades and centuries by
/// their digits, and a set is its period.
pub(crate) fn timex(value: &str) -> String {
    let value = value.trim_end_matches('?');
    let value = value.strip_prefix("every ").unwrap_or(value);
    let seasons = [
        ("-21", "-SP"),
        ("-22", "-SU"),
        ("-23", "-FA"),
        ("-24", "-WI"),
    ];
    for (code, letters) in seasons {
        if let Some(year) = value.strip_suffix(code).filter(|y| y.len() == 4) {
            return format!("{year}{letters}");
        }
    }
    let digits = value.trim_end_matches('X');
    let open = value.len() == 4 && (2..4).contains(&digits.len());
    if open && digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.to_owned();
    }
    value.to_owned()
}
