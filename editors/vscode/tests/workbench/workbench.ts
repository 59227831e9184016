// The real workbench: code-server with the packaged extension in it, shown by Chromium and driven as a person would.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium, type Browser, type Frame, type Locator, type Page } from "playwright-core";

/** Longer than anything takes on a busy machine, in milliseconds. */
export const PATIENCE = 60_000;

const HERE = import.meta.dirname;
const SCREENSHOTS = join(HERE, "../../../../target/screenshots");

/** Quiet, and the same on every machine. */
const SETTINGS = {
    "chat.disableAIFeatures": true,
    "editor.minimap.enabled": false,
    "security.workspace.trust.enabled": false,
    "telemetry.telemetryLevel": "off",
    "window.autoDetectColorScheme": false,
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
    "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

export interface Options {
    vsix: string;
    /** The folder that has code-server. */
    codeServer: string;
    path?: string;
}

export class Workbench {
    readonly page: Page;
    /** The folder that is open: a copy of desk/. */
    readonly desk: string;
    private readonly folder: string;
    private readonly server: ChildProcess;
    private readonly browser: Browser;

    private constructor(page: Page, folder: string, server: ChildProcess, browser: Browser) {
        this.page = page;
        this.folder = folder;
        this.desk = join(folder, "desk");
        this.server = server;
        this.browser = browser;
    }

    static async open(options: Options): Promise<Workbench> {
        const folder = mkdtempSync(join(tmpdir(), "newsmark-workbench-"));
        cpSync(join(HERE, "desk"), join(folder, "desk"), { recursive: true });
        mkdirSync(SCREENSHOTS, { recursive: true });
        write(join(folder, "data/User/settings.json"), SETTINGS);
        writeFileSync(join(folder, "config.yaml"), "auth: none\n");
        const entry = join(options.codeServer, "out/node/entry.js");
        const own = ["--config", "config.yaml", "--user-data-dir", "data", "--extensions-dir", "extensions"];
        const env = { HOME: folder, XDG_DATA_HOME: join(folder, "share"), PATH: options.path ?? process.env["PATH"], LANG: "C.UTF-8" };
        const run = { cwd: folder, env };
        execFileSync(process.execPath, [entry, ...own, "--install-extension", options.vsix], { ...run, timeout: PATIENCE, stdio: ["ignore", "ignore", "inherit"] });
        const port = await freePort();
        const more = ["--bind-addr", `127.0.0.1:${String(port)}`, "--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"];
        // A group of its own, so that all of it can be ended.
        const server = spawn(process.execPath, [entry, ...own, ...more], { ...run, stdio: "ignore", detached: true });
        try {
            const address = `http://127.0.0.1:${String(port)}/`;
            await answers(address, server);
            const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: FLAGS });
            const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
            page.setDefaultTimeout(PATIENCE);
            const workbench = new Workbench(page, folder, server, browser);
            await page.goto(`${address}?folder=${encodeURIComponent(workbench.desk)}`);
            await page.locator(".monaco-workbench .part.statusbar").waitFor();
            return workbench;
        } catch (error) {
            end(server);
            throw error;
        }
    }

    async close(): Promise<void> {
        await this.browser.close();
        const ended = once(this.server, "exit");
        end(this.server);
        await ended;
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }

    /** Changes the settings of the workspace, which are read again by themselves. */
    configure(settings: Record<string, unknown>): void {
        write(join(this.desk, ".vscode/settings.json"), settings);
    }

    /** The same for those that belong to the machine on which the extension runs. */
    configureMachine(settings: Record<string, unknown>): void {
        write(join(this.folder, "data/Machine/settings.json"), settings);
    }

    async openFile(name: string): Promise<void> {
        await this.page.keyboard.press("Control+P");
        await this.quickInput().fill(name);
        await this.page.locator(".quick-input-widget .monaco-list-row", { hasText: name }).first().click();
        await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
        await this.editor().locator(".view-line").first().waitFor();
    }

    async command(title: string): Promise<void> {
        await this.page.keyboard.press("F1");
        await this.quickInput().fill(`>${title}`);
        await this.page.locator(".quick-input-widget .monaco-list-row", { hasText: title }).first().click();
    }

    /** What the palette offers for some words. */
    async offered(words: string): Promise<string[]> {
        await this.page.keyboard.press("F1");
        await this.quickInput().fill(`>${words}`);
        await this.page.locator(".quick-input-widget .monaco-list-row").first().waitFor();
        await this.page.waitForTimeout(300);
        const rows = await this.page.locator(".quick-input-widget .monaco-list-row .label-name").allInnerTexts();
        await this.page.keyboard.press("Escape");
        // Until it is gone, it gets the keys.
        await this.quickInput().waitFor({ state: "hidden" });
        return rows;
    }

    quickInput(): Locator {
        return this.page.locator(".quick-input-widget input[type=text]");
    }

    editor(): Locator {
        return this.page.locator(".editor-group-container.active .monaco-editor[role=code]").first();
    }

    /** A line of the editor that has some words. */
    line(words: string): Locator {
        return this.editor().locator(".view-line", { hasText: words }).first();
    }

    /** Puts the cursor behind some words, and nothing else. */
    async goBehind(words: string): Promise<void> {
        await this.page.keyboard.press("Control+F");
        const find = this.editor().locator(".find-widget textarea[aria-label=Find], .find-widget .find-part [role=textbox], .find-widget .find-part textarea").first();
        await find.waitFor();
        await this.page.keyboard.press("Control+A");
        await this.page.keyboard.insertText(words);
        await this.page.keyboard.press("Enter");
        await this.page.keyboard.press("Escape");
        await this.page.keyboard.press("ArrowRight");
    }

    /** Opens the light bulb's menu and gives its rows. */
    async fixes(): Promise<Locator> {
        const rows = this.page.locator(".action-widget .monaco-list-row");
        const until = Date.now() + PATIENCE;
        // A key that comes while the editor is still at something else is lost.
        while (Date.now() < until && (await rows.count()) === 0) {
            await this.page.keyboard.press("Control+.");
            await rows.first().waitFor({ timeout: 3000 }).catch(() => undefined);
        }
        return rows;
    }

    /** The words of the status bar's item. */
    status(): Locator {
        return this.page.locator(".statusbar-item[id*='newsmark.work']");
    }

    /** The frame in which the preview is drawn. */
    async preview(): Promise<Frame> {
        const end = Date.now() + PATIENCE;
        while (Date.now() < end) {
            for (const frame of this.page.frames()) {
                if ((await frame.locator("#copy > p").count().catch(() => 0)) > 0) {
                    return frame;
                }
            }
            await this.page.waitForTimeout(100);
        }
        throw new Error("there is no preview");
    }

    notification(words: string): Locator {
        return this.page.locator(".notification-toast", { hasText: words }).first();
    }

    async shoot(name: string): Promise<void> {
        await this.page.screenshot({ path: join(SCREENSHOTS, `vscode-${name}.png`) });
    }
}

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function write(file: string, settings: Record<string, unknown>): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(settings));
}

async function freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    if (address === null || typeof address === "string") {
        throw new Error("no port is free");
    }
    return address.port;
}

async function answers(address: string, server: ChildProcess): Promise<void> {
    const until = Date.now() + PATIENCE;
    while (Date.now() < until && server.exitCode === null) {
        const answer = await fetch(`${address}healthz`).catch(() => undefined);
        if (answer?.ok === true) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("code-server does not answer");
}

function end(server: ChildProcess): void {
    if (server.pid !== undefined && server.exitCode === null) {
        process.kill(-server.pid, "SIGKILL");
    }
}
