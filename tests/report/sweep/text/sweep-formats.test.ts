// What holds for all ways to print a sweep.

import { parse } from "yaml";
import { describe, expect, it } from "vitest";

import { SWEEP_FORMATS } from "../../../../src/report/sweep/text/sweep-formats.ts";

import { unsafeCharacters } from "../../markup-check.ts";
import { drawnSweep, hostileSweep, singleRunSweep } from "../made-sweep.ts";

const SWEEPS = [singleRunSweep(), drawnSweep(2, 2)];

describe.each(SWEEP_FORMATS)("a sweep as $name", (format) => {
  it("is a text that ends its last line, and the same again", () => {
    for (const sweep of SWEEPS) {
      const text = format.render(sweep);
      expect(text.endsWith("\n")).toBe(true);
      expect(text).not.toMatch(/undefined|\[object/);
      expect(format.render(sweep)).toBe(text);
    }
  });

  it("holds no control character of a hostile name", () => {
    expect(unsafeCharacters(format.render(hostileSweep()))).toEqual([]);
  });
});

describe("the ways to print a sweep", () => {
  it("are frozen, each with a name of its own", () => {
    expect(Object.isFrozen(SWEEP_FORMATS)).toBe(true);
    expect(SWEEP_FORMATS.map(({ name }) => name)).toEqual([
      "table",
      "wide",
      "json",
      "yaml",
      "csv",
      "markdown",
      "github",
    ]);
  });

  it("give programs the same data as JSON and as YAML", () => {
    const render = (name: string): string =>
      SWEEP_FORMATS.find((format) => format.name === name)!.render(singleRunSweep());
    expect(parse(render("yaml"), { version: "1.1" })).toEqual(JSON.parse(render("json")));
  });
});
