// What is still to do in an article, by its findings. Nothing here knows of the editor.

/** The checks whose findings are open work, and what one and several of them are called. */
const OPEN: Record<string, [one: string, several: string]> = {
    "unattributed-quote": ["quote that nobody is named for", "quotes that nobody is named for"],
    "unknown-speaker": ["speaker not yet known", "speakers not yet known"],
    "unconfirmed-attribution": ["guess to confirm", "guesses to confirm"],
    "untagged-date": ["date without a value", "dates without a value"],
};

export function isOpen(code: string): boolean {
    return Object.hasOwn(OPEN, code);
}

/** How much is open, and of what, the lines in the order of the checks above. */
export interface Work {
    count: number;
    lines: string[];
}

export function openWork(codes: readonly string[]): Work {
    const count = (code: string) => codes.filter((c) => c === code).length;
    const kinds = Object.entries(OPEN).map(([code, names]) => ({ names, n: count(code) }));
    const open = kinds.filter(({ n }) => n > 0);
    return {
        count: open.reduce((sum, { n }) => sum + n, 0),
        lines: open.map(({ n, names: [one, several] }) => `${n} ${n === 1 ? one : several}`),
    };
}

export interface Point {
    line: number;
    character: number;
}

/** The first of some places behind a place; at the end it begins from the top. */
export function next<T extends Point>(places: readonly T[], from: Point): T | undefined {
    const before = (a: Point, b: Point) => a.line - b.line || a.character - b.character;
    const sorted = places.toSorted(before);
    return sorted.find((place) => before(place, from) > 0) ?? sorted[0];
}
