// Books that are saved and come back.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { restoredBooks, savedBooks } from "../../../src/metrics/availability/book-snapshots.ts";
import { WorkloadBook } from "../../../src/metrics/availability/workload-book.ts";

it("books come back with their names, counts and series", () => {
  const book = new WorkloadBook({ kind: "Deployment", namespace: "default", name: "web" });
  book.addTime(moment(0));
  book.setDesired(2, "start-up", moment(0));
  book.serve(1, "start-up", moment(3e6));
  const { books, series } = savedBooks(new Map([["a", book]]));
  const again = restoredBooks(books, series);
  expect([...again.keys()]).toEqual(["a"]);
  const [whole, restored] = [book, again.get("a")!];
  expect(restored.finish(moment(9e6))).toEqual(whole.finish(moment(9e6)));
  expect(restored.servingSeries.snapshot()).toEqual(whole.servingSeries.snapshot());
});
