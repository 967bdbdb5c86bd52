// Which column of the node table holds which resource. CPU, memory and ephemeral storage come first;
// scalar resources follow in the order in which they are first heard of. Columns are never given back.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

import type { ResourceAmounts } from "../model/resource-list.ts";
import { CPU, EPHEMERAL_STORAGE, MEMORY } from "../model/resource-name.ts";

export const CPU_INDEX = 0;
export const MEMORY_INDEX = 1;
export const EPHEMERAL_STORAGE_INDEX = 2;
/** Resources with an index of at least this are scalar. */
export const FIRST_SCALAR_INDEX = 3;

/** Amounts by resource index, zero entries left out, ascending; for the inner loops. */
export interface ResourceVector {
  readonly indices: Int32Array;
  readonly amounts: Float64Array;
}

export class ResourceIndex implements Snapshotable {
  readonly #names: string[] = [CPU, MEMORY, EPHEMERAL_STORAGE];
  readonly #byName = new Map(this.#names.map((name, index) => [name, index]));

  /** How many resources there are. */
  get size(): number {
    return this.#names.length;
  }

  nameOf(index: number): string {
    return this.#names[index]!;
  }

  /** The resource's column, or undefined if nobody has mentioned it. */
  find(name: string): number | undefined {
    return this.#byName.get(name);
  }

  /** The resource's column, made if need be. */
  intern(name: string): number {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const index = this.#names.length;
    this.#names.push(name);
    this.#byName.set(name, index);
    return index;
  }

  snapshot(): Snapshot {
    return { names: packJson(this.#names) };
  }

  /** Columns are never given back, so those that are known here must be the first of the saved ones. */
  restore(saved: Snapshot): void {
    for (const [index, name] of (unpackJson(saved, "names") as string[]).entries()) {
      invariant(this.intern(name) === index, "resources were named in the same order", { name, index });
    }
  }

  /** The amounts as a sparse vector. */
  vectorOf(amounts: ResourceAmounts): ResourceVector {
    const entries: [number, number][] = [
      [CPU_INDEX, amounts.cpuMilli],
      [MEMORY_INDEX, amounts.memoryBytes],
      [EPHEMERAL_STORAGE_INDEX, amounts.ephemeralStorageBytes],
    ];
    for (const [name, amount] of amounts.scalars) entries.push([this.intern(name), amount]);
    const nonZero = entries.filter(([, amount]) => amount !== 0).toSorted(([left], [right]) => left - right);
    return {
      indices: Int32Array.from(nonZero, ([index]) => index),
      amounts: Float64Array.from(nonZero, ([, amount]) => amount),
    };
  }
}
