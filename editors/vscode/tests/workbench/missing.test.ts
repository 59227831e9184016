// The package without a server, where there is none, one that is too old, and one that can be used.

import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { packages } from "./packages.ts";
import { PATIENCE, Workbench } from "./workbench.ts";

let workbench: Workbench;

before(
    async () => {
        workbench = await Workbench.open({ ...packages.withoutServer(), path: "/usr/bin:/bin" });
        await workbench.openFile("crane.nmk");
    },
    { timeout: 3 * PATIENCE },
);
after(() => workbench.close(), { timeout: PATIENCE });

function step(name: string, work: () => Promise<void>): void {
    test(name, { timeout: 2 * PATIENCE }, work);
}

step("without a server a message says so, with what to do", async () => {
    const message = workbench.notification("The newsmark command is not on the PATH");
    await message.waitFor();
    await message.getByRole("button", { name: "Choose Server…" }).waitFor();
    await workbench.status().filter({ hasText: "Newsmark" }).waitFor();
    await workbench.shoot("missing");
    const offered = await workbench.offered("Newsmark");
    assert.ok(!offered.includes("Newsmark: Export Article…"), offered.join());
});

step("the article is coloured all the same", async () => {
    const colours = await workbench.editor().locator(".view-line span span").evaluateAll((all) => all.map((element) => getComputedStyle(element).color));
    assert.ok(new Set(colours).size >= 4, JSON.stringify([...new Set(colours)]));
});

step("a server that is too old is told of", async () => {
    workbench.configureMachine({ "newsmark.server.path": fake("old", "newsmark 0.0.9") });
    await workbench.notification("old is version 0.0.9; this extension needs").waitFor();
});

step("what is no server is told of", async () => {
    workbench.configureMachine({ "newsmark.server.path": fake("other", "something else") });
    await workbench.notification("other is not the newsmark command").waitFor();
});

step("once the setting names a server, it is used", async () => {
    workbench.configureMachine({ "newsmark.server.path": process.env["NEWSMARK"] ?? "" });
    await workbench.status().filter({ hasText: "3 open" }).waitFor();
});

/** A program that tells a version and nothing else. */
function fake(name: string, version: string): string {
    const path = join(workbench.desk, name);
    writeFileSync(path, `#!/bin/sh\necho '${version}'\n`);
    chmodSync(path, 0o755);
    return path;
}
