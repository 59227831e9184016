// The extension: what is started when an article is opened, and ended with the editor.

import * as vscode from "vscode";

import { LANGUAGE, Server } from "./client.ts";
import { commands } from "./commands.ts";
import { Preview } from "./preview/panel.ts";
import { status } from "./status.ts";

/** Settings of the server's start: when they change, it starts anew. */
const START = ["server.path", "server.logLevel"].map((key) => `${LANGUAGE}.${key}`);

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
    const own = new Server(context);
    server = own;
    context.subscriptions.push(
        own,
        commands(context, own),
        status(own),
        new Preview(context, own),
        vscode.workspace.onDidChangeConfiguration((change) => {
            if (START.some((key) => change.affectsConfiguration(key))) {
                void own.restart();
            }
        }),
        // Settings of the workspace count from now on, and one of them can name the server.
        vscode.workspace.onDidGrantWorkspaceTrust(() => void own.restart()),
    );
    // The editor is not to wait for a process, nor for what speaks with it.
    setImmediate(() => void own.restart());
}

export function deactivate(): Promise<void> | undefined {
    return server?.stop();
}
