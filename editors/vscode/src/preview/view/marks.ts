// How the marks of a piece look, and what is told of them. Pure, so that it can be tested without a page.

import type { Mark, Speaker } from "../protocol.ts";

/** So many colours there are; more speakers have the same ones with other lines. */
const COLOURS = 6;
const LINES = 3;

/** The classes of what is a speaker's, by their number. */
export function ofSpeaker(number: number): string[] {
    return [`speaker${number % COLOURS}`, `style${Math.floor(number / COLOURS) % LINES}`];
}

/**
 * A number for each speaker, in their order: those who had one keep it, so that nobody's colour changes when somebody comes before
 * them; the others get the least that are free. Of several with one name each has a number.
 */
export function numbers(speakers: readonly Speaker[], known: ReadonlyMap<string, number>): Map<string, number> {
    const keys: string[] = [];
    for (const { name } of speakers) {
        const same = keys.filter((key) => key.startsWith(`${name}\n`)).length;
        keys.push(`${name}\n${String(same)}`);
    }
    const taken = new Set(keys.flatMap((key) => known.get(key) ?? []));
    let free = 0;
    const all = new Map<string, number>();
    for (const key of keys) {
        let number = known.get(key);
        if (number === undefined) {
            while (taken.has(free)) {
                free += 1;
            }
            number = free;
            taken.add(number);
        }
        all.set(key, number);
    }
    return all;
}

/** The classes of a piece, with the speakers' numbers: of its quotes the innermost that has a speaker counts. */
export function styles(marks: readonly Mark[], numbers: readonly number[]): string[] {
    const quotes = marks.filter(({ kind }) => kind === "quote");
    const quote = quotes.findLast(({ speakers, open }) => speakers !== undefined || open === true) ?? quotes.at(-1);
    const classes = new Set(marks.map(({ kind }) => kind));
    const all: string[] = [...classes];
    const speaker = quote?.speakers?.[0];
    const number = speaker === undefined ? undefined : numbers[speaker];
    if (number !== undefined) {
        all.push(...ofSpeaker(number));
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
