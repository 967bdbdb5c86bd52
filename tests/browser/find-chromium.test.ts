// Where a Chromium is looked for.

import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";

import { findChromium } from "./find-chromium.ts";

const PATH = ["/a", "/b"].join(delimiter);

describe("a Chromium", () => {
  it("is found in PATH, Debian's name first", () => {
    const there = new Set([join("/a", "google-chrome"), join("/b", "chromium")]);
    expect(findChromium({ PATH }, (path) => there.has(path))).toBe(join("/b", "chromium"));
    expect(findChromium({ PATH }, () => false)).toBeUndefined();
    expect(findChromium({}, () => true)).toBeUndefined();
  });

  it("is the one that CHROME names, or none", () => {
    expect(findChromium({ PATH, CHROME: "/my/chrome" }, () => true)).toBe("/my/chrome");
    expect(findChromium({ PATH, CHROME: "/my/chrome" }, (path) => path !== "/my/chrome")).toBeUndefined();
  });
});
