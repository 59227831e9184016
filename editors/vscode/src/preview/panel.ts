// The preview's panel: beside the text, always of the article that was active last. The view draws; the server says what.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

import { LANGUAGE, type Server } from "../client.ts";
import { currentArticle } from "../commands.ts";
import { page } from "./page.ts";
import type { Article, FromView, ToView } from "./protocol.ts";

/** So long nobody types before the preview follows, in milliseconds. */
const PAUSE = 80;

/** So long an editor that was sent somewhere may scroll, in milliseconds; it need not scroll at all. */
const SETTLING = 500;

export class Preview implements vscode.Disposable {
    private readonly context: vscode.ExtensionContext;
    private readonly server: Server;
    private readonly own: vscode.Disposable;
    private panel: vscode.WebviewPanel | undefined;
    /** The article that is shown. */
    private shown: vscode.Uri | undefined;
    private timer: NodeJS.Timeout | undefined;
    /** Answers to older questions are thrown away. */
    private asked = 0;
    /** Until then the editor scrolls because the preview has sent it, which is not sent back. */
    private quiet = 0;

    constructor(context: vscode.ExtensionContext, server: Server) {
        this.context = context;
        this.server = server;
        this.own = vscode.Disposable.from(
            vscode.commands.registerCommand("newsmark.preview", () => {
                this.open();
            }),
            vscode.window.registerWebviewPanelSerializer("newsmark.preview", {
                deserializeWebviewPanel: (panel, state) => {
                    this.restore(panel, state);
                    return Promise.resolve();
                },
            }),
            server.changed.event(() => {
                this.schedule();
            }),
            vscode.workspace.onDidChangeTextDocument(({ document }) => {
                if (this.isShown(document.uri)) {
                    this.schedule();
                }
            }),
            vscode.window.onDidChangeActiveTextEditor((editor) => {
                this.follow(editor);
            }),
            vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
                this.scroll(textEditor, visibleRanges);
            }),
        );
    }

    dispose(): void {
        clearTimeout(this.timer);
        this.panel?.dispose();
        this.own.dispose();
    }

    private open(): void {
        const editor = currentArticle();
        if (editor === undefined) {
            return;
        }
        if (this.panel === undefined) {
            const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
            this.adopt(vscode.window.createWebviewPanel("newsmark.preview", "Preview", where));
        } else {
            this.panel.reveal(undefined, true);
        }
        this.follow(editor);
    }

    /** A panel from before the window was loaded anew. */
    private restore(panel: vscode.WebviewPanel, state: unknown): void {
        this.panel?.dispose();
        const uri = (state as { uri?: unknown } | null)?.uri;
        this.shown = typeof uri === "string" ? vscode.Uri.parse(uri) : undefined;
        this.adopt(panel);
    }

    private adopt(panel: vscode.WebviewPanel): void {
        this.panel = panel;
        const root = vscode.Uri.joinPath(this.context.extensionUri, "dist");
        const address = (name: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
        panel.iconPath = vscode.Uri.joinPath(this.context.extensionUri, "images", "icon.svg");
        panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
        panel.webview.onDidReceiveMessage((message: FromView) => {
            if (message.type === "ready") {
                void this.draw();
            } else {
                void this.reveal(message.line);
            }
        });
        panel.onDidDispose(() => {
            this.panel = undefined;
        });
        panel.webview.html = page({
            script: address("preview.js"),
            style: address("preview.css"),
            source: panel.webview.cspSource,
            nonce: randomBytes(16).toString("hex"),
        });
    }

    private isShown(uri: vscode.Uri): boolean {
        return this.shown?.toString() === uri.toString();
    }

    private follow(editor: vscode.TextEditor | undefined): void {
        if (editor?.document.languageId === LANGUAGE && this.panel !== undefined && !this.isShown(editor.document.uri)) {
            this.shown = editor.document.uri;
            void this.draw();
        }
    }

    private schedule(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.draw(), PAUSE);
    }

    private async draw(): Promise<void> {
        const { panel, shown } = this;
        if (panel === undefined || shown === undefined) {
            return;
        }
        panel.title = `Preview ${shown.path.slice(shown.path.lastIndexOf("/") + 1)}`;
        const number = ++this.asked;
        const message = await this.ask(shown);
        if (number === this.asked && panel === this.panel) {
            await panel.webview.postMessage(message);
        }
    }

    private async ask(uri: vscode.Uri): Promise<ToView> {
        const client = this.server.running;
        if (client === undefined) {
            return { type: "problem", message: this.server.problem ?? "The server is starting." };
        }
        try {
            const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
            const article = await client.sendRequest<Article | null>("newsmark/preview", { textDocument });
            return article === null ? { type: "problem", message: "The article is closed." } : { type: "article", uri: uri.toString(), article };
        } catch (error) {
            return { type: "problem", message: error instanceof Error ? error.message : String(error) };
        }
    }

    private scroll(editor: vscode.TextEditor, visible: readonly vscode.Range[]): void {
        const line = visible[0]?.start.line;
        if (line === undefined || !this.isShown(editor.document.uri) || Date.now() < this.quiet) {
            return;
        }
        void this.panel?.webview.postMessage({ type: "line", line } satisfies ToView);
    }

    private async reveal(line: number): Promise<void> {
        const { shown } = this;
        if (shown === undefined) {
            return;
        }
        const open = vscode.window.visibleTextEditors.find(({ document }) => this.isShown(document.uri));
        const column = open?.viewColumn ?? vscode.ViewColumn.One;
        const place = new vscode.Range(line, 0, line, 0);
        this.quiet = Date.now() + SETTLING;
        await vscode.window.showTextDocument(shown, { viewColumn: column, selection: place });
        this.quiet = Date.now() + SETTLING;
    }
}
