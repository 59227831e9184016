// Runs the newsmark command for a moment, apart from the server that goes on.

import { execFile } from "node:child_process";

/** Longer than any article takes; what hangs is ended. */
const PATIENCE = 30_000;
/** An article's JSON is some ten times as long as the article. */
const MOST_OUTPUT = 1 << 29;

/** What a program writes to standard output. Rejects with what it says on standard error. */
export function run(command: string, args: readonly string[], options: { input?: string; cwd?: string } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
        const settings = { timeout: PATIENCE, maxBuffer: MOST_OUTPUT, windowsHide: true, ...(options.cwd === undefined ? {} : { cwd: options.cwd }) };
        const child = execFile(command, args, settings, (error, stdout, stderr) => {
            if (error === null) {
                resolve(stdout);
            } else {
                reject(new Error(stderr.trim() || error.message));
            }
        });
        // One that ends before it has read everything says so itself.
        child.stdin?.on("error", () => undefined);
        child.stdin?.end(options.input ?? "");
    });
}
