// The figures of availability by their names.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { measurementsOf } from "../../../src/metrics/availability/availability-measurements.ts";
import { WorkloadBook } from "../../../src/metrics/availability/workload-book.ts";

it("each is of its workload, and more than enough replicas are none that are missing", () => {
  const book = new WorkloadBook({ kind: "StatefulSet", namespace: "shop", name: "db" });
  book.addTime(moment(0));
  book.setMinimum(1, moment(0));
  book.setDesired(1, "start-up", moment(0));
  book.serve(1, "start-up", moment(4e6));
  book.serve(1, "start-up", moment(5e6));
  for (const difference of [-1, -1] as const) book.serve(difference, "failure", moment(6e6));
  for (const difference of [1, 1] as const) book.serve(difference, "failure", moment(8e6));
  const found = measurementsOf(book.finish(moment(9e6)));
  const labels = { kind: "StatefulSet", namespace: "shop", name: "db" };
  expect(found.map(({ labels: own }) => own)).toEqual([labels, labels, labels, labels]);
  expect(found.map((each) => [each.name, each.kind === "gauge" ? each.value : undefined])).toEqual([
    ["plimsoll_workload_below_desired_seconds", 6],
    ["plimsoll_workload_below_minimum_seconds", 2],
    ["plimsoll_workload_longest_outage_seconds", 4],
    ["plimsoll_workload_replicas_missing", 0],
  ]);
});
