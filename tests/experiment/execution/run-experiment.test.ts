// Rounds of runs: complete, in order, whatever the executor does with time.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Design } from "../../../src/experiment/design/point.ts";
import {
  runExperiment,
  type ReplicationRule,
  type RunExecutor,
  type RunJournal,
} from "../../../src/experiment/execution/run-experiment.ts";
import type { RunRecord, RunTask } from "../../../src/experiment/execution/run-record.ts";
import { finishedRun } from "../made-runs.ts";

const NO_JOURNAL: RunJournal = { recall: () => undefined, keep: () => Promise.resolve() };

function designOf(points: number): Design {
  return {
    factors: [],
    points: Array.from({ length: points }, (_, index) => ({ index, assignments: [], levels: [] })),
  };
}

/** Ends each run after as many turns of the event loop as it is told. */
function executor(width: number, turnsOf: (task: RunTask) => number): RunExecutor & { readonly asked: RunTask[] } {
  const asked: RunTask[] = [];
  return {
    width,
    asked,
    run: async (task) => {
      asked.push(task);
      for (let turn = turnsOf(task); turn > 0; turn -= 1) await new Promise(setImmediate);
      return finishedRun(task.point.index, task.replication, { "m value": task.point.index * 10 + task.replication });
    },
  };
}

/** Two at first; then three of every point whose number is even. */
const TWO_THEN_THREE: ReplicationRule = {
  wanted: (runs) => runs.map((made, index) => (made.length === 0 ? 2 : index % 2 === 0 ? 3 : 2)),
};

describe("an experiment", () => {
  it("makes every run once, by point and replication, as often as the rule asks", async () => {
    const ports = { executor: executor(1, () => 0), journal: NO_JOURNAL };
    const { runs, complete } = await runExperiment(designOf(3), "s", TWO_THEN_THREE, ports);
    expect(complete).toBe(true);
    expect(runs.map((ofPoint) => ofPoint.map(({ replication }) => replication))).toEqual([
      [0, 1, 2],
      [0, 1],
      [0, 1, 2],
    ]);
    expect(ports.executor.asked.length).toBe(8);
  });

  it("gives replications of all points the same seeds, and asks for details of the first", async () => {
    const ports = { executor: executor(2, () => 0), journal: NO_JOURNAL };
    await runExperiment(designOf(2), "s", { wanted: () => [2, 2] }, ports);
    const seeds = ports.executor.asked.map(({ replication, seed, detail }) => [replication, seed, detail]);
    expect(seeds).toEqual([
      [0, "s", "short"],
      [1, "s/1", "none"],
      [0, "s", "short"],
      [1, "s/1", "none"],
    ]);
  });

  it("comes to the same whatever the width and the order in which runs end", async () => {
    const straight = await runExperiment(designOf(4), "s", TWO_THEN_THREE, {
      executor: executor(1, () => 0),
      journal: NO_JOURNAL,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat(5), { minLength: 12 }), async (width, turns) => {
        const journal = NO_JOURNAL;
        const shuffled = executor(width, ({ point, replication }) => turns[(point.index * 3 + replication) % 12]!);
        expect(await runExperiment(designOf(4), "s", TWO_THEN_THREE, { executor: shuffled, journal })).toEqual(
          straight,
        );
      }),
      { seed: 62, numRuns: 30 },
    );
  });

  it("hands over no more than twice what goes on at once", async () => {
    let running = 0;
    let most = 0;
    const watching: RunExecutor = {
      width: 3,
      run: async (task) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        return finishedRun(task.point.index, task.replication, {});
      },
    };
    await runExperiment(
      designOf(40),
      "s",
      { wanted: (runs) => runs.map(() => 1) },
      {
        executor: watching,
        journal: NO_JOURNAL,
      },
    );
    expect(most).toBe(6);
  });

  it("asks nobody for what the journal recalls, and keeps the rest there", async () => {
    const kept: RunRecord[] = [];
    const journal: RunJournal = {
      recall: (point, replication) => (replication === 0 ? finishedRun(point, 0, { "m value": 99 }) : undefined),
      keep: (record) => Promise.resolve(void kept.push(record)),
    };
    const ports = { executor: executor(1, () => 0), journal };
    const { runs } = await runExperiment(designOf(1), "s", { wanted: () => [2] }, ports);
    expect(ports.executor.asked.map(({ replication }) => replication)).toEqual([1]);
    expect(kept.map(({ replication }) => replication)).toEqual([1]);
    expect(runs[0]!.length).toBe(2);
  });

  it("is not whole without runs that were handed over and not begun, and keeps none of them", async () => {
    const made = executor(2, () => 0);
    const stopping: RunExecutor = {
      width: 2,
      run: (task) => (task.point.index < 3 ? made.run(task) : Promise.resolve(undefined)),
    };
    const kept: RunRecord[] = [];
    const journal: RunJournal = { recall: () => undefined, keep: (record) => Promise.resolve(void kept.push(record)) };
    const rule: ReplicationRule = { wanted: (table) => table.map(() => 1) };
    const { runs, complete } = await runExperiment(designOf(9), "s", rule, { executor: stopping, journal });
    expect(complete).toBe(false);
    expect(runs.map(({ length }) => length)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(kept.map(({ point }) => point)).toEqual([0, 1, 2]);
  });

  it("begins nothing once the signal is aborted, and says that it is not whole", async () => {
    const controller = new AbortController();
    const ending = executor(1, ({ point }) => {
      if (point.index === 2) controller.abort();
      return 0;
    });
    const { runs, complete } = await runExperiment(
      designOf(9),
      "s",
      { wanted: (table) => table.map(() => 1) },
      {
        executor: ending,
        journal: NO_JOURNAL,
        signal: controller.signal,
      },
    );
    expect(complete).toBe(false);
    expect(runs[0]!.length).toBe(1);
    expect(runs[8]!.length).toBe(0);
  });
});
