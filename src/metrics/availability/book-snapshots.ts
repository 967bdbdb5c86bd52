// The books of workloads as they are saved with a run, and as they come back.
// Knows books and what is kept of each; whose pods stand in them is found again.

import type { Snapshot } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import { WorkloadBook, type BookName } from "./workload-book.ts";

/** Plain data: the key, whose book it is, and its counts. Series are saved beside. */
export type SavedBook = readonly [key: string, name: BookName, counts: Parameters<WorkloadBook["restore"]>[0]];

export function savedBooks(books: ReadonlyMap<string, WorkloadBook>): {
  readonly books: readonly SavedBook[];
  readonly series: Snapshot;
} {
  const series = [...books].flatMap(([key, { desiredSeries, servingSeries }]) => [
    [`${key} desired`, desiredSeries.snapshot()] as const,
    [`${key} serving`, servingSeries.snapshot()] as const,
  ]);
  return {
    books: [...books].map(([key, book]) => [key, book.name, book.save()] as const),
    series: joinSnapshots(Object.fromEntries(series)),
  };
}

export function restoredBooks(saved: readonly SavedBook[], series: Snapshot): Map<string, WorkloadBook> {
  return new Map(
    saved.map(([key, name, counts]) => {
      const book = new WorkloadBook(name);
      book.restore(counts);
      book.desiredSeries.restore(partOf(series, `${key} desired`));
      book.servingSeries.restore(partOf(series, `${key} serving`));
      return [key, book];
    }),
  );
}
