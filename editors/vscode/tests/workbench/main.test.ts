// What a person does with the extension, in the real workbench: each step reads from the page what they would see.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { packages } from "./packages.ts";
import { PATIENCE, Workbench } from "./workbench.ts";

let workbench: Workbench;

before(
    async () => {
        workbench = await Workbench.open(packages.withServer());
        await workbench.openFile("crane.nmk");
    },
    { timeout: 3 * PATIENCE },
);
after(() => workbench.close(), { timeout: PATIENCE });
afterEach(async (context) => {
    if ("passed" in context && !context.passed) {
        await workbench.shoot(`failed-${context.name.replaceAll(/\W+/g, "-")}`);
    }
});

/** A step; they follow one another in one window. */
function step(name: string, work: () => Promise<void>): void {
    test(name, { timeout: 2 * PATIENCE }, work);
}

step("squiggles stand under what is open, and the status bar counts it", async () => {
    await workbench.page.locator(".squiggly-warning").nth(2).waitFor();
    await sees(workbench.status(), "3 open");
    await workbench.shoot("article");
});

step("quoted words, actors, dates, words of tags and comments have colours of their own", async () => {
    const copy = await colour("Dessa Marrow told");
    const others = { quote: "She has stood", actor: "@vell", date: "2031-04-02", cue: "cue", comment: "The figure", key: "title" };
    const colours = new Map<string, string>();
    for (const [name, words] of Object.entries(others)) {
        colours.set(name, await colour(words));
    }
    for (const [name, own] of colours) {
        assert.notEqual(own, copy, name);
    }
    const distinct = new Set(["quote", "actor", "date", "cue", "comment"].map((name) => colours.get(name)));
    assert.equal(distinct.size, 5, JSON.stringify([...colours]));
});

step("the Problems view lists the findings of all articles, open or not", async () => {
    const { page } = workbench;
    await page.keyboard.press("Control+Shift+M");
    const rows = page.locator(".markers-panel .monaco-list-row");
    await rows.filter({ hasText: "nobody is named for this quotation" }).nth(2).waitFor();
    await rows.filter({ hasText: "ferry.nmk" }).waitFor();
    await workbench.shoot("problems");
    await page.keyboard.press("Control+Shift+M");
    await workbench.line("Ask me in June").click();
});

step("the next open place is one command away", async () => {
    await workbench.goBehind("summer, its keepers");
    await workbench.command("Newsmark: Go to Next Open Work");
    await sees(cursor(), "Ln 15, Col 1");
    await workbench.status().click();
    await sees(cursor(), "Ln 17, Col 49");
});

step("a name hovered over tells of the actor", async () => {
    await workbench.editor().locator(".view-line span span", { hasText: /^@vell$/ }).first().hover();
    const hover = workbench.page.locator(".monaco-hover:visible", { hasText: "crane master" });
    await hover.waitFor();
    assert.match(await hover.innerText(), /Imre Vell/);
    await workbench.shoot("hover");
    await workbench.page.mouse.move(5, 5);
});

step("behind @ the actors are offered, and the chosen one is inserted", async () => {
    const { page } = workbench;
    await workbench.goBehind("in June.”");
    await page.keyboard.type("{@", { delay: 50 });
    const offered = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "marrow" });
    await offered.waitFor();
    await workbench.shoot("completion");
    await page.keyboard.type("mar", { delay: 50 });
    await page.keyboard.press("Enter");
    await sees(workbench.line("Ask me in June"), "“Ask me in June.”{@marrow");
    assert.match(await text("Ask me in June"), /“Ask me in June.”\{@marrow[^}]*\}$/, "the brace was closed by itself");
    await sees(workbench.status(), "2 open");
});

step("the light bulb's fix says who speaks", async () => {
    await workbench.goBehind("“I have seen");
    const action = (await workbench.fixes()).filter({ hasText: "Dessa Marrow says it" });
    await action.waitFor();
    await workbench.shoot("fixes");
    await action.click();
    await sees(workbench.line("I have seen the papers"), "order,”{@marrow");
    await sees(workbench.status(), "1 open");
});

