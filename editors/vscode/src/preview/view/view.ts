// Draws the article in the preview's page. What stands in the copy is only ever set as text.

import type { Article, FromView, Paragraph, Speaker, ToView } from "../protocol.ts";
import { describe, numbers, ofSpeaker, styles } from "./marks.ts";

declare function acquireVsCodeApi(): { postMessage(message: FromView): void; setState(state: unknown): void };

const editor = acquireVsCodeApi();
const element = (id: string) => {
    const found = document.getElementById(id);
    if (found === null) {
        throw new Error(`the page has no ${id}`);
    }
    return found;
};
const copy = element("copy");

/** What each paragraph was drawn from, so that only what has changed is drawn again. */
let drawn: string[] = [];
/** The article that is drawn, and its speakers' numbers. */
let uri = "";
let known = new Map<string, number>();
/** The number of the speaker who alone is in colour. */
let chosen: number | undefined;

function draw(article: Article, address: string): void {
    if (address !== uri) {
        uri = address;
        known = new Map();
        chosen = undefined;
    }
    const own = numbers(article.speakers, known);
    if (chosen !== undefined && !own.includes(chosen)) {
        chosen = undefined;
    }
    element("title").textContent = article.title ?? "";
    element("byline").textContent = article.byline.join(" · ");
    element("speakers").replaceChildren(...article.speakers.flatMap((speaker, i) => (speaker.quotes > 0 ? legend(speaker, own[i] ?? i) : [])));
    const shown = article.marks.map((mark) => ({ ...mark, speakers: mark.speakers?.map((i) => [article.speakers[i]?.name, own[i]]) }));
    const keys = article.paragraphs.map((paragraph) => {
        const marks = paragraph.parts.map((part) => part.marks?.map((m) => shown[m]));
        return JSON.stringify([paragraph.parts.map(({ text }) => text), marks]);
    });
    replace(article, keys, own);
    drawn = keys;
    choose(chosen);
}

/** Puts the paragraphs that differ in the place of the old ones; those around them only move. */
function replace(article: Article, keys: string[], own: readonly number[]): void {
    const most = Math.min(keys.length, drawn.length);
    let start = 0;
    while (start < most && keys[start] === drawn[start]) {
        start += 1;
    }
    let end = 0;
    while (end < most - start && keys[keys.length - 1 - end] === drawn[drawn.length - 1 - end]) {
        end += 1;
    }
    const old = Array.from(copy.children).slice(start, drawn.length - end);
    old.forEach((child) => {
        child.remove();
    });
    const fresh = article.paragraphs.slice(start, keys.length - end).map((paragraph) => block(article, paragraph, own));
    copy.children[start]?.before(...fresh);
    if (copy.children.length < keys.length) {
        copy.append(...fresh);
    }
    article.paragraphs.forEach(({ line, end: last }, i) => {
        const child = copy.children[i] as HTMLElement | undefined;
        if (child !== undefined) {
            child.dataset["line"] = String(line);
            child.dataset["end"] = String(last);
        }
    });
}

function block(article: Article, paragraph: Paragraph, own: readonly number[]): HTMLElement {
    const p = document.createElement("p");
    for (const part of paragraph.parts) {
        const marks = (part.marks ?? []).flatMap((m) => article.marks[m] ?? []);
        if (marks.length === 0) {
            p.append(part.text);
            continue;
        }
        const span = document.createElement("span");
        span.textContent = part.text;
        span.className = styles(marks, own).join(" ");
        span.title = describe(marks, article.speakers);
        span.dataset["speakers"] = marks.findLast(({ kind }) => kind === "quote")?.speakers?.map((i) => own[i]).join(" ") ?? "";
        p.append(span);
    }
    return p;
}

function legend(speaker: Speaker, number: number): HTMLElement {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.className = ofSpeaker(number).join(" ");
    button.dataset["speaker"] = String(number);
    const name = document.createElement("strong");
    name.textContent = speaker.name;
    const about = document.createElement("span");
    about.textContent = `${speaker.role === undefined ? "" : `, ${speaker.role}`} · ${String(speaker.quotes)}`;
    button.append(name, about);
    button.title = speaker.quotes === 1 ? "1 quote. Click to see it alone." : `${String(speaker.quotes)} quotes. Click to see them alone.`;
    button.addEventListener("click", () => {
        choose(chosen === number ? undefined : number);
    });
    item.append(button);
    return item;
}

function choose(speaker: number | undefined): void {
    chosen = speaker;
    for (const button of document.querySelectorAll<HTMLElement>("#speakers button")) {
        button.ariaPressed = String(button.dataset["speaker"] === String(speaker));
    }
    for (const span of copy.querySelectorAll<HTMLElement>(".quote")) {
        const speakers = (span.dataset["speakers"] ?? "").split(" ");
        span.classList.toggle("faint", speaker !== undefined && !speakers.includes(String(speaker)));
    }
}

/** Brings the paragraph of a line, or the next one, to the top. */
function show(line: number): void {
    const blocks = Array.from(copy.children) as HTMLElement[];
    const at = blocks.find((block) => Number(block.dataset["end"]) >= line);
    if (at === undefined || at === blocks[0]) {
        window.scrollTo(0, 0);
    } else {
        at.scrollIntoView({ block: "start" });
    }
}

window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
    const problem = element("problem");
    problem.hidden = data.type !== "problem";
    if (data.type === "article") {
        editor.setState({ uri: data.uri });
        draw(data.article, data.uri);
    } else if (data.type === "line") {
        show(data.line);
    } else {
        problem.textContent = data.message;
    }
});

copy.addEventListener("dblclick", ({ target }) => {
    const block = (target as Element).closest<HTMLElement>("#copy > p");
    if (block !== null) {
        // What a double click selects as well is not wanted here.
        getSelection()?.removeAllRanges();
        editor.postMessage({ type: "reveal", line: Number(block.dataset["line"]) });
    }
});

editor.postMessage({ type: "ready" });
