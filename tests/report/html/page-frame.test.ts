// The frame of a page.

import { describe, expect, it } from "vitest";

import { framedPage, type PageFrame } from "../../../src/report/html/page-frame.ts";

const FRAME: PageFrame = {
  about: "run report",
  name: "a <name>",
  description: "",
  outcome: "passed",
  plimsoll: "0.1.0",
  kubernetes: "1.36",
  style: { text: "body{}", source: "sha256-style" },
  script: null,
  contents: [
    { id: "one", title: "One" },
    { id: "two", title: "Two" },
  ],
  main: "all of it",
};

describe("the frame of a page", () => {
  it("names and escapes what it is about, and links its contents", () => {
    const page = framedPage(FRAME);
    expect(page).toContain("<title>a &lt;name&gt;: passed – plimsoll</title>");
    expect([...page.matchAll(/<li><a href="#(\w+)">/g)].map((match) => match[1])).toEqual(["one", "two"]);
    expect(page).toContain("all of it");
  });

  it("lets in no script where there is none", () => {
    const page = framedPage(FRAME);
    expect(page).not.toContain("script");
    expect(page).toContain("default-src &#39;none&#39;; style-src &#39;sha256-style&#39;; base-uri");
  });

  it("lets in its own script by its hash, at the end", () => {
    const page = framedPage({ ...FRAME, script: { text: "go()", source: "sha256-script" } });
    expect(page).toContain("script-src &#39;sha256-script&#39;;");
    expect(page).toContain("<script>go()</script></body>");
  });
});
