// Links and names in pages: which are found, and which lead nowhere.

import { describe, expect, it } from "vitest";

import { deadLinks, namedInText } from "./references.ts";

describe("deadLinks", () => {
  const exists = (path: string): boolean => ["docs/manual/a.md", "README.md"].includes(path);

  it("finds links to files that are not there", () => {
    const text = "[a](a.md#part) [top](../../README.md) [b](b.md) [web](https://example.org) [here](#part) `[c](c.md)`";
    expect(deadLinks(text, "docs/manual", exists)).toEqual(["b.md"]);
  });
});

describe("namedInText", () => {
  it("lists each name once", () => {
    expect(namedInText("`npm run a`, npm run b, npm run a", /npm run (\w+)/g)).toEqual(["a", "b"]);
  });
});
