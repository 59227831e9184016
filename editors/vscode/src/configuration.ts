// What the editor's settings say to the server. Nothing here knows of the editor.

/** The settings that are the extension's own and that the server knows nothing of. */
const OWN = ["server.", "trace."];

/** The keys of a manifest's settings that the server reads, without the section before them. */
export function serverKeys(manifest: unknown, section: string): string[] {
    const groups = (manifest as { contributes: { configuration: { properties?: object }[] } }).contributes.configuration;
    const keys = groups.flatMap((group) => Object.keys(group.properties ?? {}));
    const inner = keys.filter((key) => key.startsWith(`${section}.`)).map((key) => key.slice(section.length + 1));
    return inner.filter((key) => !OWN.some((own) => key.startsWith(own)));
}

/**
 * An object with the keys of newsmark.toml. Holds what somebody has set and no defaults: those are the server's, which may be another version.
 */
export function nested(keys: readonly string[], value: (key: string) => unknown): Record<string, unknown> {
    const all: Record<string, unknown> = {};
    for (const key of keys) {
        const set = value(key);
        if (set === undefined || set === null) {
            continue;
        }
        const parts = key.split(".");
        const last = parts.pop();
        let table = all;
        for (const part of parts) {
            table = (table[part] ??= {}) as Record<string, unknown>;
        }
        if (last !== undefined) {
            table[last] = set;
        }
    }
    return all;
}
