// Requests under way, a row of whole numbers each: which kind, of which entities, how often it was tried. Rows are used again.
// Knows nothing of how requests travel.

import { grownTo } from "../../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Change } from "../../cluster/change.ts";

const NO_CHANGES: readonly Change[] = Object.freeze([]);

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
  #sentAtUs = new Float64Array(0);
  #size = 0;
  #free: number[] = [];
  #changes: (readonly Change[] | undefined)[] = [];

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
    this.#changes[row] = undefined;
    this.#free.push(row);
  }

  carry(row: number, changes: readonly Change[], sentAtUs: number): void {
    this.#changes[row] = changes;
    this.#sentAtUs[row] = sentAtUs;
  }

  sentAtUs(row: number): number | undefined {
    return this.#changes[row] === undefined ? undefined : this.#sentAtUs[row];
  }

  changesOf(row: number): readonly Change[] {
    return this.#changes[row] ?? NO_CHANGES;
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
      sentAtUs: this.#sentAtUs.slice(0, this.#size),
      changes: packJson(this.#changes.map((changes) => changes ?? null)),
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
    this.#sentAtUs = Float64Array.from(arrayIn(saved, "sentAtUs"));
    const changes = unpackJson(saved, "changes") as (readonly Change[] | null)[];
    this.#changes = changes.map((each) => each ?? undefined);
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
      this.#sentAtUs = grownTo(this.#sentAtUs, rows);
    }
    this.#changes.push(undefined);
    this.#size += 1;
    return this.#size - 1;
  }
}
