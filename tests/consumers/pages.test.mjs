// Pages in a real Chromium: nothing but the page's own script runs, axe-core finds nothing, filter and tooltips work.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const folder = `${process.env.OUTPUT}/html`;
const pictures = process.env.PICTURES;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const names = readdirSync(folder).filter((name) => name.endsWith(".html"));
let browser;

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
  }
});
after(() => browser.close());

async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("dialog", (dialog) => problems.push(`a dialog: ${dialog.message()}`));
  page.on("request", (request) => request.url().startsWith("file:") || problems.push(`a request: ${request.url()}`));
  await page.goto(`file://${folder}/${name}`);
  return { page, problems, close: () => context.close() };
}

async function violations(page) {
  const result = await page.evaluate(`${axe}; axe.run(document)`);
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing in any page, ${colorScheme}`, async () => {
    assert.ok(names.length > 10);
    for (const name of names) {
      const { page, problems, close } = await open(name, { colorScheme });
      assert.deepEqual(await violations(page), [], name);
      if (pictures) {
        await page.screenshot({ path: `${pictures}/${name}.${colorScheme}.png`, fullPage: true });
      }
      for (const button of await page.locator("#speakers button").all()) {
        await button.click();
        break;
      }
      assert.deepEqual(await violations(page), [], `${name}, filtered`);
      assert.deepEqual(problems, [], name);
      await close();
    }
  });
}

test("no page is wider than a telephone", async () => {
  for (const name of names) {
    const { page, close } = await open(name, { viewport: { width: 360, height: 740 } });
    const width = await page.evaluate("document.documentElement.scrollWidth");
    assert.ok(width <= 360, `${name} is ${width} wide`);
    await close();
  }
});

test("the style holds: the policy has its hash", async () => {
  const { page, close } = await open("court.html");
  assert.equal(await page.evaluate("getComputedStyle(document.querySelector('.quote.direct')).borderBottomStyle"), "solid");
  await close();
});

test("what an article says never runs", async () => {
  const { page, problems, close } = await open("hostile.html");
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate("window.ran"), undefined);
  assert.deepEqual(problems, []);
  assert.equal(await page.locator("script").count(), 1);
  assert.equal(await page.locator("article img, article svg, article script, article b").count(), 0);
  assert.match(await page.locator("article").innerText(), /<script>window\.ran=1<\/script>/);
  await close();
});

test("a script put into the page is stopped by the policy", async () => {
  const { page, close } = await open("court.html");
  await page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))");
  assert.equal(await page.evaluate("window.ran"), undefined);
  await close();
});

test("the legend filters, by keyboard too, and everything comes back", async () => {
  const { page, close } = await open("court.html");
  const visible = () => page.locator("article p:visible").count();
  const all = await visible();
  const button = page.getByRole("button", { name: "Tobias Quillan" });
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.equal(await visible(), 3);
  assert.match(await page.getByRole("status").innerText(), /Only Tobias Quillan: 3 paragraphs of 15/);
  await page.getByRole("button", { name: "Helena Mossgrave" }).click();
  assert.ok((await visible()) > 3);
  await page.getByRole("link", { name: "Friday 13 December" }).click();
  assert.ok(await page.getByText("put off sentence").isVisible());
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await visible(), all);
  assert.equal(await button.evaluate((b) => b === document.activeElement), true);
  await close();
});

test("a tooltip shows by pointer and by keyboard, and Escape puts it away", async () => {
  const { page, close } = await open("court.html");
  const shown = (selector) => page.evaluate((s) => getComputedStyle(document.querySelector(s), "::after").content, selector);
  const date = "time[datetime='2030-11-20']";
  assert.equal(await shown(date), "none");
  await page.hover(date);
  assert.match(await shown(date), /20 November 2030/);
  await page.keyboard.press("Escape");
  assert.equal(await shown(date), "none");
  await page.mouse.move(0, 0);
  await page.focus("a.key[href='#by-0']");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  assert.match(await shown("a.key[href='#by-0']"), /Said by Idris Vantry KC/);
  const described = await page.locator("a.key[href='#by-0']").first().getAttribute("aria-describedby");
  assert.match(await page.locator(`#${described}`).textContent(), /Said by Idris Vantry KC/);
  await close();
});

test("without script the page has everything", async () => {
  const { page, close } = await open("court.html", { javaScriptEnabled: false });
  assert.equal(await page.locator("#speakers li").count(), 8);
  assert.equal(await page.locator("#speakers button").count(), 0);
  assert.equal(await page.locator("article p:visible").count(), 15);
  await close();
});
