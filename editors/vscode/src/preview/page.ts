// The preview's page before anything is drawn in it.

export interface Page {
    script: string;
    style: string;
    /** Where the editor lets the page load from. */
    source: string;
    nonce: string;
}

/** Nothing may run or load but the extension's own script and style. */
export function page({ script, style, source, nonce }: Page): string {
    const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${style}">
<title>Preview</title>
</head>
<body>
<p id="problem" role="status" hidden></p>
<header><h1 id="title"></h1><p id="byline"></p><ul id="speakers" aria-label="Speakers"></ul></header>
<main id="copy"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
