// The packages that are tried, as test.sh has made them.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Options } from "./workbench.ts";

const HERE = import.meta.dirname;
const { version } = JSON.parse(readFileSync(join(HERE, "../../package.json"), "utf8")) as { version: string };
const codeServer = process.env["CODE_SERVER"] ?? "";

function at(name: string): Options {
    if (codeServer === "") {
        throw new Error("CODE_SERVER must name the folder of code-server; test.sh sets it");
    }
    return { vsix: join(HERE, "../../build", `newsmark${name}-${version}.vsix`), codeServer };
}

export const packages = {
    withServer: () => at(`-${process.env["TARGET"] ?? ""}`),
    withoutServer: () => at(""),
};
