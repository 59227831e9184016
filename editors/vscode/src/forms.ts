// The forms in which the command exports an article. Nothing here knows of the editor.

/** What is known of some forms; others are offered by their names. */
export const FORMS: Record<string, { detail: string; extension: string }> = {
    text: { detail: "The article without its markup", extension: "txt" },
    json: { detail: "All that the markup says: quotes, speakers, dates", extension: "json" },
};

/** The forms that the command's short help (`-h`) names, so that a newer command can have more. */
export function forms(help: string): string[] {
    const option = /^ *--to\b[^[]*?\[possible values: ([^\]]+)\]/m.exec(help);
    return option?.[1]?.split(",").map((name) => name.trim()) ?? [];
}

/** The name that is proposed for the exported file. */
export function outputName(article: string, form: string): string {
    const stem = article.replace(/\.nmk$/, "");
    return `${stem}.${FORMS[form]?.extension ?? form}`;
}
