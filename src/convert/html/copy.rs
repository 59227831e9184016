//! The article's copy with its marks as elements.

use hashbrown::HashMap;

use super::aside::{Speakers, class, is_open, when_with_modifier};
use super::{Html, Page, page, told, when};
use crate::convert::weave::{Event, Piece, Weaver};
use crate::model::{Article, Extent, Medium, Mention, Quote, QuoteType, TermKind};

/// What is told of marks, each once: a tooltip shows it, and assistive technology reads it from a list at the page's end.
#[derive(Default)]
pub(super) struct Notes {
    texts: Vec<String>,
    known: HashMap<String, usize>,
}

impl Notes {
    /// The attributes that show a note.
    fn attributes(&mut self, note: &str) -> String {
        let index = *self.known.entry(note.to_owned()).or_insert_with(|| {
            self.texts.push(note.to_owned());
            self.texts.len() - 1
        });
        format!(" data-tip=\"{}\" aria-describedby=\"n{index}\"", Html(note))
    }

    pub(super) fn list(&self, page: &mut Page) {
        page.put("<div hidden>\n");
        for (i, text) in self.texts.iter().enumerate() {
            page.put(&format!("<p id=\"n{i}\" dir=\"auto\">{}</p>\n", Html(text)));
        }
        page.put("</div>\n");
    }
}

/// An element to be.
struct Mark {
    element: &'static str,
    /// All its attributes but the id, beginning with a space.
    attributes: String,
    /// It stands on the first piece only.
    id: Option<String>,
    /// HTML at the end of each piece.
    end: String,
}

/// Writes the paragraphs, and gives the notes that they refer to.
pub(super) fn write(page: &mut Page, article: &Article, speakers: &Speakers<'_>) -> Notes {
    let mut marks = Marks {
        article,
        speakers,
        notes: Notes::default(),
        marks: Vec::new(),
        places: Vec::new(),
    };
    marks.collect();
    let Marks {
        notes,
        marks,
        places,
        ..
    } = marks;
    let mut weaver = Weaver::new(article.text(), places);
    for paragraph in &article.paragraphs {
        if paragraph.bytes.start == paragraph.bytes.end {
            continue;
        }
        // The first letter that has a direction gives it to the paragraph.
        page.put("<p dir=\"auto\">");
        for event in weaver.paragraph(paragraph.bytes) {
            match event {
                Event::Text(text) => page.text(text),
                Event::Open(piece) => open(page, &marks, piece),
                Event::Close(piece) => {
                    if let Some(mark) = marks.get(piece.mark) {
                        page.put(&format!("{}</{}>", mark.end, mark.element));
                    }
                }
            }
        }
        page.put("</p>\n");
    }
    notes
}

fn open(page: &mut Page, marks: &[Mark], piece: Piece) {
    let Some(mark) = marks.get(piece.mark) else {
        return;
    };
    let id = mark.id.as_ref().filter(|_| piece.first);
    let id = id.map_or_else(String::new, |id| format!(" id=\"{id}\""));
    page.put(&format!("<{}{id}{}>", mark.element, mark.attributes));
}

struct Marks<'a> {
    article: &'a Article,
    speakers: &'a Speakers<'a>,
    notes: Notes,
    marks: Vec<Mark>,
    places: Vec<Extent>,
}

