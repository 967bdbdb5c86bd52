// The page's CSS as text: what it must hold and must not.

import { describe, expect, it } from "vitest";

import { pageStyle } from "../../../src/report/html/page-style.ts";

const style = pageStyle();

describe("the page's style", () => {
  it("loads nothing and cannot end its element", () => {
    expect(style).not.toMatch(/url\(|@import|@font-face|</);
  });

  it("closes every brace that it opens", () => {
    expect(style.match(/\{/g)?.length).toBe(style.match(/\}/g)?.length);
  });

  it("knows phones and paper", () => {
    expect(style).toContain("@media screen and (max-width:560px)");
    expect(style).toContain("@media print");
  });

  it("uses only variables that it sets", () => {
    const used = [...style.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1]!);
    expect(used.filter((name) => !style.includes(`${name}:#`))).toEqual([]);
  });
});
