import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { nested, serverKeys } from "../../src/configuration.ts";
import { forms, outputName } from "../../src/forms.ts";
import { page } from "../../src/preview/page.ts";
import type { Mark } from "../../src/preview/protocol.ts";
import { describe, numbers, styles } from "../../src/preview/view/marks.ts";
import { isOpen, next, openWork, type Point } from "../../src/work.ts";

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));

test("the server is sent what is set, and none of what is the extension's own", () => {
    const manifest = { contributes: { configuration: [{ properties: { "newsmark.server.path": {}, "newsmark.trace.server": {} } }, { properties: { "newsmark.checks.a-b.level": {}, "newsmark.exclude": {}, "other.key": {} } }] } };
    const keys = serverKeys(manifest, "newsmark");
    assert.deepEqual(keys, ["checks.a-b.level", "exclude"]);
    const set: Record<string, unknown> = { "checks.a-b.level": "off", exclude: ["old/"] };
    assert.deepEqual(nested(keys, (key) => set[key]), { checks: { "a-b": { level: "off" } }, exclude: ["old/"] });
    assert.deepEqual(nested(keys, () => undefined), {});
    assert.deepEqual(nested(["style.days"], () => null), {}, "null is nothing");
    assert.ok(serverKeys(read("package.json"), "newsmark").includes("checks.unattributed-quote.level"));
});

test("open work is counted and named", () => {
    const codes = ["unattributed-quote", "weekday-mismatch", "untagged-date", "unattributed-quote", "toString"];
    assert.deepEqual(openWork(codes), { count: 3, lines: ["2 quotes that nobody is named for", "1 date without a value"] });
    assert.deepEqual(openWork([]), { count: 0, lines: [] });
    assert.equal(isOpen("toString"), false);
});

test("the next open place is the first behind the cursor, and at the end the first of all", () => {
    const places = [{ line: 9, character: 0 }, { line: 3, character: 4 }, { line: 3, character: 1 }];
    const at = (line: number, character: number) => next(places, { line, character });
    assert.deepEqual(at(0, 0), { line: 3, character: 1 });
    assert.deepEqual(at(3, 1), { line: 3, character: 4 });
    assert.deepEqual(at(3, 9), { line: 9, character: 0 });
    assert.deepEqual(at(9, 0), { line: 3, character: 1 });
    assert.equal(next<Point>([], { line: 0, character: 0 }), undefined);
});

test("the formats of the export are those of the command's help", () => {
    const help = `Options:
      --to <FORMAT>
          The format

          Possible values:
          - text:     The article without its markup
          - brat:     Two files
          - html:     A page for readers: speakers in colour

      --output <PATH>
          - no: format

      --color <COLOR>
          [possible values: auto]
`;
    assert.deepEqual(forms(help), [
        { name: "text", detail: "The article without its markup" },
        { name: "html", detail: "A page for readers: speakers in colour" },
    ]);
    assert.deepEqual(forms("Options:\n  --color <COLOR>  [possible values: auto]\n"), []);
    assert.equal(outputName("crane.nmk", "text"), "crane.txt");
    assert.equal(outputName("Untitled-1", "html"), "Untitled-1.html");
});

test("a piece has the colour of the innermost quote that has a speaker", () => {
    const outer: Mark = { kind: "quote", speakers: [1] };
    const own = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    assert.deepEqual(styles([outer, { kind: "quote", speakers: [8], uncertain: true }], own), ["quote", "speaker2", "style1", "uncertain"]);
    assert.deepEqual(styles([outer, { kind: "quote" }, { kind: "date", value: "2031" }], own), ["quote", "date", "speaker1", "style0"]);
    assert.deepEqual(styles([outer, { kind: "quote", open: true }], own), ["quote", "open"]);
    assert.deepEqual(styles([{ kind: "mention", speakers: [0] }], own), ["mention"]);
});

test("a piece tells who says it and what it means", () => {
    const speakers = [{ name: "Imre Vell", quotes: 1 }, { name: "Dessa Marrow", quotes: 1 }];
    const marks: Mark[] = [{ kind: "quote", speakers: [0, 1], uncertain: true }, { kind: "date", value: "2031-04-02" }];
    assert.equal(describe(marks, speakers), "2031-04-02\nImre Vell, Dessa Marrow say it (not confirmed)");
    assert.equal(describe([{ kind: "quote", open: true }], speakers), "Nobody is named for it");
});

test("the preview's page lets nothing run or load but the extension's own", () => {
    const html = page({ script: "s.js", style: "s.css", source: "https://own", nonce: "abc" });
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(policy, "default-src 'none'; style-src https://own; script-src 'nonce-abc'");
});

/** Whoever has a workspace's settings only, and does not trust it, must not start what they name. */
test("what a workspace could misuse is restricted until it is trusted", () => {
    const { capabilities } = read("package.json") as { capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } } };
    assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, ["newsmark.server.path", "newsmark.registries", "newsmark.allow-outside"]);
});

test("every command has a title and is registered or offered where it can be used", () => {
    const { contributes } = read("package.json") as { contributes: { commands: { command: string; title: string }[]; menus: Record<string, { command: string }[]> } };
    const known = new Set(contributes.commands.map(({ command }) => command));
    const source = ["commands.ts", "preview/panel.ts"].map((name) => readFileSync(new URL(`../../src/${name}`, import.meta.url), "utf8")).join("");
    for (const command of known) {
        assert.match(source, new RegExp(`\\b${command.replace("newsmark.", "")}\\b`), command);
    }
    for (const { command } of Object.values(contributes.menus).flat()) {
        assert.ok(known.has(command), command);
    }
});

test("a speaker's number stays when others come and go", () => {
    const called = (...names: string[]) => names.map((name) => ({ name, quotes: 1 }));
    const known = new Map<string, number>();
    assert.deepEqual(numbers(called("Imre Vell", "Dessa Marrow"), known), [0, 1]);
    assert.deepEqual(numbers(called("its keepers", "Imre Vell", "Dessa Marrow", "Imre Vell"), known), [2, 0, 1, 3], "another of the same name has a number of their own");
    assert.deepEqual(numbers([], known), [], "a header that breaks for a moment");
    assert.deepEqual(numbers(called("Dessa Marrow", "its keepers"), known), [1, 2]);
    assert.deepEqual(numbers(called("O", "Dessa Marrow"), known), [0, 1], "what nobody has now is free");
    assert.deepEqual(numbers(called("Or", "Dessa Marrow"), known), [0, 1], "a name that is being typed takes no more");
    assert.deepEqual(numbers(called("Or", "Dessa Marrow", "Imre Vell"), known), [0, 1, 2]);
});
