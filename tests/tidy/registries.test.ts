// Planted mistakes of lists: an entry without a home, a test or a row; a list that nobody checks.

import { describe, expect, it } from "vitest";

import { checkAllListsKnown, checkEntries, isListOfDefinitions, type Registry } from "./registries.ts";
import { fileFrom, show } from "./rule.ts";

const registry: Registry = {
  file: "src/scheduling/plugins/list.ts",
  list: "PLUGINS",
  folder: "src/scheduling/plugins/",
  entriesPerFile: 1,
  page: "docs/fidelity.md",
  reason: "because",
};

const home = fileFrom({
  path: "src/scheduling/plugins/node-name.ts",
  text: 'export const nodeName = { name: "NodeName" };',
});
const test = fileFrom({ path: "tests/scheduling/plugins/node-name.test.ts", text: "" });
const entries = [{ name: "NodeName" }];
const page = "| NodeName | what it imitates |\n";

describe("checkEntries", () => {
  it("accepts an entry with a file, a test and a row", () => {
    expect(show(checkEntries(registry, entries, [home, test], page, []))).toEqual([]);
  });

  it("sees an entry without a file, without a test, without a row, and one that is there twice", () => {
    expect(checkEntries(registry, entries, [test], page, []).length).toBe(1);
    expect(checkEntries(registry, entries, [home], page, []).length).toBe(1);
    expect(
      checkEntries(registry, entries, [home, test], "NodeName | NodeNameless |\n| NodeNameless |", []).length,
    ).toBe(1);
    expect(checkEntries(registry, [...entries, ...entries], [home, test], page, []).length).toBe(1);
  });

  it("sees an entry with two homes, and a home of two entries", () => {
    const second = fileFrom({ path: "src/scheduling/plugins/copy.ts", text: home.source.text });
    expect(checkEntries(registry, entries, [home, test, second], page, []).length).toBe(1);
    const crowded = fileFrom({ path: home.path, text: `${home.source.text} const other = { name: "Other" };` });
    expect(
      checkEntries(registry, [...entries, { name: "Other" }], [crowded, test], `${page}| \`Other\`, or so |`, [])
        .length,
    ).toBe(1);
  });
});

describe("isListOfDefinitions", () => {
  it("knows objects with names from everything else", () => {
    expect(isListOfDefinitions(entries)).toBe(true);
    for (const value of [[], ["NodeName"], [{ name: 1 }], [{}], [null], {}, null, undefined, "list"]) {
      expect(isListOfDefinitions(value)).toBe(false);
    }
  });
});

describe("checkAllListsKnown", () => {
  const found = { file: registry.file, list: "PLUGINS", frozen: true };

  it("accepts lists that stand in one of the tables", () => {
    const colours = { ...found, list: "COLOURS", frozen: false };
    expect(checkAllListsKnown([found, colours], [registry], [{ list: "COLOURS", reason: "because" }])).toEqual([]);
  });

  it("sees a list that stands in none, one that is not frozen, and a row without a list", () => {
    expect(checkAllListsKnown([found], [], []).length).toBe(1);
    expect(checkAllListsKnown([{ ...found, frozen: false }], [registry], []).length).toBe(1);
    expect(checkAllListsKnown([], [registry], []).length).toBe(1);
  });
});
