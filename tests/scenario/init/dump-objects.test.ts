// Objects of a dump, collected while somebody else reads the documents.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";

import { readDocuments } from "../../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";

import { DumpObjects } from "../../../src/scenario/init/dump-objects.ts";

function collect(text: string): { readonly objects: DumpObjects; readonly passed: number } {
  const objects = new DumpObjects();
  const documents = [...objects.passing(readDocuments(new SourceText("a.yaml", text), new DiagnosticSink()))];
  return { objects, passed: documents.length };
}

describe("the objects of a dump", () => {
  it("are found in lists of all kinds, and beside them", () => {
    const { objects, passed } = collect(`apiVersion: v1
kind: List
items: [{ apiVersion: v1, kind: Namespace, metadata: { name: a } }]
---
apiVersion: v1
kind: NodeList
items: [{ metadata: { name: b } }]
---
apiVersion: v1
kind: Pod
metadata: { name: c, managedFields: [] }
`);
    expect(passed).toBe(3);
    expect(objects.kept.map(({ value }) => value)).toEqual([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } },
      { apiVersion: "v1", kind: "Node", metadata: { name: "b" } },
      { apiVersion: "v1", kind: "Pod", metadata: { name: "c" } },
    ]);
  });

  it("are counted where they play no part", () => {
    const { objects } = collect(`{ apiVersion: v1, kind: Secret, data: { a: eA== } }
---
{ apiVersion: v1, kind: Secret }
---
{ apiVersion: acme.example/v1, kind: Database }
---
[1, 2]
`);
    expect(objects.kept).toEqual([]);
    expect([...objects.leftOut]).toEqual([
      ["Secret", 2],
      ["Database", 1],
    ]);
  });
});
