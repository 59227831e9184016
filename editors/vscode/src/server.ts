// Where the server is, and whether it is new enough. Nothing here knows of the editor, so that it can be tested without one.

import { delimiter, isAbsolute, join, resolve } from "node:path";

/** Servers before this one lack messages that the extension needs. */
export const MINIMUM = "0.1.0";

/** The places in which a server can be, in the order in which they count. */
export interface Places {
    /** What `newsmark.server.path` says; empty if nothing. */
    setting: string;
    /** The folder of the extension. */
    extension: string;
    /** The environment's PATH. */
    path: string;
    /** What a relative path starts at. */
    workspace: string | undefined;
    /** What `~` stands for. */
    home: string;
    platform: NodeJS.Platform;
}

/** A server, or why there is none. */
export type Found =
    | { command: string; origin: "setting" | "extension" | "PATH" }
    | { problem: string };

/** Looks for a server; `exists` tells whether a path is a file. */
export function find(places: Places, exists: (path: string) => boolean): Found {
    const name = places.platform === "win32" ? "newsmark.exe" : "newsmark";
    const setting = places.setting.trim();
    if (setting !== "") {
        const command = expand(setting, places);
        // Another server than the one that was asked for would only puzzle.
        return exists(command)
            ? { command, origin: "setting" }
            : { problem: `There is no file ${command}, which the setting newsmark.server.path names.` };
    }
    const bundled = join(places.extension, "server", name);
    if (exists(bundled)) {
        return { command: bundled, origin: "extension" };
    }
    // A relative folder would be one of the workspace, which may belong to somebody else.
    const folders = places.path.split(delimiter).filter((folder) => isAbsolute(folder));
    const command = folders.map((folder) => join(folder, name)).find(exists);
    return command === undefined
        ? { problem: "The newsmark command is not on the PATH, and this extension comes without one." }
        : { command, origin: "PATH" };
}

function expand(setting: string, places: Places): string {
    const workspace = places.workspace ?? places.home;
    const path = setting
        .replace(/^~(?=[/\\]|$)/, () => places.home)
        .replaceAll("${userHome}", () => places.home)
        .replaceAll("${workspaceFolder}", () => workspace);
    return resolve(workspace, path);
}

/** What is wrong with a server that answers `--version` with `output`; nothing, if it is new enough. */
export function outdated(command: string, output: string): string | undefined {
    const version = /^newsmark (\d+)\.(\d+)\.(\d+)/.exec(output);
    if (version === null) {
        return `${command} is not the newsmark command: it does not tell its version.`;
    }
    const [own, least] = [version.slice(1), MINIMUM.split(".")].map((parts) => parts.map(Number));
    const differs = least?.findIndex((part, i) => part !== own?.[i]) ?? -1;
    const older = differs >= 0 && (own?.[differs] ?? 0) < (least?.[differs] ?? 0);
    return older
        ? `${command} is version ${version.slice(1).join(".")}; this extension needs ${MINIMUM} or newer.`
        : undefined;
}