step("the preview shows each speaker in a colour, and follows what is typed", async () => {
    await workbench.command("Newsmark: Open Preview to the Side");
    const preview = await workbench.preview();
    assert.equal(await preview.locator("h1").innerText(), "Harbour crane to run again by summer");
    const legend = await preview.locator("#speakers li").allInnerTexts();
    assert.deepEqual(legend, ["Imre Vell, crane master · 1", "a fitter · 1", "Dessa Marrow, harbour judge · 2", "Orla Lindt, ferry owner · 1"]);
    const background = (words: string) => preview.locator(".quote", { hasText: words }).evaluate((element) => getComputedStyle(element).backgroundColor);
    const colours = [await background("She has stood"), await background("Ask me in June"), await background("the brakes")];
    assert.equal(new Set(colours).size, 3, JSON.stringify(colours));
    assert.equal(await background("and it shows"), colours[0], "one speaker, one colour");
    assert.ok(!(await preview.locator("#copy").innerText()).includes("{@"));
    await workbench.shoot("preview");
    await workbench.goBehind("told reporters.");
    await workbench.page.keyboard.insertText(" Nobody asked further.");
    await preview.locator("p", { hasText: "told reporters. Nobody asked further." }).waitFor();
});

step("what looks like a page in the copy stays text in the preview", async () => {
    const preview = await workbench.preview();
    await preview.locator("p", { hasText: "“We will paint her <b>green</b>,”" }).waitFor();
    assert.equal(await preview.locator("#copy b").count(), 0);
});

step("a speaker chosen in the preview is alone in colour", async () => {
    const preview = await workbench.preview();
    await preview.getByRole("button", { name: "Imre Vell" }).click();
    const faint = await preview.locator(".quote.faint").count();
    assert.ok(faint >= 3, String(faint));
    assert.equal(await preview.locator(".quote.faint", { hasText: "stood still" }).count(), 0);
    await preview.getByRole("button", { name: "Imre Vell" }).click();
    assert.equal(await preview.locator(".quote.faint").count(), 0);
});

step("a double click in the preview goes to the place in the text", async () => {
    const preview = await workbench.preview();
    await preview.locator("p", { hasText: "We will paint" }).dblclick();
    await sees(cursor(), "Ln 19, Col 1");
});

step("the preview suits dark and high contrast themes", async () => {
    const preview = await workbench.preview();
    for (const [theme, label] of [["Default Dark Modern", "dark"], ["Default High Contrast", "high-contrast"], ["Default Light Modern", "light"]] as const) {
        workbench.configure({ "workbench.colorTheme": theme });
        await preview.locator(`body.vscode-${label}`).waitFor();
        const { color, backgroundColor } = await preview.locator("body").evaluate((body) => {
            const { color, backgroundColor } = getComputedStyle(body);
            return { color, backgroundColor };
        });
        assert.ok(contrast(color, backgroundColor) >= 4.5, `${label}: ${color} on ${backgroundColor}`);
        await workbench.shoot(`preview-${label}`);
    }
});

step("settings of the editor reach the server", async () => {
    workbench.configure({ "newsmark.checks.unconfirmed-attribution.level": "off" });
    await sees(workbench.status(), "Nothing open");
    workbench.configure({});
    await sees(workbench.status(), "1 open");
});

step("an article is exported to a file", async () => {
    await workbench.command("Newsmark: Export Article…");
    await workbench.page.locator(".quick-input-widget .monaco-list-row", { hasText: "All that the markup says" }).click();
    const input = workbench.quickInput();
    await input.waitFor();
    await workbench.page.waitForFunction(() => Array.from(document.querySelectorAll("input")).some(({ value }) => value.endsWith("crane.json")));
    await workbench.page.keyboard.press("Enter");
    await workbench.notification("crane.json is written").waitFor();
    const article = JSON.parse(readFileSync(join(workbench.desk, "crane.json"), "utf8")) as { text: string };
    assert.ok(article.text.includes("Nobody asked further."), "with what is not saved yet");
});

step("all articles are checked by one command", async () => {
    await workbench.command("Newsmark: Check Workspace");
    await workbench.notification("findings in").or(workbench.notification("finding in")).waitFor();
    await workbench.shoot("workspace");
});

step("a restarted server goes on", async () => {
    await workbench.command("Newsmark: Restart Server");
    await workbench.openFile("crane.nmk");
    await workbench.page.keyboard.press("Control+End");
    await workbench.page.keyboard.insertText("“Who?”");
    await sees(workbench.status(), "2 open");
});

