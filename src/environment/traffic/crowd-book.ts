// For how long each node's pods wanted all of its processors, or more. Knows nodes by their numbers and what they are called.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { CrowdedNode } from "../../cluster/crowded-node.ts";

interface Crowd {
  readonly node: string;
  readonly cores: number;
  /** Of all the times that are over. */
  readonly overUs: number;
  /** Null: it is not crowded now. */
  readonly sinceUs: number | null;
}

export class CrowdBook implements Snapshotable {
  /** By node, of those that were crowded once. */
  #crowds = new Map<number, Crowd>();

  /** From now on the node is crowded, or is not. */
  note(node: number, isCrowded: boolean, { name, cores }: { name: string; cores: number }, nowUs: number): void {
    const before = this.#crowds.get(node);
    const sinceUs = before?.sinceUs ?? null;
    if (isCrowded === (sinceUs !== null)) return;
    const overUs = (before?.overUs ?? 0) + (sinceUs === null ? 0 : nowUs - sinceUs);
    const crowd = before ?? { node: name, cores };
    this.#crowds.set(node, { ...crowd, overUs, sinceUs: isCrowded ? nowUs : null });
  }

  /** The longest first. */
  crowdedNodes(nowUs: number): readonly CrowdedNode[] {
    const crowds = Array.from(this.#crowds.values(), ({ node, cores, overUs, sinceUs }) => {
      const us = overUs + (sinceUs === null ? 0 : nowUs - sinceUs);
      return { node, cores, seconds: us / US_PER_SECOND };
    });
    return crowds.filter(({ seconds }) => seconds > 0).sort((one, other) => other.seconds - one.seconds);
  }

  snapshot(): Snapshot {
    return { crowds: packJson([...this.#crowds]) };
  }

  restore(saved: Snapshot): void {
    this.#crowds = new Map(unpackJson(saved, "crowds") as [number, Crowd][]);
  }
}
