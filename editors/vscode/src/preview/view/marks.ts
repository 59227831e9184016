// How the marks of a piece look, and what is told of them. Pure, so that it can be tested without a page.

import type { Mark, Speaker } from "../protocol.ts";

/** So many colours there are; more speakers have the same ones with other lines. */
const COLOURS = 6;
const LINES = 3;

/** The classes of what is a speaker's, by their place among the speakers. */
export function ofSpeaker(speaker: number): string[] {
    return [`speaker${speaker % COLOURS}`, `style${Math.floor(speaker / COLOURS) % LINES}`];
}

/** The classes of a piece: of its quotes the innermost that has a speaker counts. */
export function styles(marks: readonly Mark[]): string[] {
    const quotes = marks.filter(({ kind }) => kind === "quote");
    const quote = quotes.findLast(({ speakers, open }) => speakers !== undefined || open === true) ?? quotes.at(-1);
    const classes = new Set(marks.map(({ kind }) => kind));
    const all: string[] = [...classes];
    const speaker = quote?.speakers?.[0];
    if (speaker !== undefined) {
        all.push(...ofSpeaker(speaker));
    }
    if (quote?.open === true) {
        all.push("open");
    }
    if (marks.some(({ uncertain }) => uncertain === true)) {
        all.push("uncertain");
    }
    return all;
}

/** What is told of a piece: the innermost first. */
export function describe(marks: readonly Mark[], speakers: readonly Speaker[]): string {
    const told = marks.toReversed().map((mark) => {
        const all = (mark.speakers ?? []).flatMap((i) => speakers[i]?.name ?? []);
        const names = all.join(", ");
        const sign = mark.uncertain === true ? " (not confirmed)" : "";
        switch (mark.kind) {
            case "quote":
                return names !== "" ? `${names} ${all.length === 1 ? "says" : "say"} it${sign}` : mark.open === true ? "Nobody is named for it" : "";
            case "mention":
                return names === "" ? "" : `${names}${sign}`;
            case "cue":
                return `introduces speech${sign}`;
            default:
                return `${mark.value ?? ""}${sign}`;
        }
    });
    return Array.from(new Set(told.filter((line) => line !== ""))).join("\n");
}