step("a whole article is annotated at a command", async () => {
    const offered = await workbench.offered("Newsmark");
    assert.ok(offered.includes("Newsmark: Annotate Article"), offered.join());
    await workbench.page.keyboard.press("Control+End");
    await workbench.page.keyboard.insertText("\n\n“The ferry is late again,” Imre Vell said.");
    await workbench.line("The ferry is late again").waitFor();
    const preview = await workbench.preview();
    const marrow = preview.locator("#copy .quote", { hasText: "I have seen the papers" }).first();
    const colour = await marrow.getAttribute("class");
    await workbench.command("Newsmark: Annotate Article");
    await workbench.editor().locator(".view-line", { hasText: "late again,”{@vell?}" }).waitFor();
    await preview.locator("#copy .quote.uncertain", { hasText: "late again" }).waitFor();
    assert.equal(await marrow.getAttribute("class"), colour, "her colour stays when others come before her");
    await workbench.shoot("annotated");
});

step("a snippet has the marks and the tag", async () => {
    const { page } = workbench;
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("\n\n");
    await page.keyboard.type("quoteby", { delay: 50 });
    await page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "Quotation by somebody unnamed" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("Not today");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText("a fitter");
    await page.keyboard.press("Tab");
    await sees(workbench.line("Not today"), "“Not today”{by=\"a fitter\"}");
});

step("behind a key of the header a new line stands in its column", async () => {
    const { page } = workbench;
    await page.keyboard.press("Control+Home");
    await workbench.line("actors:").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await sees(cursor(), ", Col 3");
    await page.keyboard.press("Control+Z");
});

step("the walkthrough is offered, and knows what is done", async () => {
    const { page } = workbench;
    await workbench.command("Welcome: Open Walkthrough...");
    await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Newsmark" }).first().click();
    const steps = page.locator(".gettingStartedContainer .getting-started-step");
    await steps.nth(4).waitFor();
    assert.deepEqual(await steps.locator(".step-title").allInnerTexts(), ["The server", "Look at an article", "Say who speaks", "See the speakers in colour", "The rules of your desk"]);
    await workbench.shoot("walkthrough");
    await workbench.command("Newsmark: Open an Example");
    await page.locator(".tab.active[data-resource-name^=Untitled]").waitFor();
    await workbench.command("Welcome: Open Walkthrough...");
    await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Newsmark" }).first().click();
    await steps.filter({ hasText: "Look at an article" }).locator(".codicon.complete").first().waitFor();
});

step("the time of activation is shown", async () => {
    await workbench.command("Developer: Show Running Extensions");
    const row = workbench.page.locator(".runtime-extensions-editor .extension", { hasText: /^Newsmark/ });
    // The slowest come first, and only what is in sight is there.
    await workbench.page.locator(".runtime-extensions-editor .extension").first().hover();
    for (let turn = 0; turn < 20 && (await row.count()) === 0; turn += 1) {
        await workbench.page.mouse.wheel(0, 200);
        await workbench.page.waitForTimeout(100);
    }
    const words = await row.innerText();
    const took = Number(/Activation: (\d+)ms/.exec(words)?.[1]);
    assert.ok(took >= 0, words);
    console.log(`vscode: activation took ${String(took)} ms (asked: less than 200)`);
});

function cursor() {
    return workbench.page.locator(".statusbar-item[id='status.editor.selection']");
}

/** Waits until a place of the page shows some words. */
async function sees(place: ReturnType<typeof cursor>, words: string): Promise<void> {
    await place.filter({ hasText: words }).waitFor();
}

/** A line of the article; the editor writes spaces as other characters. */
async function text(words: string): Promise<string> {
    return (await workbench.line(words).innerText()).replaceAll("\u00a0", " ");
}

/** The colour of the piece of the editor that has some words. */
async function colour(words: string): Promise<string> {
    const piece = workbench.editor().locator(".view-line span span", { hasText: new RegExp(words.replaceAll(" ", "\\s")) }).last();
    return piece.evaluate((element) => getComputedStyle(element).color);
}

/** The contrast of two colours, as WCAG 2 has it. */
function contrast(a: string, b: string): number {
    const light = (colour: string) => {
        const [red = 0, green = 0, blue = 0] = Array.from(colour.matchAll(/[\d.]+/g), ([part]) => Number(part) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [low = 0, high = 0] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
}
