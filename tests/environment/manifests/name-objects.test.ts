// Names of objects, and names that are taken.

import { describe, expect, it } from "vitest";

import { listeningPorts, namedObjects } from "../reading.ts";

function names(text: string): { readonly named: readonly string[]; readonly told: readonly object[] } {
  const { ports, told } = listeningPorts();
  const named = namedObjects(text, ports).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
  return { named, told: told() };
}

const POD = "apiVersion: v1\nkind: Pod\n";

describe("naming objects", () => {
  it("puts them into the default namespace, and nodes into none", () => {
    const text = `${POD}metadata: { name: a }\n---\n${POD}metadata: { name: a, namespace: b }\n---\napiVersion: v1\nkind: Node\nmetadata: { name: a }\n`;
    expect(names(text)).toEqual({ named: ["Pod default/a", "Pod b/a", "Node /a"], told: [] });
  });

  it("completes generateName, each time differently", () => {
    const { named, told } = names(`${POD}metadata: { generateName: x- }\n---\n${POD}metadata: { generateName: x- }\n`);
    expect(new Set(named).size).toBe(2);
    expect(named[0]).toMatch(/^Pod default\/x-[a-z0-9]{5}$/);
    expect(told).toEqual([]);
  });

  it("refuses a second one of a name, and says where the first stands", () => {
    const { named, told } = names(`${POD}metadata: { name: a }\n---\n${POD}metadata:\n  name: a\n`);
    expect(named).toEqual(["Pod default/a"]);
    expect(told).toMatchObject([
      {
        code: "duplicate-name",
        message: "Pod default/a is there twice; the first stands at f1:1",
        position: { line: 8, column: 9 },
      },
    ]);
  });

  it("leaves those without a name to the rules of their kind", () => {
    expect(names(POD)).toEqual({ named: ["Pod default/"], told: [] });
    expect(names(`${POD}metadata: { name: 5 }\n`)).toEqual({ named: ["Pod default/"], told: [] });
    expect(names(`${POD}metadata: [name]\n`)).toEqual({ named: ["Pod default/"], told: [] });
  });
});
