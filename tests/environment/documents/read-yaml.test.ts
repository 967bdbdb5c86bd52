// One document at a time: which reader reads it, what is said of it, and where its parts stand.

import { describe, expect, it } from "vitest";

import { PlainYaml } from "../../../src/environment/documents/plain-yaml.ts";
import {
  MAX_ALIASES,
  MAX_YAML_DEPTH,
  MAX_YAML_DOCUMENT_CHARACTERS,
  readYaml,
  type YamlReading,
} from "../../../src/environment/documents/read-yaml.ts";
import { splitDocuments } from "../../../src/environment/documents/split-documents.ts";

function read(text: string): YamlReading {
  const [extent] = splitDocuments(text, 0);
  return readYaml(text, extent!, new PlainYaml(text, MAX_YAML_DEPTH));
}

function problems(text: string): readonly string[] {
  return read(text).problems.map(({ code, offset }) => `${code} ${offset}`);
}

describe("reading one document", () => {
  it("gives the same for what is plain and what is not", () => {
    expect(read("a: [1, 2]\n")).toMatchObject({ value: { a: [1, 2] }, problems: [] });
    expect(read("a: [1,\n  2]\n")).toMatchObject({ value: { a: [1, 2] }, problems: [] });
  });

  it("ends a last line that does not end", () => {
    expect(read("a: >\n  b").value).toEqual({ a: "b\n" });
  });

  it("says what stands behind three dots and is not read", () => {
    expect(read("a: 1\n... # end\n\n# comment\n")).toMatchObject({ value: { a: 1 }, problems: [] });
    expect(read("a: 1\n...\n# comment\n\nb: 2\n")).toMatchObject({
      value: { a: 1 },
      problems: [{ code: "unread-content", severity: "warning", offset: 20 }],
    });
  });

  it("goes on after what is wrong where it can", () => {
    const { value, problems: found } = read("---\na: 1\na: 2\nb: !!int x\n");
    expect(value).toEqual({ a: 2, b: null });
    expect(found.map(({ code, offset }) => [code, offset])).toEqual([
      ["duplicate-key", 9],
      ["yaml-syntax", 23],
    ]);
  });
});

describe("hostile documents", () => {
  it("refuses a bomb before it expands", () => {
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(10).fill(`*l${n}`).join()}]`);
    expect(problems(`l0: &l0 [x, x]\n${levels.join("\n")}\n`)).toEqual(["excessive-aliases 4"]);
  });

  it("refuses more aliases than any manifest has", () => {
    const aliases = Array(MAX_ALIASES + 1).fill("*a");
    expect(problems(`a: &a 1\nb: [${aliases.join()}]\n`)[0]).toMatch(/^excessive-aliases/);
  });

  it("refuses an anchor that contains itself", () => {
    expect(problems("a: &a [*a]\n")).toEqual(["cyclic-reference 7"]);
    expect(problems("a: &a\n  b: *a\n")).toEqual(["cyclic-reference 11"]);
  });

  it("refuses nesting deeper than the limit", () => {
    const depth = MAX_YAML_DEPTH + 1;
    expect(problems(`a: ${"[".repeat(depth)}${"]".repeat(depth)}\n`)[0]).toMatch(/^yaml-syntax/);
  });

  it("refuses a large document that is not plain", () => {
    expect(problems(`a: &b ${"x".repeat(MAX_YAML_DOCUMENT_CHARACTERS)}\n`)).toEqual(["document-too-large 0"]);
  });

  it("refuses complex keys", () => {
    expect(problems("? [1]\n: 2\n")).toEqual(["yaml-syntax 2"]);
  });
});

describe("places", () => {
  const item = "- kind: Pod\n  metadata:\n    name: NAME\n";
  const list = `items:\n${Array.from({ length: 3000 }, (_, n) => item.replace("NAME", `pod-${n}`)).join("")}kind: List\n`;

  it("are found in large documents", () => {
    const { places } = read(list);
    const offset = places.offsetOf(["items", 2000, "metadata", "name"], "value");
    expect(list.slice(offset, offset + 8)).toBe("pod-2000");
    expect(list.slice(places.offsetOf(["items", 7, "metadata"], "key")).startsWith("metadata")).toBe(true);
    expect(list.slice(places.offsetOf(["kind"], "value"))).toBe("List\n");
    expect(places.offsetOf([], "value")).toBe(0);
    expect(list.slice(places.offsetOf(["items", 9], "value")).startsWith("kind: Pod")).toBe(true);
    expect(places.offsetOf(["items", 9, "kind"], "key")).toBe(places.offsetOf(["items", 9], "value"));
    expect(places.offsetOf(["items", 9999], "value")).toBe(7);
  });

  it("of a whole document begin with its content", () => {
    const offset = read("---\n# comment\n\n  a: 1\n").places.offsetOf([], "value");
    expect(offset).toBe(17);
    expect(read("# comment\n- a\n").places.offsetOf([], "value")).toBe(10);
    expect(read("- a\n").places.offsetOf([], "value")).toBe(0);
  });

  it("are the document's where only the quick reader could read it", () => {
    const text = '---\na:\n  b: "one\ntwo"\nc: 1\n';
    const { value, places } = read(text);
    expect(value).toEqual({ a: { b: "one two" }, c: 1 });
    expect(places.offsetOf(["c"], "value")).toBe(4);
  });
});
