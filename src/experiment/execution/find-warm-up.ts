// `warmUp: auto`: pilot runs tell how long the cluster takes to fill up, and every run of the experiment leaves out that much. Pilots
// are made anew when an experiment goes on: they always tell the same.

import type { TimeSeries } from "../../simulation/result.ts";

import type { Design, Point } from "../design/point.ts";
import { averagedSeries, warmUpCut } from "../statistics/warm-up-cut.ts";

import type { RunExecutor } from "./run-experiment.ts";
import { replicationSeed, type RunDetail, type RunTask } from "./run-record.ts";

/** Replications of a pilot point: their series are averaged, so that the cut does not follow the noise of one. */
const PILOT_REPLICATIONS = 5;
/** Points that are tried, spread evenly over the design: all of them are cut alike, so that they can be compared. */
const PILOT_POINTS = 4;
/** Equal parts that the time of a run is cut into before a cut is looked for. */
const SLICES = 500;

export type FoundWarmUp =
  | { readonly kind: "found"; readonly milliseconds: number; readonly pilots: number }
  /** Something had not settled by the middle of the run: the name of its series. */
  | { readonly kind: "too-short"; readonly series: string };

/** Makes every run with the warm-up that pilot runs have told, before the first of them; `tell` hears it once. */
export function withFoundWarmUp(
  executor: RunExecutor,
  design: Design,
  seed: string,
  tell: (found: FoundWarmUp) => void,
): RunExecutor {
  let finding: Promise<FoundWarmUp | undefined> | undefined;
  const find = async (): Promise<FoundWarmUp | undefined> => {
    const details = await pilotDetails(executor, design, seed);
    if (details === undefined) return undefined;
    const found = foundIn(details);
    tell(found);
    return found;
  };
  return {
    width: executor.width,
    run: async (task) => {
      const found = await (finding ??= find());
      if (found === undefined) return undefined;
      return executor.run(found.kind === "found" ? { ...task, point: withWarmUp(task.point, found) } : task);
    },
  };
}

/** First, so that a point that varies the warm-up itself has its own. */
function withWarmUp(point: Point, { milliseconds }: FoundWarmUp & { readonly kind: "found" }): Point {
  return { ...point, assignments: [{ path: "warmUp", value: `${milliseconds}ms` }, ...point.assignments] };
}

/**
 * What the pilot runs of each pilot point found, without those that failed; not more at once than the executor wants. Undefined if
 * one was not begun: fewer would tell another warm-up.
 */
async function pilotDetails(
  executor: RunExecutor,
  { points }: Design,
  seed: string,
): Promise<readonly (readonly RunDetail[])[] | undefined> {
  const pilots = pilotPlaces(points.length).map((place) => points[place]!);
  const tasks = pilots.flatMap((point) =>
    Array.from({ length: PILOT_REPLICATIONS }, (_, at) => pilot(point, at, seed)),
  );
  const details = new Map<Point, (RunDetail | undefined)[]>(pilots.map((point) => [point, []]));
  let next = 0;
  const work = async (): Promise<"done" | "stopped"> => {
    while (next < tasks.length) {
      const task = tasks[next++]!;
      const record = await executor.run(task);
      if (record === undefined) return "stopped";
      details.get(task.point)![task.replication] = record.kind === "finished" ? record.detail : undefined;
    }
    return "done";
  };
  const ends = await Promise.all(Array.from({ length: Math.min(tasks.length, executor.width) }, work));
  if (ends.includes("stopped")) return undefined;
  return [...details.values()].map((ofPoint) => ofPoint.filter((detail) => detail !== undefined));
}

function pilot(point: Point, replication: number, seed: string): RunTask {
  return { point, replication, seed: replicationSeed(seed, replication), detail: "whole" };
}

/** The first, the last, and some between. */
export function pilotPlaces(points: number): readonly number[] {
  const count = Math.min(points, PILOT_POINTS);
  return Array.from({ length: count }, (_, at) => (count === 1 ? 0 : Math.round((at * (points - 1)) / (count - 1))));
}

/** The latest cut of any series of any point. */
export function foundIn(pilots: readonly (readonly RunDetail[])[]): FoundWarmUp {
  let milliseconds = 0;
  for (const runs of pilots.filter(({ length }) => length > 0)) {
    const endSeconds = Math.min(...runs.map(({ run }) => run.endSeconds));
    for (const [name, averaged] of settlingSeries(runs, endSeconds)) {
      const cut = warmUpCut(averaged);
      if (cut.kind === "too-short") return { kind: "too-short", series: name };
      milliseconds = Math.max(milliseconds, Math.ceil((1000 * endSeconds * cut.values) / SLICES));
    }
  }
  return { kind: "found", milliseconds, pilots: pilots.reduce((sum, { length }) => sum + length, 0) };
}

/**
 * What fills up in a cluster, averaged over runs: how much of each resource is requested, and how many pods there are, those that
 * wait included. Waiting pods alone would not do: they come in bursts, and each of these would look like the end of a warm-up.
 */
function settlingSeries(runs: readonly RunDetail[], endSeconds: number): ReadonlyMap<string, Float64Array> {
  const sliced = new Map<string, Float64Array[]>();
  const keep = (name: string, slices: Float64Array): void => {
    sliced.set(name, [...(sliced.get(name) ?? []), slices]);
  };
  for (const { series, utilisation } of runs) {
    const present = new Float64Array(SLICES);
    const add = (slices: Float64Array, weight: number): void => {
      for (const [slice, value] of slices.entries()) present[slice]! += weight * value;
    };
    for (const one of series) {
      if (one.name === "requested_ratio") {
        const resource = one.labels["resource"] ?? "";
        const slices = slicesOf(one, endSeconds);
        keep(`requested_ratio{resource=${resource}}`, slices);
        if (resource === "pods") add(slices, allocatablePods(utilisation));
      } else if (one.name === "pending_pods" && one.labels["queue"] !== "gated") {
        add(slicesOf(one, endSeconds), 1);
      }
    }
    keep("pods on nodes and waiting", present);
  }
  return new Map([...sliced].map(([name, ofRuns]) => [name, averagedSeries(ofRuns)]));
}

/** Of the whole cluster. */
function allocatablePods([whole]: RunDetail["utilisation"]): number {
  return whole?.resources.find(({ resource }) => resource === "pods")?.allocatable ?? 0;
}

/** The time-weighted mean of a step series in each slice of the time to `endSeconds`; 0 before its first step. */
export function slicesOf(
  { atSeconds, value }: Pick<TimeSeries, "atSeconds" | "value">,
  endSeconds: number,
): Float64Array {
  const width = endSeconds / SLICES;
  const slices = new Float64Array(SLICES);
  for (const [step, from] of atSeconds.entries()) {
    const until = Math.min(atSeconds[step + 1] ?? endSeconds, endSeconds);
    for (let slice = Math.floor(from / width); slice < SLICES && slice * width < until; slice += 1) {
      const overlap = Math.min(until, (slice + 1) * width) - Math.max(from, slice * width);
      if (overlap > 0) slices[slice]! += (value[step]! * overlap) / width;
    }
  }
  return slices;
}
