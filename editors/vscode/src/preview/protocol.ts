// What the server answers to newsmark/preview, and what the preview and the extension say to each other.

export interface Speaker {
    name: string;
    /** The office on the day of the article. */
    role?: string;
    quotes: number;
}

export interface Mark {
    kind: "quote" | "mention" | "cue" | "date" | "term";
    /** As indices into the speakers; who is meant, if it is a mention. */
    speakers?: number[];
    /** A quote that nobody is named for, or whose speaker is not known. */
    open?: boolean;
    /** Marked with `?`. */
    uncertain?: boolean;
    /** What a date means, or what a term is. */
    value?: string;
}

export interface Part {
    text: string;
    /** As indices into the marks, the outermost first. */
    marks?: number[];
}

export interface Paragraph {
    /** The lines of the source, from 0, that it stands in. */
    line: number;
    end: number;
    parts: Part[];
}

export interface Article {
    title?: string;
    /** Place, date, source and authors, as the header has them. */
    byline: string[];
    speakers: Speaker[];
    marks: Mark[];
    paragraphs: Paragraph[];
}

export type ToView =
    | { type: "article"; uri: string; article: Article }
    | { type: "line"; line: number }
    | { type: "problem"; message: string };

export type FromView = { type: "ready" } | { type: "reveal"; line: number };
