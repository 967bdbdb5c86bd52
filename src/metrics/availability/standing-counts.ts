// How many pods stand in each of some books, and how: counted in one pass over the pods, where books begin or select others.
// Knows books and standings, no pods.

import type { OutageCause } from "./availability.ts";
import { CRASHES, flag, HAS_NO_IMAGE, HAS_NO_ROOM, IS_THERE, SERVES } from "./pod-standing.ts";
import { ownerIn, wantedBy, type Selection } from "./service-selection.ts";
import type { BookCounts, WorkloadBook } from "./workload-book.ts";

interface Tally {
  serving: number;
  withoutRoom: number;
  withoutImage: number;
  crashing: number;
  /** Pods that belong to no workload. */
  loose: number;
  readonly workloads: Set<WorkloadBook>;
  /** Pods that do not serve, by the reason. */
  readonly lost: Map<OutageCause, number>;
}

export class StandingCounts {
  readonly #tallies = new Map<WorkloadBook, Tally>();

  /** Books whose pods are counted; pods of others are passed over. */
  constructor(books: readonly WorkloadBook[]) {
    for (const book of books) {
      const counts = { serving: 0, withoutRoom: 0, withoutImage: 0, crashing: 0, loose: 0 };
      this.#tallies.set(book, { ...counts, workloads: new Set(), lost: new Map() });
    }
  }

  /** A pod stands in these books, as `state` says; `cause`: why it does not serve, if that is known. */
  add(standsIn: readonly WorkloadBook[], state: number, cause: OutageCause | undefined): void {
    const workload = ownerIn(standsIn);
    for (const book of standsIn) {
      const tally = this.#tallies.get(book);
      if (tally === undefined) continue;
      tally.serving += flag(state, SERVES);
      tally.withoutRoom += flag(state, HAS_NO_ROOM);
      tally.withoutImage += flag(state, HAS_NO_IMAGE);
      tally.crashing += flag(state, CRASHES);
      if (cause !== undefined) tally.lost.set(cause, (tally.lost.get(cause) ?? 0) + 1);
      if (workload === undefined) tally.loose += flag(state, IS_THERE);
      else if (workload !== book) tally.workloads.add(workload);
    }
  }

  /** What was counted of a book. A Service's selection, if it has one, is of those from then on. */
  finish(book: WorkloadBook, selections: ReadonlyMap<WorkloadBook, Selection>): BookCounts {
    const { workloads, loose, ...tally } = this.#tallies.get(book)!;
    const counts = { ...tally, lost: [...tally.lost].map(([cause, count]) => ({ cause, count })) };
    if (book.name.kind !== "Service") return { ...counts, desired: book.desired, withoutQuota: book.withoutQuota };
    const selection = selections.get(book);
    if (selection === undefined) return { ...counts, desired: 0, withoutQuota: 0 };
    selection.loose = loose;
    selection.workloads.clear();
    for (const workload of workloads) selection.workloads.add(workload);
    const withoutQuota = [...workloads].reduce((sum, workload) => sum + workload.withoutQuota, 0);
    return { ...counts, desired: wantedBy(selection), withoutQuota };
  }
}
