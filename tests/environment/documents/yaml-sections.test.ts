// The parts of large documents.

import { describe, expect, it } from "vitest";

import type { DocumentPath } from "../../../src/environment/documents/locate-in-yaml.ts";
import { YamlSections } from "../../../src/environment/documents/yaml-sections.ts";

const COMPACT = `apiVersion: v1
items:
# first
- kind: Pod
  args:
  - -x
- kind: Node

  name: n
-
  kind: Pod
kind: List
metadata:
  name: x
`;

const INDENTED = `---
items:   # all

    - a: |
        - no item
      b: 1
    - c: 2
    -d: text
kind: List
`;

function section(text: string, path: DocumentPath): readonly unknown[] {
  const start = text.startsWith("---") ? 4 : 0;
  const found = new YamlSections(text, start, text.length).find(path);
  return found === undefined ? [] : [text.slice(found.startsAt, found.endsAt), found.path];
}

describe("sections of a document", () => {
  it("are the items of its lists", () => {
    expect(section(COMPACT, ["items", 0, "args", 0])).toEqual(["- kind: Pod\n  args:\n  - -x\n", [0, "args", 0]]);
    expect(section(COMPACT, ["items", 1])).toEqual(["- kind: Node\n\n  name: n\n", [0]]);
    expect(section(COMPACT, ["items", 2, "kind"])).toEqual(["-\n  kind: Pod\n", [0, "kind"]]);
    expect(section(INDENTED, ["items", 0])).toEqual(["    - a: |\n        - no item\n      b: 1\n", [0]]);
  });

  it("are its fields", () => {
    expect(section(COMPACT, ["metadata", "name"])).toEqual(["metadata:\n  name: x\n", ["metadata", "name"]]);
    expect(section(COMPACT, ["apiVersion"])).toEqual(["apiVersion: v1\n", ["apiVersion"]]);
  });

  it("are not found where there is no such part", () => {
    expect(section(COMPACT, [])).toEqual([]);
    expect(section(COMPACT, ["items", 3])).toEqual([]);
    expect(section(COMPACT, ["metadata", 0])).toEqual([]);
    expect(section(COMPACT, ["none"])).toEqual([]);
    expect(section(COMPACT, [0])).toEqual([]);
  });
});
