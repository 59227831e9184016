//! The rules by which a speaker is found, each with its name, its reason and how often it is right.

/// How a speaker was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// “…,” Vell said.
    SubjectBehind,
    /// “…,” said Vell.
    VerbBehind,
    /// “…,” Vell barked.
    AnyVerbBehind,
    /// “…,” according to Vell.
    AccordingBehind,
    /// “…,” said Vell, “…”
    Split,
    /// Vell said: “…”
    SubjectBefore,
    /// Vell called the crane “…”
    SubjectNear,
    /// Vell said that the crane was “…”
    Clause,
    /// Vell hoped for “…”
    NearThought,
    /// Vell hoped that the crane was “…”
    Thought,
    /// According to Vell, “…”
    AccordingBefore,
    /// Vell left, saying: “…”
    ParticipleBefore,
    /// Vell: “…”
    Label,
    /// Vell apologised for it: “…”
    Colon,
    /// “…” is what he wants, Vell said.
    EndOfSentence,
    /// The piece of a quotation that goes over paragraphs.
    SameQuotation,
    /// “…,” Vell said. “…”
    SameParagraph,
    /// Vell was furious. “…”
    SentenceBefore,
    /// A paragraph of nothing but a quotation, behind one in which somebody speaks.
    ParagraphBefore,
}

impl Rule {
    /// Every rule, the best first.
    pub const ALL: [Rule; 19] = [
        Rule::SubjectBehind,
        Rule::VerbBehind,
        Rule::AnyVerbBehind,
        Rule::AccordingBehind,
        Rule::Split,
        Rule::SubjectBefore,
        Rule::SubjectNear,
        Rule::Clause,
        Rule::NearThought,
        Rule::Thought,
        Rule::AccordingBefore,
        Rule::ParticipleBefore,
        Rule::Label,
        Rule::Colon,
        Rule::EndOfSentence,
        Rule::SameQuotation,
        Rule::SameParagraph,
        Rule::SentenceBefore,
        Rule::ParagraphBefore,
    ];

    /// Of a hundred proposals of this rule so many were right on the articles that it was tuned on, by the rule of
    /// succession: one right and one wrong proposal are added, for few tell little.
    pub fn confidence(self) -> u8 {
        match self {
            Rule::SubjectBehind | Rule::VerbBehind => 98,
            Rule::SameParagraph => 97,
            Rule::SubjectBefore => 95,
            Rule::Clause => 94,
            Rule::EndOfSentence | Rule::Label => 92,
            Rule::SubjectNear => 91,
            Rule::ParticipleBefore | Rule::AccordingBehind => 86,
            Rule::SameQuotation => 83,
            Rule::AccordingBefore => 79,
            Rule::NearThought => 76,
            Rule::AnyVerbBehind | Rule::Split => 75,
            Rule::ParagraphBefore => 68,
            Rule::Thought => 65,
            Rule::Colon => 61,
            Rule::SentenceBefore => 43,
        }
    }
}
