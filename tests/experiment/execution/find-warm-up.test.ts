// Pilot runs and the warm-up that they tell: which points are tried, what is looked at, and how runs get it.

import { describe, expect, it } from "vitest";

import type { Design } from "../../../src/experiment/design/point.ts";
import {
  foundIn,
  pilotPlaces,
  slicesOf,
  withFoundWarmUp,
  type FoundWarmUp,
} from "../../../src/experiment/execution/find-warm-up.ts";
import {
  failedRun,
  type RunDetail,
  type RunRecord,
  type RunTask,
} from "../../../src/experiment/execution/run-record.ts";
import { madeDetail } from "../made-runs.ts";

const STILL = madeDetail({});

/** A run of 1000 s in which what is requested rises in steps for `risesSeconds`, and nothing waits. */
function detail(risesSeconds: number): RunDetail {
  const steps = Array.from({ length: 51 }, (_, step) => (step * risesSeconds) / 50);
  const value = steps.map((_, step) => step / 50);
  const ratio = { name: "requested_ratio", labels: { resource: "cpu" }, unit: "ratio", atSeconds: steps, value };
  const waits = { name: "pending_pods", labels: { queue: "active" }, unit: "pods", atSeconds: [0], value: [0] };
  return { ...STILL, series: [ratio, waits], run: { ...STILL.run, endSeconds: 1000 } };
}

function finished({ point, replication, seed }: RunTask, found: RunDetail): RunRecord {
  const figures = { keys: [], values: new Float64Array() };
  const identity = { point: point.index, replication, seed, fingerprint: "" };
  return { kind: "finished", ...identity, outcome: "passed", figures, observed: new Float64Array(), detail: found };
}

function designOf(points: number): Design {
  return {
    factors: [],
    points: Array.from({ length: points }, (_, index) => ({ index, assignments: [], levels: [] })),
  };
}

describe("what pilots tell", () => {
  it("is the time after which nothing fills up any more, the latest of all points", () => {
    const found = foundIn([[detail(100)], [detail(300), detail(300)]]);
    if (found.kind !== "found") throw new Error("the runs settle");
    expect(found.pilots).toBe(3);
    expect(found.milliseconds).toBeGreaterThan(250_000);
    expect(found.milliseconds).toBeLessThanOrEqual(310_000);
  });

  it("is nothing where nothing fills up", () => {
    expect(foundIn([[detail(0)]])).toMatchObject({ kind: "found", milliseconds: 0 });
    expect(foundIn([[]])).toMatchObject({ kind: "found", milliseconds: 0 });
  });

  it("is that runs are too short where something still rises", () => {
    expect(foundIn([[detail(990)]])).toEqual({ kind: "too-short", series: "requested_ratio{resource=cpu}" });
  });
});

describe("pods that wait", () => {
  const waiting = (atSeconds: readonly number[], value: readonly number[], queue = "unschedulable") => {
    const series = { name: "pending_pods", labels: { queue }, unit: "pods", atSeconds, value };
    const settled = detail(100);
    return { ...settled, series: [...settled.series, series] };
  };

  it("do not end a warm-up by coming in a burst", () => {
    const times = Array.from({ length: 500 }, (_, at) => 2 * at);
    // Up and down without a rhythm, by some pods of the 110 that there is room for.
    const value = times.map((time) => 0.5 + ((time * 7919) % 101) / 2000);
    const pods = { name: "requested_ratio", labels: { resource: "pods" }, unit: "ratio", atSeconds: times, value };
    const burst = waiting([0, 700, 703], [0, 3, 0]);
    const found = foundIn([[{ ...burst, series: [pods, ...burst.series.slice(1)] }]]);
    expect(found).toMatchObject({ kind: "found" });
  });

  it("show that nothing settles where there are ever more of them", () => {
    const times = Array.from({ length: 1000 }, (_, second) => second);
    const growing = waiting(times, times);
    expect(foundIn([[growing]])).toEqual({ kind: "too-short", series: "pods on nodes and waiting" });
    expect(foundIn([[waiting(times, times, "gated")]])).toMatchObject({ kind: "found" });
  });
});