impl Marks<'_> {
    fn add(&mut self, place: Extent, mark: Mark) {
        self.places.push(place);
        self.marks.push(mark);
    }

    fn collect(&mut self) {
        let article = self.article;
        for quote in &article.quotes {
            self.quote(quote);
        }
        for term in &article.terms {
            let what = match term.kind {
                TermKind::Title => "the title of a work",
                TermKind::Term => "a term",
                TermKind::Scare => "words that the article keeps at a distance",
            };
            let note = self.notes.attributes(what);
            self.simple(term.place.bytes, "span", "term", &note);
        }
        // Those that nobody has tagged say what the words say.
        let tagged = |m: &&Mention| !m.implicit && !m.actors.is_empty();
        for mention in article.mentions.iter().filter(tagged) {
            self.mention(mention);
        }
        for (i, date) in article.dates.iter().enumerate() {
            let (element, value) = page::time(&date.value);
            let note = self.notes.attributes(&when_with_modifier(date));
            self.add(
                date.place.bytes,
                Mark {
                    element,
                    attributes: format!(" class=\"date\"{value} tabindex=\"0\"{note}"),
                    id: Some(format!("d{i}")),
                    end: String::new(),
                },
            );
        }
        for cue in &article.cues {
            self.add(
                cue.place.bytes,
                Mark {
                    element: "i",
                    attributes: " class=\"cue\"".to_owned(),
                    id: None,
                    end: String::new(),
                },
            );
        }
    }

    fn simple(&mut self, place: Extent, element: &'static str, class: &str, note: &str) {
        self.add(
            place,
            Mark {
                element,
                attributes: format!(" class=\"{class}\" tabindex=\"0\"{note}"),
                id: None,
                end: String::new(),
            },
        );
    }

    fn mention(&mut self, mention: &Mention) {
        let article = self.article;
        let day = article.header.date.as_ref();
        let one = |source: &crate::model::Source| {
            let who = article.resolve(&source.who);
            let actor = match who {
                crate::model::Who::Actor(id) => article.actor(id),
                _ => None,
            };
            let named = actor.filter(|a| !a.name.is_empty());
            named.map_or_else(|| told::who(article, who), |a| told::name_and_role(a, day))
        };
        let names: Vec<String> = mention.actors.iter().map(one).collect();
        let mut note = names.join("; ");
        if mention.actors.iter().any(|s| s.uncertain) {
            note += " (not confirmed)";
        }
        let class = match self.speakers.indices(&mention.actors).as_slice() {
            [one] => format!("mention {}", class(*one)),
            _ => "mention".to_owned(),
        };
        let note = self.notes.attributes(&note);
        self.simple(mention.place.bytes, "span", &class, &note);
    }

    fn quote(&mut self, quote: &Quote) {
        let by = self.speakers.indices(&quote.speakers);
        let open = is_open(quote, by.is_empty());
        let uncertain = quote.speakers.iter().any(|s| s.uncertain);
        let kind = match quote.kind {
            QuoteType::Direct => "direct",
            _ => "indirect",
        };
        let (class, number, to) = match by.as_slice() {
            [] if open => ("nobody".to_owned(), "?".to_owned(), "none".to_owned()),
            // Whoever speaks around it answers for it.
            [] => ("within".to_owned(), String::new(), String::new()),
            [first, ..] => {
                let numbers: Vec<String> = by.iter().map(|i| (i + 1).to_string()).collect();
                let sign = if uncertain { "?" } else { "" };
                (class(*first), numbers.join("+") + sign, first.to_string())
            }
        };
        let data: Vec<String> = by.iter().map(usize::to_string).collect();
        let data = if open {
            "none".to_owned()
        } else {
            data.join(" ")
        };
        let end = if number.is_empty() {
            String::new()
        } else {
            let note = self.notes.attributes(&self.told(quote, open));
            format!(
                // A name must have what is seen in it.
                "<a class=\"key\" href=\"#by-{to}\" aria-label=\"Speaker {number}\"{note}>{number}</a>",
            )
        };
        for fragment in &quote.fragments {
            self.add(
                fragment.whole.bytes,
                Mark {
                    element: "span",
                    attributes: format!(" class=\"quote {kind} {class}\" data-by=\"{data}\""),
                    id: None,
                    end: end.clone(),
                },
            );
        }
    }

    /// What is told of a quote.
    fn told(&self, quote: &Quote, open: bool) -> String {
        let article = self.article;
        let verb = match quote.medium {
            Some(Medium::Writing) => "Written by",
            Some(Medium::Thought) => "Thought by",
            _ => "Said by",
        };
        let mut note = if open {
            "Nobody is named for this yet".to_owned()
        } else {
            format!("{verb} {}", told::all(article, &quote.speakers))
        };
        if quote.speakers.iter().any(|s| s.uncertain) {
            note += " (not confirmed)";
        }
        for (word, sources) in [("to", &quote.addressees), ("as told by", &quote.relayed_by)] {
            if !sources.is_empty() {
                note += &format!(", {word} {}", told::all(article, sources));
            }
        }
        if let Some(on) = &quote.on {
            note += &format!(", {}", when::in_words(on));
        }
        note += match quote.kind {
            QuoteType::Direct => "",
            QuoteType::Indirect => " · in the article’s words",
            QuoteType::Mixed => " · partly in the article’s words",
            _ => " · only reported",
        };
        note
    }
}
