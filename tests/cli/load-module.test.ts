// Loading a user's module: what it exports, or why it is none, with the place where that is known.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

import { loadModule, placeIn } from "../../src/cli/load-module.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-modules-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The path of a file with that text. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("a module", () => {
  it("is loaded with all that it exports, whatever its files are said to be", () => {
    for (const name of ["a.js", "b.mjs"]) {
      const path = file(
        name,
        'import { sep } from "node:path";\nexport const one = 1;\nexport const two = sep.length;\n',
      );
      expect(loadModule(path)).toEqual({ kind: "module", exports: { one: 1, two: 1 } });
    }
  });

  it("that cannot be read as JavaScript is told with its line and column", () => {
    expect(loadModule(file("bad.js", "export const a = 1;\nexport const b = ;\n"))).toEqual({
      kind: "broken",
      detail: "SyntaxError: Unexpected token ';'",
      place: { line: 2, column: 18 },
    });
  });

  it("that throws while it is loaded is told with the line that threw", () => {
    expect(loadModule(file("throws.js", 'export const a = 1;\n  throw new Error("not today");\n'))).toEqual({
      kind: "broken",
      detail: "Error: not today",
      place: { line: 2, column: 9 },
    });
    expect(loadModule(file("odd.js", 'export const a = 1;\nthrow "words";\n'))).toMatchObject({
      detail: "it threw words while it was loaded",
    });
  });

  it("that imports what is not there is told", () => {
    expect(loadModule(file("lost.js", 'import "./nowhere.js";\nexport const a = 1;\n'))).toMatchObject({
      kind: "broken",
      detail: expect.stringContaining("Cannot find module") as string,
    });
  });

  it("cannot wait for anything", () => {
    expect(loadModule(file("waits.mjs", "export const a = await Promise.resolve(1);\n"))).toMatchObject({
      detail: "it awaits something at its top level, which a run cannot wait for",
    });
  });

  it("ends in .js or .mjs", () => {
    expect(loadModule(file("data.json", "{}"))).toMatchObject({
      detail: "a module is a file that ends in .js or .mjs",
    });
  });
});

describe("the place of an error", () => {
  it("is that of the newest call in the file", () => {
    const stack =
      "Error: no\n    at f (file:///a/lib.js:1:2)\n    at g (file:///a/b.js:3:4)\n    at file:///a/b.js:5:6";
    expect([placeIn(stack, "/a/b.js"), placeIn(stack, "/a/c.js")]).toEqual([{ line: 3, column: 4 }, undefined]);
  });
});
