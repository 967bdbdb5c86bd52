// Records of runs, and the seeds of replications.

import { expect, it } from "vitest";

import { failedRun, replicationSeed } from "../../../src/experiment/execution/run-record.ts";

it("gives the first replication the seed itself, and every other one its own", () => {
  expect([0, 1, 12].map((replication) => replicationSeed("7", replication))).toEqual(["7", "7/1", "7/12"]);
});

it("keeps of a failed run which one it was, and why", () => {
  const point = { index: 2, assignments: [], levels: [] };
  const task = { point, replication: 1, seed: "7/1", detail: "none" as const };
  expect(failedRun(task, "why")).toEqual({ kind: "failed", point: 2, replication: 1, seed: "7/1", reason: "why" });
});
