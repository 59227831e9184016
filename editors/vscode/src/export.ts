// Writes the article in another format, to a file that the person names.

import { basename } from "node:path";
import * as vscode from "vscode";

import type { Server } from "./client.ts";
import { currentArticle, runningCommand } from "./commands.ts";
import { forms, outputName } from "./forms.ts";
import { run } from "./program.ts";

export async function exportArticle(server: Server): Promise<void> {
    const command = runningCommand(server);
    const editor = command === undefined ? undefined : currentArticle();
    if (editor === undefined || command === undefined) {
        return;
    }
    const { document } = editor;
    const names = forms(await run(command, ["export", "--help"]));
    const items = names.map(({ name, detail }) => ({ label: name, detail }));
    const picked = await vscode.window.showQuickPick(items, { title: "Export Article", placeHolder: "The format to write" });
    if (picked === undefined) {
        return;
    }
    const own = basename(document.uri.path);
    const name = outputName(own, picked.label);
    const folder = document.isUntitled ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(document.uri, "..");
    const target = await vscode.window.showSaveDialog({
        title: "Export Article",
        ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    });
    if (target === undefined) {
        return;
    }
    // What is written is what is on the screen, saved or not.
    const text = await run(command, ["export", "-", "--stdin-filename", document.isUntitled ? own : document.uri.fsPath, "--to", picked.label], { input: document.getText() });
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    const choice = await vscode.window.showInformationMessage(`Newsmark: ${basename(target.path)} is written.`, "Open");
    if (choice === "Open") {
        await vscode.commands.executeCommand("vscode.open", target);
    }
}
