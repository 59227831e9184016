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
 * A number for each speaker. Who had one gets it again, so that nobody's colour changes when others come and go; the others get the
 * least that nobody else has now. Of several with one name each has a number. What they get is put into `known`.
 */
export function numbers(speakers: readonly Speaker[], known: Map<string, number>): number[] {
    const keys: string[] = [];
    for (const { name } of speakers) {
        const same = keys.filter((key) => key.startsWith(`${name}\n`)).length;
        keys.push(`${name}\n${String(same)}`);
    }
    const taken = new Map<number, string>();
    for (const key of keys) {
        const number = known.get(key);
        if (number !== undefined && !taken.has(number)) {
            taken.set(number, key);
        }
    }
    let free = 0;
    return keys.map((key) => {
        let number = known.get(key);
        if (number === undefined || taken.get(number) !== key) {
            while (taken.has(free)) {
                free += 1;
            }
            number = free;
            taken.set(number, key);
            known.set(key, number);
        }
        return number;
    });
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
