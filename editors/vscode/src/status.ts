// The item of the status bar: how much is open in the article, or that there is no server.

import * as vscode from "vscode";

import { LANGUAGE, type Server } from "./client.ts";
import { isOpen, openWork } from "./work.ts";

/** The findings of a document that are open work. */
export function openFindings(uri: vscode.Uri): vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(uri).filter((finding) => isOpen(code(finding)));
}

function code(finding: vscode.Diagnostic): string {
    const { code } = finding;
    return String(typeof code === "object" ? code.value : (code ?? ""));
}

export function status(server: Server): vscode.Disposable {
    const item = vscode.window.createStatusBarItem("newsmark.work", vscode.StatusBarAlignment.Left, 10);
    item.name = "Newsmark: open work";
    const show = () => {
        const document = vscode.window.activeTextEditor?.document;
        if (document?.languageId !== LANGUAGE) {
            item.hide();
            return;
        }
        if (server.problem === undefined) {
            showWork(item, document.uri);
        } else {
            item.text = "$(error) Newsmark";
            item.tooltip = `${server.problem}\n\nClick to choose a server.`;
            item.command = "newsmark.chooseServer";
            item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
        }
        item.show();
    };
    show();
    return vscode.Disposable.from(
        item,
        server.changed.event(show),
        vscode.window.onDidChangeActiveTextEditor(show),
        vscode.languages.onDidChangeDiagnostics(({ uris }) => {
            const shown = vscode.window.activeTextEditor?.document.uri.toString();
            if (uris.some((uri) => uri.toString() === shown)) {
                show();
            }
        }),
    );
}

function showWork(item: vscode.StatusBarItem, uri: vscode.Uri): void {
    const { count, lines } = openWork(openFindings(uri).map(code));
    item.text = count === 0 ? "$(check) Nothing open" : `$(quote) ${count} open`;
    item.tooltip = count === 0 ? "Newsmark: every quote and date has what it needs" : `Newsmark:\n${lines.join("\n")}\n\nClick to go to the next.`;
    item.command = count === 0 ? undefined : "newsmark.nextOpen";
    item.backgroundColor = undefined;
    item.accessibilityInformation = { label: [`Newsmark: ${count} open`, ...lines].join(", ") };
}
