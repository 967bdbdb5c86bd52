// A section of a page.

import { describe, expect, it } from "vitest";

import { markup } from "../../../src/report/html/markup.ts";
import { sectionMarkup } from "../../../src/report/html/page-section.ts";

describe("a section", () => {
  it("has an address, a heading that names it, and its body", () => {
    const section = { id: "here", title: "Here & there", body: (word: string) => markup`<p>${word}</p>` };
    const { text } = sectionMarkup(section, "<b>");
    expect(text).toContain('<section id="here" aria-labelledby="here-heading">');
    expect(text).toContain('<h2 id="here-heading">Here &amp; there</h2>');
    expect(text).toContain("<p>&lt;b&gt;</p>");
  });
});
