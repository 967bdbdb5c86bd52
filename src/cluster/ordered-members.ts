// Who stands in which group, as linked lists in columns: members and groups are small whole numbers, and a member is in one
// group at most. The order is that of kube-scheduler's NodeInfo (pkg/scheduler/framework/types.go, v1.36): who comes is the
// last, and the last one takes the place of one that goes. Knows nothing of what members and groups are.

import { grownTo } from "../base/grown-column.ts";
import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";

/** No group, no neighbour. */
export const NOBODY = -1;

export class OrderedMembers implements Snapshotable {
  #size = 0;
  #group = new Int32Array(0);
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  #first: (number | undefined)[] = [];
  #last: (number | undefined)[] = [];

  /** The group of a member, or NOBODY. */
  groupOf(member: number): number {
    return this.#group[member]!;
  }

  /** The first of a group, or NOBODY. */
  firstOf(group: number): number {
    return this.#first[group] ?? NOBODY;
  }

  /** The one behind a member in its group, or NOBODY. */
  nextOf(member: number): number {
    return this.#next[member]!;
  }

  /** A new member, in no group yet: the one with the next number. */
  add(): void {
    if (this.#size === this.#group.length) this.#growTo(this.#size + 1);
    this.#group[this.#size] = NOBODY;
    this.#size += 1;
  }

  /** There will be so many members. */
  expect(rows: number): void {
    if (rows > this.#group.length) this.#growTo(rows);
  }

  /** Puts a member that is in no group behind the others of one. */
  join(member: number, group: number): void {
    invariant(this.#group[member] === NOBODY, "a member is in one group", { member, group });
    const last = this.#last[group] ?? NOBODY;
    this.#group[member] = group;
    this.#previous[member] = last;
    this.#next[member] = NOBODY;
    if (last === NOBODY) this.#first[group] = member;
    else this.#next[last] = member;
    this.#last[group] = member;
  }

  /** Takes a member out of its group. */
  leave(member: number): void {
    const group = this.#group[member]!;
    invariant(group !== NOBODY, "a member leaves the group that it is in", { member });
    const last = this.#last[group]!;
    this.#unlinkLast(last, group);
    if (last !== member) this.#replace(member, last, group);
    this.#group[member] = NOBODY;
  }

  /** Takes a member out of its group and puts it there again; one in no group stays so. */
  rejoin(member: number): void {
    const group = this.#group[member]!;
    if (group === NOBODY || this.#last[group] === member) return;
    this.leave(member);
    this.join(member, group);
  }

  snapshot(): Snapshot {
    return {
      group: this.#group.slice(0, this.#size),
      next: this.#next.slice(0, this.#size),
      previous: this.#previous.slice(0, this.#size),
      first: Int32Array.from(this.#first, (member) => member ?? NOBODY),
      last: Int32Array.from(this.#last, (member) => member ?? NOBODY),
    };
  }

  restore(saved: Snapshot): void {
    this.#group = Int32Array.from(arrayIn(saved, "group"));
    this.#next = Int32Array.from(arrayIn(saved, "next"));
    this.#previous = Int32Array.from(arrayIn(saved, "previous"));
    this.#first = [...arrayIn(saved, "first")];
    this.#last = [...arrayIn(saved, "last")];
    this.#size = this.#group.length;
  }

  #unlinkLast(last: number, group: number): void {
    const previous = this.#previous[last]!;
    this.#last[group] = previous;
    if (previous === NOBODY) this.#first[group] = NOBODY;
    else this.#next[previous] = NOBODY;
  }

  /** Puts an unlinked member where another stands. */
  #replace(member: number, by: number, group: number): void {
    const previous = this.#previous[member]!;
    const next = this.#next[member]!;
    this.#previous[by] = previous;
    this.#next[by] = next;
    if (previous === NOBODY) this.#first[group] = by;
    else this.#next[previous] = by;
    if (next === NOBODY) this.#last[group] = by;
    else this.#previous[next] = by;
  }

  #growTo(rows: number): void {
    this.#group = grownTo(this.#group, rows);
    this.#next = grownTo(this.#next, rows);
    this.#previous = grownTo(this.#previous, rows);
  }
}
