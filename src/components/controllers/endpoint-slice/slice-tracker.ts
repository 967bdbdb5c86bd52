// Which slices the controller has written itself, so that its own writes do not wake it.
// Imitates staging endpointslice util/endpointslice_tracker.go, v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { packJson, unpackJson } from "../../../base/snapshot-parts.ts";

import type { EndpointSlice } from "../../../model/api/types/endpoint-slice.ts";

/** In the place of a generation: the slice was deleted. */
const DELETED = -1;

type Generations = Map<string, number>;

export class SliceTracker implements Snapshotable {
  /** By key of the Service, then by uid of the slice. */
  #byService = new Map<string, Generations>();

  /** Whether the slice is other than the controller wrote it last. */
  isForeign(serviceKey: string, { metadata }: EndpointSlice): boolean {
    const known = this.#byService.get(serviceKey)?.get(metadata?.uid ?? "");
    return known === undefined || (metadata?.generation ?? 0) > known;
  }

  noteWritten(serviceKey: string, { metadata }: EndpointSlice): void {
    this.#generationsOf(serviceKey).set(metadata?.uid ?? "", metadata?.generation ?? 0);
  }

  noteDeleted(serviceKey: string, { metadata }: EndpointSlice): void {
    this.#generationsOf(serviceKey).set(metadata?.uid ?? "", DELETED);
  }

  /** The slice is gone; true if somebody else deleted one that the controller had written. */
  isSurprisedBy(serviceKey: string, { metadata }: EndpointSlice): boolean {
    const generations = this.#byService.get(serviceKey);
    const known = generations?.get(metadata?.uid ?? "");
    generations?.delete(metadata?.uid ?? "");
    return known !== undefined && known !== DELETED;
  }

  /** Whether these slices are older than what the controller has written. */
  areStale(serviceKey: string, slices: readonly EndpointSlice[]): boolean {
    const generations = this.#byService.get(serviceKey);
    if (generations === undefined) return false;
    const found = generationsIn(slices);
    for (const [uid, known] of generations) {
      const generation = found(uid);
      if (known === DELETED ? generation !== undefined : generation === undefined || generation < known) return true;
    }
    return false;
  }

  forget(serviceKey: string): void {
    this.#byService.delete(serviceKey);
  }

  snapshot(): Snapshot {
    return { slices: packJson([...this.#byService].map(([key, generations]) => [key, [...generations]])) };
  }

  restore(saved: Snapshot): void {
    const services = unpackJson(saved, "slices") as [string, [string, number][]][];
    this.#byService = new Map(services.map(([key, generations]) => [key, new Map(generations)]));
  }

  #generationsOf(serviceKey: string): Generations {
    let generations = this.#byService.get(serviceKey);
    if (generations === undefined) this.#byService.set(serviceKey, (generations = new Map()));
    return generations;
  }
}

/** The generations of slices by uid, quickest when they are asked for in the order of the slices. */
function generationsIn(slices: readonly EndpointSlice[]): (uid: string) => number | undefined {
  let next = 0;
  let all: Generations | undefined;
  return (uid) => {
    const metadata = slices[next]?.metadata;
    if (metadata !== undefined && (metadata.uid ?? "") === uid) {
      next += 1;
      return metadata.generation ?? 0;
    }
    all ??= new Map(slices.map((slice) => [slice.metadata?.uid ?? "", slice.metadata?.generation ?? 0]));
    return all.get(uid);
  };
}
