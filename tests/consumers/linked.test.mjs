// Linked data as a JSON-LD processor reads it. The contexts are here, with the terms that Newsmark uses: nothing is fetched.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import jsonld from "jsonld";

const folder = process.env.OUTPUT;
const SCHEMA = "http://schema.org/";
const OA = "http://www.w3.org/ns/oa#";

const contexts = {
  "https://schema.org": {
    "@context": { "@vocab": SCHEMA, url: { "@type": "@id" }, sameAs: { "@type": "@id" } },
  },
  // W3C's context, as far as it is needed (Web Annotation Vocabulary, appendix A).
  "http://www.w3.org/ns/anno.jsonld": {
    "@context": {
      oa: OA,
      as: "http://www.w3.org/ns/activitystreams#",
      rdfs: "http://www.w3.org/2000/01/rdf-schema#",
      rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
      dc: "http://purl.org/dc/elements/1.1/",
      id: { "@id": "@id", "@type": "@id" },
      type: { "@id": "@type", "@type": "@vocab" },
      Annotation: "oa:Annotation",
      AnnotationPage: "as:OrderedCollectionPage",
      TextualBody: "oa:TextualBody",
      SpecificResource: "oa:SpecificResource",
      TextPositionSelector: "oa:TextPositionSelector",
      TextQuoteSelector: "oa:TextQuoteSelector",
      describing: "oa:describing",
      identifying: "oa:identifying",
      linking: "oa:linking",
      tagging: "oa:tagging",
      classifying: "oa:classifying",
      motivation: { "@id": "oa:motivatedBy", "@type": "@vocab" },
      purpose: { "@id": "oa:hasPurpose", "@type": "@vocab" },
      body: { "@id": "oa:hasBody", "@type": "@id" },
      target: { "@id": "oa:hasTarget", "@type": "@id" },
      source: { "@id": "oa:hasSource", "@type": "@id" },
      selector: { "@id": "oa:hasSelector", "@type": "@id" },
      items: { "@id": "as:items", "@type": "@id", "@container": "@list" },
      start: { "@id": "oa:start" },
      end: { "@id": "oa:end" },
      exact: "oa:exact",
      prefix: "oa:prefix",
      suffix: "oa:suffix",
      value: "rdf:value",
      format: "dc:format",
      language: "dc:language",
      label: "rdfs:label",
    },
  },
};

const documentLoader = async (url) => {
  assert.ok(url in contexts, `${url} would have been fetched`);
  return { contextUrl: null, documentUrl: url, document: contexts[url] };
};

const read = (format) =>
  readdirSync(`${folder}/${format}`).map((name) => [name, JSON.parse(readFileSync(`${folder}/${format}/${name}`, "utf8"))]);

test("articles and quotations are schema.org's, and speakers are found", async () => {
  const documents = read("jsonld");
  assert.ok(documents.length > 10);
  for (const [name, document] of documents) {
    // Safe mode fails at whatever would be dropped.
    const [article] = await jsonld.expand(document, { documentLoader, safe: true });
    assert.deepEqual(article["@type"], [`${SCHEMA}NewsArticle`], name);
    const agents = new Set((article[`${SCHEMA}mentions`] ?? []).map((a) => a["@id"]));
    for (const quote of article[`${SCHEMA}hasPart`] ?? []) {
      assert.deepEqual(quote["@type"], [`${SCHEMA}Quotation`]);
      for (const speaker of quote[`${SCHEMA}spokenByCharacter`] ?? []) {
        const named = speaker[`${SCHEMA}name`] ?? speaker[`${SCHEMA}description`];
        assert.ok(agents.has(speaker["@id"]) || named, `${name}: ${JSON.stringify(speaker)}`);
      }
    }
    await jsonld.toRDF(document, { documentLoader, safe: true });
  }
});

test("annotations select the words that they quote, in code points", async () => {
  let selected = 0;
  for (const [name, document] of read("webannotation")) {
    const [page] = await jsonld.expand(document, { documentLoader, safe: true });
    const items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"];
    assert.equal(items.length, document.items.length, name);
    for (const item of items) {
      assert.deepEqual(item["@type"], [`${OA}Annotation`], name);
    }
    const text = Array.from(document.items[0].body.value);
    for (const item of document.items.slice(1)) {
      for (const { selector } of [item.target].flat()) {
        const [position, quote] = selector;
        const words = text.slice(position.start, position.end).join("");
        assert.equal(words, quote.exact, name);
        assert.ok(text.slice(0, position.start).join("").endsWith(quote.prefix), name);
        assert.ok(text.slice(position.end).join("").startsWith(quote.suffix), name);
        selected += 1;
      }
    }
  }
  assert.ok(selected > 500);
});
