// Runs whose worker dies, once or twice.

import { describe, expect, it } from "vitest";

import type { RunTask } from "../../../src/experiment/execution/run-record.ts";
import { twiceTried, type RunAttempt } from "../../../src/experiment/execution/twice-tried.ts";

import { finishedRun } from "../made-runs.ts";

const TASK: RunTask = {
  point: { index: 4, assignments: [], levels: [] },
  replication: 2,
  seed: "1/2",
  detail: "none" as const,
};
const MADE: RunAttempt = { kind: "made", record: finishedRun(4, 2, {}) };
const DIED: RunAttempt = { kind: "died", reason: "its worker died" };

function executor(attempts: readonly RunAttempt[]): {
  readonly run: () => Promise<unknown>;
  readonly made: () => number;
} {
  let made = 0;
  const tried = twiceTried({ width: 3, attempt: () => Promise.resolve(attempts[made++]!) });
  return { run: () => tried.run(TASK), made: () => made };
}

describe("a run", () => {
  it("that ends is not repeated, if only because it failed", async () => {
    const finished = executor([MADE]);
    expect([await finished.run(), finished.made()]).toEqual([MADE.record, 1]);
    const failed = { kind: "failed", point: 4, replication: 2, seed: "1/2", reason: "a plugin failed" } as const;
    const once = executor([{ kind: "made", record: failed }]);
    expect([await once.run(), once.made()]).toEqual([failed, 1]);
  });

  it("whose worker dies is tried once more", async () => {
    const second = executor([DIED, MADE]);
    expect([await second.run(), second.made()]).toEqual([MADE.record, 2]);
  });

  it("that is not begun is no run, the first time or the second", async () => {
    const first = executor([{ kind: "stopped" }]);
    expect([await first.run(), first.made()]).toEqual([undefined, 1]);
    const second = executor([DIED, { kind: "stopped" }]);
    expect([await second.run(), second.made()]).toEqual([undefined, 2]);
  });

  it("whose worker dies twice has failed, for the reason of the second death", async () => {
    const twice = executor([
      { kind: "died", reason: "this" },
      { kind: "died", reason: "its worker ran out of memory" },
    ]);
    expect(await twice.run()).toEqual({
      kind: "failed",
      point: 4,
      replication: 2,
      seed: "1/2",
      reason: "its worker ran out of memory, twice",
    });
    expect(twice.made()).toBe(2);
  });

  it("is not tried again where no worker can be started any more", async () => {
    const tried = twiceTried({ width: 3, attempt: () => Promise.reject(new Error("no worker")) });
    await expect(tried.run(TASK)).rejects.toThrow("no worker");
    expect(tried.width).toBe(3);
  });
});
