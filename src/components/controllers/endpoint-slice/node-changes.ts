// Which nodes went or moved to another zone, in the order in which that was heard: pods on them are other endpoints now,
// though nothing happened to them. Knows events only.

import type { WatchEvent } from "../controller.ts";

const ZONE_LABEL = "topology.kubernetes.io/zone";

type NodeEvent = Extract<WatchEvent, { readonly kind: "Node" }>;

export class NodeChanges {
  readonly #names: string[] = [];

  /** How many there have been. */
  get count(): number {
    return this.#names.length;
  }

  /** A node that comes is none: no endpoint was on it before. */
  hear({ type, node, before }: NodeEvent): void {
    if (type === "added") return;
    if (type === "updated" && before !== undefined && zoneOf(node) === zoneOf(before)) return;
    this.#names.push(node.metadata.name);
  }

  /** The nodes of all changes after the first so many. */
  after(count: number): ReadonlySet<string> {
    return new Set(this.#names.slice(count));
  }
}

function zoneOf({ metadata }: NodeEvent["node"]): string | undefined {
  return metadata.labels?.[ZONE_LABEL];
}
