import assert from "node:assert/strict";
import { test } from "node:test";

import { find, MINIMUM, outdated, type Places } from "../../src/server.ts";

const PLACES: Places = { setting: "", extension: "/ext", path: "bin:/usr/bin:/opt/bin", workspace: "/desk", home: "/home/me", platform: "linux" };

/** Where the server is found when these files are there. */
function found(places: Partial<Places>, ...files: string[]) {
    return find({ ...PLACES, ...places }, (path) => files.includes(path));
}

test("the setting counts before the extension, and that before the PATH", () => {
    const all = ["/own/newsmark", "/ext/server/newsmark", "/usr/bin/newsmark", "/opt/bin/newsmark"];
    assert.deepEqual(found({ setting: "/own/newsmark" }, ...all), { command: "/own/newsmark", origin: "setting" });
    assert.deepEqual(found({}, ...all), { command: "/ext/server/newsmark", origin: "extension" });
    assert.deepEqual(found({}, ...all.slice(2)), { command: "/usr/bin/newsmark", origin: "PATH" });
});

test("the setting can be relative, and name the home and the workspace", () => {
    for (const [setting, command] of [
        ["~/bin/newsmark", "/home/me/bin/newsmark"],
        ["${userHome}/newsmark", "/home/me/newsmark"],
        ["${workspaceFolder}/newsmark", "/desk/newsmark"],
        [" tools/newsmark ", "/desk/tools/newsmark"],
    ] as const) {
        assert.deepEqual(found({ setting }, command), { command, origin: "setting" });
    }
    assert.deepEqual(found({ setting: "tools/newsmark", workspace: undefined }, "/home/me/tools/newsmark"), { command: "/home/me/tools/newsmark", origin: "setting" });
});

test("a setting that names nothing is told of, whatever else there is", () => {
    const problem = "There is no file /own/newsmark, which the setting newsmark.server.path names.";
    assert.deepEqual(found({ setting: "/own/newsmark" }, "/usr/bin/newsmark"), { problem });
});

test("a program of the workspace is never taken from the PATH", () => {
    const problem = "The newsmark command is not on the PATH, and this extension comes without one.";
    assert.deepEqual(found({}, "bin/newsmark", "/desk/bin/newsmark"), { problem });
    assert.deepEqual(found({ path: "" }, "/newsmark"), { problem });
});

test("on Windows the program ends with .exe", () => {
    assert.deepEqual(found({ platform: "win32" }, "/ext/server/newsmark.exe"), { command: "/ext/server/newsmark.exe", origin: "extension" });
});

test("a server older than the extension needs is told of", () => {
    assert.equal(outdated("/s", `newsmark ${MINIMUM}\n`), undefined);
    assert.equal(outdated("/s", "newsmark 10.0.0\n"), undefined);
    assert.equal(outdated("/s", "newsmark 0.0.99\n"), `/s is version 0.0.99; this extension needs ${MINIMUM} or newer.`);
    for (const output of ["", "bash 5.2.0", "a newsmark 1.0.0", "newsmark 1"]) {
        assert.equal(outdated("/s", output), "/s is not the newsmark command: it does not tell its version.", output);
    }
});
