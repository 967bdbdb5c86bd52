// Sizes of nodes, worked out once for each.

import { describe, expect, it } from "vitest";

import { AllocatableShapes, withAllocatable } from "../../src/cluster/allocatable-shapes.ts";
import { CPU_INDEX, ResourceIndex } from "../../src/cluster/resource-index.ts";
import type { Node } from "../../src/model/objects.ts";
import { node } from "../model/build-objects.ts";

describe("the size of a node", () => {
  it("is worked out once for all nodes that are written alike", () => {
    const shapes = new AllocatableShapes(new ResourceIndex());
    const first = shapes.shapeOf(node("n1", { cpu: "4" }, { labels: { zone: "a" } }));
    expect(shapes.shapeOf(node("n2", { cpu: "4" }))).toBe(first);
    expect(shapes.shapeOf(node("n3", { cpu: "4", memory: "1Gi" }))).not.toBe(first);
  });

  it("is what it can allocate, in the columns of the resources, with columns for new ones", () => {
    const resources = new ResourceIndex();
    const { vector, allowedPods } = new AllocatableShapes(resources).shapeOf(
      node("n1", { cpu: "3500m", "example.com/gpu": 2, pods: "5" }),
    );
    expect([...vector.indices]).toEqual([CPU_INDEX, resources.find("example.com/gpu")]);
    expect([[...vector.amounts], allowedPods]).toEqual([[3500, 2], 5]);
  });

  it("is its capacity where it does not say what it can allocate", () => {
    const shapes = new AllocatableShapes(new ResourceIndex());
    const bare: Node = { metadata: { name: "n1" }, status: { capacity: { cpu: "4", pods: "7" } } };
    const shape = shapes.shapeOf(bare);
    expect([[...shape.vector.amounts], shape.allowedPods]).toEqual([[4000], 7]);
    const partial: Node = { ...bare, status: { ...bare.status, allocatable: { cpu: "2" } } };
    expect([[...shapes.shapeOf(partial).vector.amounts], shapes.shapeOf(partial).allowedPods]).toEqual([[2000], 0]);
  });

  it("is nothing for a node without a status", () => {
    const { vector, allowedPods } = new AllocatableShapes(new ResourceIndex()).shapeOf({ metadata: { name: "n1" } });
    expect([vector.indices.length, allowedPods]).toEqual([0, 0]);
  });
});

describe("a node with its size as stored", () => {
  it("keeps everything else, and stays as it is if it said nothing of its size", () => {
    const shapes = new AllocatableShapes(new ResourceIndex());
    const written: Node = { metadata: { name: "n1" }, status: { capacity: { cpu: "4" }, images: [{ names: ["a"] }] } };
    expect(withAllocatable(written, shapes.shapeOf(written))).toEqual({
      metadata: { name: "n1" },
      status: { capacity: { cpu: "4" }, images: [{ names: ["a"] }], allocatable: { cpu: "4000m" } },
    });
    const silent: Node = { metadata: { name: "n2" } };
    expect(withAllocatable(silent, shapes.shapeOf(silent))).toEqual(silent);
  });
});
