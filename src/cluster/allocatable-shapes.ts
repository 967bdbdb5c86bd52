// What nodes of one size can allocate, worked out once: a cluster has thousands of nodes and a handful of sizes.

import { withNodeDefaults } from "../model/defaulting.ts";
import type { Node } from "../model/objects.ts";
import { ZERO_QUANTITY } from "../model/quantity/quantity.ts";
import { wholeUnits } from "../model/quantity/whole-units.ts";
import { readResourceList, resourceAmounts } from "../model/resource-list.ts";
import { PODS } from "../model/resource-name.ts";

import type { ResourceIndex, ResourceVector } from "./resource-index.ts";

export interface AllocatableShape {
  /** status.allocatable as the API server stores it; undefined if the node says nothing of its size. */
  readonly allocatable: NonNullable<Node["status"]>["allocatable"];
  readonly vector: ResourceVector;
  readonly allowedPods: number;
}

export class AllocatableShapes {
  readonly #resources: ResourceIndex;
  readonly #byText = new Map<string, AllocatableShape>();

  constructor(resources: ResourceIndex) {
    this.#resources = resources;
  }

  /** The shape of a node as a user wrote it. */
  shapeOf(node: Node): AllocatableShape {
    const text = JSON.stringify(node.status?.allocatable ?? node.status?.capacity ?? {});
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const allocatable = withNodeDefaults(node).status?.allocatable;
    const list = readResourceList(allocatable);
    const shape = {
      allocatable,
      vector: this.#resources.vectorOf(resourceAmounts(list)),
      allowedPods: wholeUnits(list.get(PODS) ?? ZERO_QUANTITY),
    };
    this.#byText.set(text, shape);
    return shape;
  }
}

/** The node with its allocatable as stored. */
export function withAllocatable(node: Node, { allocatable }: AllocatableShape): Node {
  return allocatable === undefined ? node : { ...node, status: { ...node.status, allocatable } };
}
