// Templates that escape.

import { describe, expect, it } from "vitest";

import { breakable, markup, Markup } from "../../../src/report/html/markup.ts";

import { HOSTILE } from "../hostile-result.ts";
import { elementsOf } from "../markup-check.ts";

describe("a template", () => {
  it("escapes texts and numbers, inserts markup, joins lists, and passes over nothing", () => {
    const list = [markup`<li>${1}</li>`, markup`<li>${"<2>"}</li>`];
    expect(markup`<ul>${list}${null}</ul>`.text).toBe("<ul><li>1</li><li>&lt;2&gt;</li></ul>");
    expect(markup`${new Markup("<b>")}`.text).toBe("<b>");
  });

  it("lets no text out of an attribute or an element", () => {
    const { text } = markup`<p title="${HOSTILE}">${HOSTILE}</p>`;
    expect(elementsOf(text).map(({ name, attributes }) => [name, Object.keys(attributes)])).toEqual([["p", ["title"]]]);
  });
});

describe("a name that may break", () => {
  it("does so after slashes and underscores", () => {
    expect(markup`${breakable("a/b_c<d")}`.text).toBe("a/<wbr />b_<wbr />c&lt;d");
  });
});
