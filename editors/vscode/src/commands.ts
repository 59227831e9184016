// What a person can ask for, other than the preview. Menus offer only what the running server can do.

import * as vscode from "vscode";
import type { WorkspaceDiagnosticReport } from "vscode-languageclient";

import { annotation, LANGUAGE, type Server } from "./client.ts";
import { exportArticle } from "./export.ts";
import { run } from "./program.ts";
import { openFindings } from "./status.ts";
import { next } from "./work.ts";

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
    const client = server.running;
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

async function annotate(server: Server): Promise<void> {
    const can = server.running?.initializeResult?.capabilities;
    const kind = can === undefined ? undefined : annotation(can);
    if (kind !== undefined && currentArticle() !== undefined) {
        await vscode.commands.executeCommand("editor.action.sourceAction", { kind, apply: "first" });
    }
}

/** Writes newsmark.toml into a folder of the workspace, or opens the one that is there. */
async function createSettings(server: Server): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
    if (folder === undefined || server.command === undefined) {
        return;
    }
    const file = vscode.Uri.joinPath(folder.uri, "newsmark.toml");
    const isThere = await vscode.workspace.fs.stat(file).then(() => true, () => false);
    if (!isThere) {
        await run(server.command, ["init", folder.uri.fsPath]);
    }
    await vscode.window.showTextDocument(file);
}

async function openExample(context: vscode.ExtensionContext): Promise<void> {
    const file = vscode.Uri.joinPath(context.extensionUri, "walkthrough", "example.nmk");
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
    await vscode.window.showTextDocument(document);
}
