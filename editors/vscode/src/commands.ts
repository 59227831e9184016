// What a person can ask for, other than the preview. Menus offer only what the running server can do.

import * as vscode from "vscode";
import type { LanguageClient, WorkspaceDiagnosticReport } from "vscode-languageclient/node";

import { annotation, LANGUAGE, type Server } from "./client.ts";
import { exportArticle } from "./export.ts";
import { run } from "./program.ts";
import { openFindings } from "./status.ts";
import { next } from "./work.ts";

/** So often an article is asked for that is typed in meanwhile. */
const ANNOTATE_TRIES = 5;

export function commands(context: vscode.ExtensionContext, server: Server): vscode.Disposable {
    const all: Record<string, () => unknown> = {
        restartServer: () => server.restart(),
        showOutput: () => {
            server.output.show();
        },
        openSettings: () => vscode.commands.executeCommand("workbench.action.openSettings", "newsmark.server"),
        chooseServer,
        nextOpen,
        checkWorkspace: () => checkWorkspace(server),
        annotate: () => annotate(server),
        export: () => exportArticle(server),
        createSettings: () => createSettings(server),
        openExample: () => openExample(context),
    };
    const registered = Object.entries(all).map(([name, command]) =>
        vscode.commands.registerCommand(`newsmark.${name}`, async () => {
            try {
                await command();
            } catch (error) {
                void vscode.window.showErrorMessage(`Newsmark: ${error instanceof Error ? error.message : String(error)}`);
            }
        }),
    );
    return vscode.Disposable.from(...registered);
}

/** The article that the person is at; says so if there is none. */
export function currentArticle(): vscode.TextEditor | undefined {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId === LANGUAGE) {
        return editor;
    }
    void vscode.window.showInformationMessage("Newsmark: open an article first, a file that ends with .nmk.");
    return undefined;
}

async function chooseServer(): Promise<void> {
    const [chosen] = (await vscode.window.showOpenDialog({ title: "The newsmark command", openLabel: "Use as Server" })) ?? [];
    if (chosen !== undefined) {
        const settings = vscode.workspace.getConfiguration(LANGUAGE);
        await settings.update("server.path", chosen.fsPath, vscode.ConfigurationTarget.Global);
    }
}

/** The client that can be asked; says why if there is none. */
function runningClient(server: Server): LanguageClient | undefined {
    return present(server.running, server);
}

/** The same for the command that serves. */
export function runningCommand(server: Server): string | undefined {
    return present(server.command, server);
}

function present<T>(part: T | undefined, server: Server): T | undefined {
    if (part === undefined) {
        void vscode.window.showInformationMessage(`Newsmark: ${server.problem ?? "The server is starting."}`);
    }
    return part;
}

/** Moves to the next place with open work, from the end to the top again. */
function nextOpen(): void {
    const editor = currentArticle();
    if (editor === undefined) {
        return;
    }
    const starts = openFindings(editor.document.uri).map(({ range }) => range.start);
    const place = next(starts, editor.selection.active);
    if (place === undefined) {
        void vscode.window.showInformationMessage("Newsmark: nothing is open in this article.");
        return;
    }
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Has all articles checked and tells how many findings there are; the Problems view lists them. */
async function checkWorkspace(server: Server): Promise<void> {
    const client = runningClient(server);
    if (client === undefined) {
        return;
    }
    const title = "Checking all articles";
    const report = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
        client.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] }),
    );
    const counts = report.items.map((item) => (item.kind === "full" ? item.items.length : 0));
    const findings = counts.reduce((sum, n) => sum + n, 0);
    const articles = (n: number) => (n === 1 ? "1 article" : `${n} articles`);
    const where = `${counts.filter((n) => n > 0).length} of ${articles(counts.length)}`;
    const told = findings === 0 ? `nothing found in ${articles(counts.length)}` : `${findings} ${findings === 1 ? "finding" : "findings"} in ${where}`;
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    void vscode.window.showInformationMessage(`Newsmark: ${told}.`);
}

/** Proposes speakers and dates for the whole article. The editor's own command for that gives way to whatever else it asks the server at the time, and then does nothing. */
async function annotate(server: Server): Promise<void> {
    const client = runningClient(server);
    const document = client === undefined ? undefined : currentArticle()?.document;
    const kind = client?.initializeResult === undefined ? undefined : annotation(client.initializeResult.capabilities);
    if (document === undefined || kind === undefined) {
        return;
    }
    for (let tries = 0; tries < ANNOTATE_TRIES; tries++) {
        const { version } = document;
        const whole = new vscode.Range(0, 0, document.lineCount, 0);
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, whole, kind, 1);
        if (document.version !== version) {
            // Somebody typed meanwhile: the places are those of an older text.
            continue;
        }
        const edit = actions[0]?.edit;
        if (edit === undefined) {
            void vscode.window.showInformationMessage("Newsmark: there is nothing to propose in this article.");
            return;
        }
        if (await vscode.workspace.applyEdit(edit)) {
            return;
        }
    }
    void vscode.window.showInformationMessage("Newsmark: the article was being changed, or cannot be: annotate it again.");
}

/** Writes newsmark.toml into a folder of the workspace, or opens the one that is there. */
async function createSettings(server: Server): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const command = runningCommand(server);
    if (command === undefined) {
        return;
    }
    const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
    if (folder === undefined) {
        return;
    }
    const file = vscode.Uri.joinPath(folder.uri, "newsmark.toml");
    const isThere = await vscode.workspace.fs.stat(file).then(() => true, () => false);
    if (!isThere) {
        await run(command, ["init", folder.uri.fsPath]);
    }
    await vscode.window.showTextDocument(file);
}

async function openExample(context: vscode.ExtensionContext): Promise<void> {
    const file = vscode.Uri.joinPath(context.extensionUri, "walkthrough", "example.nmk");
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
    await vscode.window.showTextDocument(document);
}
