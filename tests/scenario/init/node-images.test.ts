// Which names of images nodes keep.

import { describe, expect, it } from "vitest";

import { shapeOfKind } from "../../../src/scenario/init/kept-kinds.ts";
import { withoutUnusedDigests } from "../../../src/scenario/init/node-images.ts";

const NODE = shapeOfKind("v1", "Node")!;
const POD = shapeOfKind("v1", "Pod")!;

function keptNames(...images: readonly string[]): unknown {
  const node = { status: { images: [{ names: ["a@sha256:1", "a:1"], sizeBytes: 5 }, { names: ["b@sha256:2"] }] } };
  const [kept] = withoutUnusedDigests([
    { kind: "Node", value: node, shape: NODE },
    { kind: "Pod", value: { spec: { containers: images.map((image) => ({ image })) } }, shape: POD },
  ]);
  return (kept!.value["status"] as { readonly images: unknown }).images;
}

describe("withoutUnusedDigests", () => {
  it("keeps images by their tags", () => {
    expect(keptNames()).toEqual([{ names: ["a:1"], sizeBytes: 5 }]);
  });

  it("keeps the digests that pods name", () => {
    expect(keptNames("b@sha256:2", "a@sha256:1")).toEqual([
      { names: ["a@sha256:1", "a:1"], sizeBytes: 5 },
      { names: ["b@sha256:2"] },
    ]);
  });

  it("leaves nodes without images alone", () => {
    const node = { kind: "Node", value: { metadata: { name: "x" } }, shape: NODE };
    expect(withoutUnusedDigests([node])).toEqual([node]);
  });
});