describe("pilot points", () => {
  it("are spread over the design", () => {
    expect([1, 2, 4, 5, 100].map(pilotPlaces)).toEqual([[0], [0, 1], [0, 1, 2, 3], [0, 1, 3, 4], [0, 33, 66, 99]]);
  });
});

describe("a series in slices", () => {
  it("keeps its mean over time", () => {
    const slices = slicesOf({ atSeconds: [100, 300, 301.5], value: [4, 8, 2] }, 1000);
    expect(slices.reduce((sum, value) => sum + value, 0) * 2).toBeCloseTo(4 * 200 + 8 * 1.5 + 2 * 698.5, 6);
    expect([slices[49], slices[50], slices[499]]).toEqual([0, 4, 2]);
    expect(slices[150]).toBeCloseTo((8 * 1.5 + 2 * 0.5) / 2, 9);
  });
});

describe("runs with a found warm-up", () => {
  async function made(point: Design["points"][number], ofPilot: (task: RunTask) => RunRecord | undefined) {
    const tasks: RunTask[] = [];
    const told: FoundWarmUp[] = [];
    const run = (task: RunTask) => {
      tasks.push(task);
      return Promise.resolve(ofPilot(task));
    };
    const executor = withFoundWarmUp({ width: 2, run }, designOf(6), "7", (found) => told.push(found));
    const records = await Promise.all(
      [0, 1].map((replication) => executor.run({ point, replication, seed: "7", detail: "none" as const })),
    );
    return { tasks, told, records };
  }

  it("come after five pilots of each of four points, which are asked for their details once", async () => {
    const { tasks, told } = await made(designOf(6).points[2]!, (task) => finished(task, detail(200)));
    const pilots = tasks.slice(0, 20);
    expect(pilots.map(({ point }) => point.index)).toEqual(
      [0, 2, 3, 5].flatMap((place) => Array<number>(5).fill(place)),
    );
    expect(pilots.every((task) => task.detail === "whole")).toBe(true);
    expect(pilots.slice(0, 5).map(({ seed }) => seed)).toEqual(["7", "7/1", "7/2", "7/3", "7/4"]);
    expect(told).toHaveLength(1);
    const [found] = told;
    if (found?.kind !== "found") throw new Error("the runs settle");
    const assignment = { path: "warmUp", value: `${found.milliseconds}ms` };
    expect(tasks.slice(20).map(({ point }) => point.assignments)).toEqual([[assignment], [assignment]]);
  });

  it("are not made where a pilot is not begun any more: fewer would tell another warm-up", async () => {
    let left = 7;
    const until = (task: RunTask) => (left-- > 0 ? finished(task, detail(200)) : undefined);
    const { tasks, told, records } = await made(designOf(6).points[2]!, until);
    expect(tasks.length).toBeLessThanOrEqual(9);
    expect([told, records]).toEqual([[], [undefined, undefined]]);
  });

  it("let a point have a warm-up of its own", async () => {
    const own = { path: "spec.warmUp", value: "1s" };
    const { tasks } = await made({ index: 0, levels: [], assignments: [own] }, (task) => finished(task, detail(200)));
    expect(tasks.at(-1)!.point.assignments.at(-1)).toBe(own);
  });

  it("leave nothing out where nothing was found, and go on though pilots fail", async () => {
    const { tasks, told } = await made(designOf(6).points[0]!, (task) => finished(task, detail(990)));
    expect(told).toMatchObject([{ kind: "too-short" }]);
    expect(tasks.at(-1)!.point.assignments).toEqual([]);
    const { told: toldOfNone } = await made(designOf(6).points[0]!, (task) => failedRun(task, "a plugin failed"));
    expect(toldOfNone).toEqual([{ kind: "found", milliseconds: 0, pilots: 0 }]);
  });
});
