// Requests under way, a row of whole numbers each: which kind, of which entities, how often it was tried. Rows are used again.
// Knows nothing of how requests travel.

import { grownTo } from "../../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Change } from "../../cluster/change.ts";

export class RequestTable implements Snapshotable {
  kinds = new Int32Array(0);
  firsts = new Int32Array(0);
  seconds = new Int32Array(0);
  instances = new Int32Array(0);
  /** Answers of the server that asked to come again. */
  refusals = new Int32Array(0);
  /** Number of the answer, once there is one. */
  answers = new Int32Array(0);
  /** Of requests that carry changes: when they were sent. */
  #sentAtUs = new Map<number, number>();
  #size = 0;
  #free: number[] = [];
  #changes = new Map<number, readonly Change[]>();

  /** Requests under way. */
  get underWay(): number {
    return this.#size - this.#free.length;
  }

  add(kind: number, first: number, second: number, instance: number): number {
    const row = this.#free.pop() ?? this.#append();
    this.kinds[row] = kind;
    this.firsts[row] = first;
    this.seconds[row] = second;
    this.instances[row] = instance;
    this.refusals[row] = 0;
    this.answers[row] = 0;
    return row;
  }

  remove(row: number): void {
    this.#changes.delete(row);
    this.#sentAtUs.delete(row);
    this.#free.push(row);
  }

  carry(row: number, changes: readonly Change[], sentAtUs: number): void {
    this.#changes.set(row, changes);
    this.#sentAtUs.set(row, sentAtUs);
  }

  sentAtUs(row: number): number | undefined {
    return this.#sentAtUs.get(row);
  }

  changesOf(row: number): readonly Change[] {
    return this.#changes.get(row) ?? [];
  }

  snapshot(): Snapshot {
    return {
      kinds: this.kinds.slice(0, this.#size),
      firsts: this.firsts.slice(0, this.#size),
      seconds: this.seconds.slice(0, this.#size),
      instances: this.instances.slice(0, this.#size),
      refusals: this.refusals.slice(0, this.#size),
      answers: this.answers.slice(0, this.#size),
      free: Int32Array.from(this.#free),
      changes: packJson([[...this.#changes], [...this.#sentAtUs]]),
    };
  }

  restore(saved: Snapshot): void {
    const column = (name: string) => Int32Array.from(arrayIn(saved, name));
    this.kinds = column("kinds");
    this.firsts = column("firsts");
    this.seconds = column("seconds");
    this.instances = column("instances");
    this.refusals = column("refusals");
    this.answers = column("answers");
    this.#size = this.kinds.length;
    this.#free = [...column("free")];
    const [changes, sentAtUs] = unpackJson(saved, "changes") as [[number, readonly Change[]][], [number, number][]];
    this.#changes = new Map(changes);
    this.#sentAtUs = new Map(sentAtUs);
  }

  #append(): number {
    if (this.#size === this.kinds.length) {
      const rows = this.#size * 2 + 1;
      this.kinds = grownTo(this.kinds, rows);
      this.firsts = grownTo(this.firsts, rows);
      this.seconds = grownTo(this.seconds, rows);
      this.instances = grownTo(this.instances, rows);
      this.refusals = grownTo(this.refusals, rows);
      this.answers = grownTo(this.answers, rows);
    }
    this.#size += 1;
    return this.#size - 1;
  }
}
