// Puts together what is shipped, in build/extension: the code in one file each, the manifest, and what is shared with the rest of the project.

import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "esbuild";

/** The names that the Marketplace has for platforms. */
const TARGETS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64"];
const OUT = "build/extension";
const ROOT = "../..";

const { values } = parseArgs({
    options: {
        package: { type: "boolean", default: false },
        target: { type: "string" },
        server: { type: "string" },
        help: { type: "boolean", default: false },
    },
});
if (values.help) {
    console.log("node build.mjs [--package [--target PLATFORM --server FILE]]\n\nBuilds the extension into build/extension; with --package also a .vsix in build/. With --target and --server the command in FILE is put in.");
    process.exit(0);
}
if ((values.target === undefined) !== (values.server === undefined)) {
    throw new Error("--target and --server belong together: the server is a program of that platform");
}
if (values.target !== undefined && !TARGETS.includes(values.target)) {
    throw new Error(`${values.target} is no platform; there are ${TARGETS.join(", ")}`);
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(`${OUT}/dist`, { recursive: true });
const common = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };
await build({ ...common, entryPoints: ["src/extension.ts"], outfile: `${OUT}/dist/extension.cjs`, platform: "node", format: "cjs", target: "node20", external: ["vscode"] });
await build({ ...common, entryPoints: { preview: "src/preview/view/view.ts" }, outdir: `${OUT}/dist`, platform: "browser", format: "iife", target: "es2022" });
await build({ ...common, entryPoints: { preview: "src/preview/view/preview.css" }, outdir: `${OUT}/dist` });

for (const name of ["README.md", "language-configuration.json", "snippets.json", "walkthrough", "images/icon.png", "images/icon.svg", "images/preview.png"]) {
    cpSync(name, `${OUT}/${name}`, { recursive: true });
}
for (const name of ["grammar/newsmark.tmLanguage.json", "grammar/settings.schema.json"]) {
    writeFileSync(`${OUT}/${name.slice("grammar/".length)}`, JSON.stringify(JSON.parse(readFileSync(`${ROOT}/${name}`, "utf8"))));
}
cpSync(`${ROOT}/CHANGELOG.md`, `${OUT}/CHANGELOG.md`);
writeFileSync(`${OUT}/LICENSE.txt`, `${readFileSync(`${ROOT}/LICENSE-MIT`, "utf8")}\n${readFileSync(`${ROOT}/LICENSE-APACHE`, "utf8")}`);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
// These are for building it.
for (const key of ["devDependencies", "private", "scripts", "type"]) {
    delete manifest[key];
}
manifest.files = ["**"];
writeFileSync(`${OUT}/package.json`, JSON.stringify(manifest));
if (values.server !== undefined) {
    const program = `${OUT}/server/newsmark${values.target?.startsWith("win32") ? ".exe" : ""}`;
    cpSync(values.server, program);
    chmodSync(program, 0o755);
}
if (values.package) {
    const vsix = `newsmark${values.target === undefined ? "" : `-${values.target}`}-${manifest.version}.vsix`;
    const target = values.target === undefined ? [] : ["--target", values.target];
    execFileSync(process.execPath, ["../../node_modules/@vscode/vsce/vsce", "package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", `../${vsix}`, ...target], { cwd: OUT, stdio: ["ignore", "ignore", "inherit"] });
    console.log(`build/${vsix}`);
}
