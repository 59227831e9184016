// The server's life: it is looked for, started, ended and started again, and whoever cares is told.

import { statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { LanguageClient, ServerCapabilities } from "vscode-languageclient/node";

import { nested, serverKeys } from "./configuration.ts";
import { run } from "./program.ts";
import { find, outdated, type Found } from "./server.ts";

export const LANGUAGE = "newsmark";

/** What is offered depends on what the server says that it can do; menus ask these contexts. */
const CONTEXTS: Record<string, (can: ServerCapabilities) => boolean> = {
    "newsmark.running": () => true,
    "newsmark.previews": (can) => (can.experimental as { preview?: boolean } | undefined)?.preview === true,
    "newsmark.checksWorkspace": (can) => can.diagnosticProvider?.workspaceDiagnostics === true,
    "newsmark.annotates": (can) => annotation(can) !== undefined,
};

/** The kind of the code action that annotates a whole article. */
export function annotation(can: ServerCapabilities): string | undefined {
    const provider = can.codeActionProvider;
    const kinds = typeof provider === "object" ? provider.codeActionKinds : undefined;
    return kinds?.find((kind) => kind === "source.annotate" || kind.startsWith("source.annotate."));
}

export class Server implements vscode.Disposable {
    readonly output = vscode.window.createOutputChannel("Newsmark", { log: true });
    /** Told whenever the server has started or ended, or could not start. */
    readonly changed = new vscode.EventEmitter<void>();
    /** The path of the command that runs. */
    command: string | undefined;
    /** Why no server runs. */
    problem: string | undefined;
    private client: LanguageClient | undefined;
    /** Starts and ends follow one another, however fast they are asked for. */
    private last: Promise<void> = Promise.resolve();
    private readonly context: vscode.ExtensionContext;

    constructor(context: vscode.ExtensionContext) {
        this.context = context;
    }

    /** The client, while the server can be asked something. */
    get running(): LanguageClient | undefined {
        return this.client?.isRunning() === true ? this.client : undefined;
    }

    restart(): Promise<void> {
        this.last = this.last.then(() => this.stop()).then(() => this.start()).catch((error: unknown) => {
            this.fail(`The server did not start: ${error instanceof Error ? error.message : String(error)}`);
        });
        return this.last;
    }

    async stop(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        try {
            await client?.dispose();
        } catch (error) {
            // One that never came up, or is just coming up again after a fall, cannot be asked to end.
            this.output.warn(`server: ${String(error)}`);
        }
        this.tell();
    }

    dispose(): void {
        this.changed.dispose();
        this.output.dispose();
    }

    private async start(): Promise<void> {
        const found = this.find();
        const problem = "problem" in found ? found.problem : await this.faultOf(found);
        if (problem !== undefined || "problem" in found) {
            this.fail(problem ?? "");
            return;
        }
        this.output.info(`server: ${found.command} (${found.origin})`);
        this.command = found.command;
        this.problem = undefined;
        // Most of the extension's code; the editor does not wait for it, as it would for an import at the top.
        const { LanguageClient, State } = await import("vscode-languageclient/node");
        const level = vscode.workspace.getConfiguration(LANGUAGE).get<string>("server.logLevel", "warn");
        const client = new LanguageClient(
            LANGUAGE,
            "Newsmark",
            { command: found.command, args: ["lsp", "--log-level", level] },
            {
                documentSelector: [{ language: LANGUAGE }],
                outputChannel: this.output,
                middleware: {
                    workspace: { configuration: (params) => params.items.map(({ section }) => (section === LANGUAGE ? this.settings() : null)) },
                    provideCompletionItem: async (document, position, context, token, next) => {
                        const found = await next(document, position, context, token);
                        (Array.isArray(found) ? found : (found?.items ?? [])).forEach(describe);
                        return found;
                    },
                },
            },
        );
        this.client = client;
        client.onDidChangeState(({ newState }) => {
            // One that falls is started again by the client, unless it falls too often.
            const fell = newState === State.Stopped && this.client === client;
            this.problem = fell ? "The server has ended; its output says why." : undefined;
            this.tell();
        });
        await client.start();
        this.tell();
    }

    private find(): Found {
        const places = {
            setting: vscode.workspace.getConfiguration(LANGUAGE).get<string>("server.path", ""),
            extension: this.context.extensionPath,
            path: process.env["PATH"] ?? "",
            workspace: vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath,
            home: homedir(),
            platform: process.platform,
        };
        return find(places, (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
    }

    /** What keeps a server that was found from being used. The one in the extension was made with it. */
    private async faultOf(found: { command: string; origin: string }): Promise<string | undefined> {
        if (found.origin === "extension") {
            return undefined;
        }
        try {
            return outdated(found.command, await run(found.command, ["--version"]));
        } catch (error) {
            return `${found.command} cannot be run: ${error instanceof Error ? error.message : String(error)}`;
        }
    }

    /** Tells that there is no server, and what can be done. */
    private fail(problem: string): void {
        this.command = undefined;
        this.problem = problem;
        this.output.error(problem);
        this.tell();
        const ways = { "Choose Server…": "newsmark.chooseServer", "Open Settings": "newsmark.openSettings", "Show Output": "newsmark.showOutput" };
        const labels = Object.keys(ways) as (keyof typeof ways)[];
        void vscode.window.showErrorMessage(`Newsmark: ${problem}`, ...labels).then((label) => {
            if (label !== undefined) {
                void vscode.commands.executeCommand(ways[label]);
            }
        });
    }

    private settings(): Record<string, unknown> {
        const all = vscode.workspace.getConfiguration(LANGUAGE);
        return nested(serverKeys(this.context.extension.packageJSON, LANGUAGE), (key) => {
            const set = all.inspect(key);
            const isSet = [set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue].some((value) => value !== undefined);
            return isSet ? all.get(key) : undefined;
        });
    }

    private tell(): void {
        const can = this.running?.initializeResult?.capabilities;
        for (const [context, offers] of Object.entries(CONTEXTS)) {
            void vscode.commands.executeCommand("setContext", context, can !== undefined && offers(can));
        }
        this.changed.fire();
    }
}

/** Shows whom each actor's id stands for: the editor itself would do so for the chosen one only. */
function describe(item: vscode.CompletionItem): void {
    if (typeof item.label === "string" && item.detail !== undefined) {
        item.label = { label: item.label, description: item.detail };
        delete item.detail;
    }
}
