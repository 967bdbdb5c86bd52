// Paths to offsets. The oracle is the text itself: what stands at the offset.

import { describe, expect, it } from "vitest";

import { YamlPlaces, type DocumentPath } from "../../../src/environment/documents/locate-in-yaml.ts";

function at(text: string, path: DocumentPath, what: "key" | "value" = "value"): string {
  return text.slice(new YamlPlaces(text, 100).offsetOf(path, what)).split("\n")[0]!;
}

const BLOCK = `kind: Pod
spec:
  containers:
    - name: a
      image: "quoted"
    - name: b
      args: [one, 'two']
  empty:
  1: number key
`;

describe("places in YAML", () => {
  it.each<[DocumentPath, string]>([
    [["kind"], "Pod"],
    [["spec", "containers", 0, "image"], '"quoted"'],
    [["spec", "containers", 1], "name: b"],
    [["spec", "containers", 1, "args", 1], "'two']"],
    [["spec", "1"], "number key"],
  ])("finds the value at %j", (path, text) => {
    expect(at(BLOCK, path)).toBe(text);
  });

  it("finds keys", () => {
    expect(at(BLOCK, ["spec", "containers", 1, "args"], "key")).toBe("args: [one, 'two']");
  });

  it("points to the key of a value that is empty", () => {
    expect(at(BLOCK, ["spec", "empty"])).toBe("empty:");
  });

  it("points to the deepest part that exists", () => {
    expect(at(BLOCK, ["spec", "containers", 0, "resources", "limits"])).toBe("name: a");
    expect(at(BLOCK, ["spec", "containers", 7])).toBe("- name: a");
    expect(at(BLOCK, ["kind", "deeper"])).toBe("Pod");
  });

  it("follows aliases and merged keys to where the value is written", () => {
    const text = "base: &base\n  cpu: 1\nlist: [*base]\nnode:\n  <<: *base\n  memory: 2\nboth:\n  <<: [*base]\n";
    expect(at(text, ["list", 0, "cpu"])).toBe("1");
    expect(at(text, ["node", "cpu"])).toBe("1");
    expect(at(text, ["both", "cpu"])).toBe("1");
    expect(at(text, ["node", "memory"])).toBe("2");
    expect(at(text, ["list", 0])).toBe("*base]");
  });

  it("points to what counts where a key is merged or stands twice", () => {
    const text = "base: &base\n  a: 1\nnode:\n  a: 2\n  <<: *base\nlast: 3\nlast: 4\n";
    expect(at(text, ["node", "a"])).toBe("1");
    expect(at(text, ["last"])).toBe("4");
    expect(at(text, ["last"], "key")).toBe("last: 4");
  });

  it("knows keys by what kubectl makes of them", () => {
    expect(at("yes: 1\n0x10: 2\n'no': 3\n", ["true"])).toBe("1");
    expect(at("yes: 1\n0x10: 2\n'no': 3\n", ["16"])).toBe("2");
    expect(at("yes: 1\n0x10: 2\n'no': 3\n", ["no"])).toBe("3");
  });

  it("has one place for an empty text", () => {
    expect(new YamlPlaces("# nothing\n", 100).offsetOf(["a"], "value")).toBe(0);
  });

  it("reads JSON as well", () => {
    expect(at('{\n\t"items": [ {"a": 1}, {"a": 2} ]}', ["items", 1, "a"])).toBe("2} ]}");
  });
});
