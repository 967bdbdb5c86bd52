// What a controller waits to see of its own requests before it acts on the same object again: so many pods created, and these
// pods deleted. Without it a cache that lags behind would let a controller do everything twice.
// Imitates ControllerExpectations and UIDTrackingControllerExpectations of pkg/controller/controller_utils.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { MissedRequests } from "./controller.ts";

/** After five minutes a controller stops waiting. */
const TIMEOUT_US = 300_000_000;

interface Expected {
  /** Creations to be seen; may fall below 0. */
  creations: number;
  /** Pods whose deletion is to be seen: `namespace/name`. */
  deletions: Set<string>;
  /** µs since the run began. */
  sinceUs: number;
}

/** By key of the controlling object. */
export class Expectations implements Snapshotable {
  #expected = new Map<string, Expected>();

  /** Takes the place of what was expected before. */
  expectCreations(key: string, count: number, nowUs: number): void {
    this.#expected.set(key, { creations: count, deletions: new Set(), sinceUs: nowUs });
  }

  /** Takes the place of what was expected before. */
  expectDeletions(key: string, podKeys: readonly string[], nowUs: number): void {
    this.#expected.set(key, { creations: 0, deletions: new Set(podKeys), sinceUs: nowUs });
  }

  /** Both at once, as DaemonSets and Jobs have it. */
  expect(key: string, creations: number, podKeys: readonly string[], nowUs: number): void {
    this.#expected.set(key, { creations, deletions: new Set(podKeys), sinceUs: nowUs });
  }

  /** One was seen, or was asked for in vain. */
  creationObserved(key: string): void {
    const expected = this.#expected.get(key);
    if (expected !== undefined) expected.creations -= 1;
  }

  deletionObserved(key: string, podKey: string): void {
    this.#expected.get(key)?.deletions.delete(podKey);
  }

  /** Whether the controller may act: all was seen, or it has waited long enough. */
  isSatisfied(key: string, nowUs: number): boolean {
    const expected = this.#expected.get(key);
    if (expected === undefined || (expected.creations <= 0 && expected.deletions.size === 0)) return true;
    return nowUs - expected.sinceUs > TIMEOUT_US;
  }

  /** What was asked for and not done is not waited for. */
  missed(key: string, { creations, deletions }: MissedRequests): void {
    for (let creation = 0; creation < creations; creation += 1) this.creationObserved(key);
    for (const podKey of deletions) this.deletionObserved(key, podKey);
  }

  forget(key: string): void {
    this.#expected.delete(key);
  }

  snapshot(): Snapshot {
    const saved = [...this.#expected].map(([key, { creations, deletions, sinceUs }]) => [
      key,
      { creations, deletions: [...deletions], sinceUs },
    ]);
    return { expectations: packJson(saved) };
  }

  restore(saved: Snapshot): void {
    const entries = unpackJson(saved, "expectations") as [
      string,
      { creations: number; deletions: string[]; sinceUs: number },
    ][];
    this.#expected = new Map(
      entries.map(([key, { creations, deletions, sinceUs }]) => [
        key,
        { creations, deletions: new Set(deletions), sinceUs },
      ]),
    );
  }
}
