// The size of a node, worked out once for all nodes that say the same.

import { describe, expect, it } from "vitest";

import { AllocatableShapes, withAllocatable } from "../../src/cluster/allocatable-shapes.ts";
import { CPU_INDEX, EPHEMERAL_STORAGE_INDEX, MEMORY_INDEX, ResourceIndex } from "../../src/cluster/resource-index.ts";
import type { Node } from "../../src/model/objects.ts";

const GIB = 1024 * 1024 * 1024;

function sized(status: Node["status"]): Node {
  return { metadata: { name: "n" }, ...(status === undefined ? {} : { status }) };
}

function shapesAndResources() {
  const resources = new ResourceIndex();
  return { resources, shapes: new AllocatableShapes(resources) };
}

describe("a node's shape", () => {
  it("holds what it can allocate in whole units, and its places apart", () => {
    const { resources, shapes } = shapesAndResources();
    const { vector, allowedPods } = shapes.shapeOf(
      sized({ allocatable: { cpu: "3500m", memory: "2Gi", pods: "30", "example.com/gpu": 4 } }),
    );
    expect([...vector.indices]).toEqual([CPU_INDEX, MEMORY_INDEX, resources.find("example.com/gpu")]);
    expect([...vector.amounts]).toEqual([3500, 2 * GIB, 4]);
    expect(allowedPods).toBe(30);
  });

  it("leaves out what it has none of", () => {
    const { shapes } = shapesAndResources();
    const { vector, allowedPods } = shapes.shapeOf(sized({ allocatable: { cpu: 0, "ephemeral-storage": "1Gi" } }));
    expect([...vector.indices]).toEqual([EPHEMERAL_STORAGE_INDEX]);
    expect(allowedPods).toBe(0);
  });

  it("is its capacity where it says nothing of what it can allocate", () => {
    const { shapes } = shapesAndResources();
    const { vector } = shapes.shapeOf(sized({ capacity: { cpu: 2 } }));
    expect([...vector.amounts]).toEqual([2000]);
  });

  it("is what it can allocate where it says both", () => {
    const { shapes } = shapesAndResources();
    const { vector } = shapes.shapeOf(sized({ capacity: { cpu: 2 }, allocatable: { cpu: 1 } }));
    expect([...vector.amounts]).toEqual([1000]);
  });

  it.each([undefined, {}])("is empty for a node with the status %j", (status) => {
    const { shapes } = shapesAndResources();
    const shape = shapes.shapeOf(sized(status));
    expect([shape.allocatable, shape.vector.indices.length, shape.allowedPods]).toEqual([undefined, 0, 0]);
  });

  it("is the same object for nodes that say the same, and another for others", () => {
    const { shapes } = shapesAndResources();
    const first = shapes.shapeOf(sized({ allocatable: { cpu: 2, memory: "1Gi" } }));
    expect(shapes.shapeOf(sized({ allocatable: { cpu: 2, memory: "1Gi" } }))).toBe(first);
    expect(shapes.shapeOf(sized({ capacity: { cpu: 2, memory: "1Gi" } }))).toBe(first);
    expect(shapes.shapeOf(sized({ allocatable: { cpu: 2, memory: "2Gi" } }))).not.toBe(first);
  });
});

describe("a node as it is stored", () => {
  it("shows what it can allocate, and keeps all else", () => {
    const { shapes } = shapesAndResources();
    const node = sized({ capacity: { cpu: "2" }, images: [{ names: ["nginx"] }] });
    const shape = shapes.shapeOf(node);
    expect(Object.keys(shape.allocatable ?? {})).toEqual(["cpu"]);
    expect(withAllocatable(node, shape)).toEqual({
      metadata: { name: "n" },
      status: { capacity: { cpu: "2" }, allocatable: shape.allocatable, images: [{ names: ["nginx"] }] },
    });
    expect(node.status).not.toHaveProperty("allocatable");
  });

  it("is the node itself where it says nothing of its size", () => {
    const { shapes } = shapesAndResources();
    const node = sized(undefined);
    expect(withAllocatable(node, shapes.shapeOf(node))).toBe(node);
  });
});
