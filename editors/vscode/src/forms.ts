// The formats in which the command exports an article. Nothing here knows of the editor.

/** A format: its name, and what the command says of it. */
export interface Form {
    name: string;
    detail: string;
}

/** How files of a format end, where it is not its name. */
const EXTENSIONS: Record<string, string> = {
    text: "txt",
    spacy: "jsonl",
    tei: "xml",
    timeml: "tml",
    webannotation: "jsonld",
    markdown: "md",
};

/** More files than one, or columns for machines that read a whole folder: not for one article in an editor. */
const OF_FOLDERS = ["brat", "parquet"];

/** The formats that the command's help (`--help`) names, so that a newer command can have more. */
export function forms(help: string): Form[] {
    const option = /^ *--to\b.*?(?=^ *-{1,2}\w|(?![^]))/ms.exec(help)?.[0] ?? "";
    const lines = option.matchAll(/^ +- ([\w-]+): +(\S.*)$/gm);
    const all = Array.from(lines, ([, name = "", detail = ""]) => ({ name, detail }));
    return all.filter(({ name }) => !OF_FOLDERS.includes(name));
}

/** The name that is proposed for the exported file. */
export function outputName(article: string, form: string): string {
    const stem = article.replace(/\.nmk$/, "");
    return `${stem}.${EXTENSIONS[form] ?? form}`;
}
