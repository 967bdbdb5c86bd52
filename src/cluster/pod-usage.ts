// What pods use and what else is measured of them, over the last minutes: CPU by container, and figures by the name of their series
// (requests per second, requests that wait), of pods or of something else as a whole. It is the truth that metrics pipelines take
// their samples of. A pod of which nothing is recorded costs nothing. Written only by ClusterState.apply.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../base/snapshot-parts.ts";

import type { Change } from "./change.ts";
import { RUNNING, type PodTable } from "./pod-table.ts";
import { StepLines } from "./step-lines.ts";

/** Long enough for a sample that was measured, scraped and asked for as late as can be, at resolutions of up to two minutes. */
export const USAGE_KEPT_US = 10 * 60 * 1_000_000;

/** Of a pod that has no line. */
export const NO_LINE = -1;

/** What is recorded here. */
export type UsageChange = Extract<Change, { kind: "pod-usage" | "pod-figure" | "figure-recorded" }>;

export class PodUsage implements Snapshotable {
  readonly lines = new StepLines(USAGE_KEPT_US);
  readonly #pods: PodTable;
  /** By container's place in the spec, then by pod. */
  #cpu = new Map<number, Map<number, number>>();
  /** By series, then by pod. */
  #figures = new Map<string, Map<number, number>>();
  /** By series. */
  #whole = new Map<string, number>();
  #recorded = 0;
  #linesVersion = 0;

  constructor(pods: PodTable) {
    this.#pods = pods;
  }

  /** Another number whenever something was recorded. */
  get version(): number {
    return this.#recorded;
  }

  /** Another number whenever a pod got a line, or lost its own. */
  get linesVersion(): number {
    return this.#linesVersion;
  }

  /** The line of the CPU of a pod's container in thousandths of a core, or NO_LINE. */
  cpuLine(pod: number, container: number): number {
    return this.#cpu.get(container)?.get(pod) ?? NO_LINE;
  }

  /** The line of a pod in a series, or NO_LINE. */
  podLine(series: string, pod: number): number {
    return this.#figures.get(series)?.get(pod) ?? NO_LINE;
  }

  /** The line of a series that is about one thing, or NO_LINE. */
  line(series: string): number {
    return this.#whole.get(series) ?? NO_LINE;
  }

  /** What is measured after the fact of a pod that has ended says nothing any more. */
  write(change: UsageChange, nowUs: number): void {
    if (change.kind !== "figure-recorded" && this.#pods.phaseOf(change.pod) > RUNNING) return;
    this.#recorded += 1;
    switch (change.kind) {
      case "pod-usage": {
        const byPod = podsIn(this.#cpu, change.container ?? 0);
        return this.lines.record(this.#lineIn(byPod, change.pod), change.fromUs, change.cpuMilli, nowUs);
      }
      case "pod-figure": {
        const byPod = podsIn(this.#figures, change.series);
        return this.lines.record(this.#lineIn(byPod, change.pod), change.fromUs, change.value, nowUs);
      }
      case "figure-recorded":
        return this.lines.record(this.#lineIn(this.#whole, change.series), change.fromUs, change.value, nowUs);
    }
  }

  /** The pod is gone. */
  forget(pod: number): void {
    if (this.#recorded === 0) return;
    for (const byPod of this.#cpu.values()) this.#release(byPod, pod);
    for (const byPod of this.#figures.values()) this.#release(byPod, pod);
  }

  snapshot(): Snapshot {
    const cpu = [...this.#cpu].map(([container, byPod]) => [container, [...byPod]]);
    const figures = [...this.#figures].map(([series, byPod]) => [series, [...byPod]]);
    return joinSnapshots({
      lines: this.lines.snapshot(),
      names: { places: packJson({ cpu, figures, whole: [...this.#whole], recorded: this.#recorded }) },
    });
  }

  restore(saved: Snapshot): void {
    this.lines.restore(partOf(saved, "lines"));
    const places = unpackJson(partOf(saved, "names"), "places") as SavedPlaces;
    this.#cpu = new Map(places.cpu.map(([container, byPod]) => [container, new Map(byPod)]));
    this.#figures = new Map(places.figures.map(([series, byPod]) => [series, new Map(byPod)]));
    this.#whole = new Map(places.whole);
    this.#recorded = places.recorded;
    this.#linesVersion += 1;
  }

  /** The line of a key, made when it is first written. */
  #lineIn<Key>(lineOf: Map<Key, number>, key: Key): number {
    let line = lineOf.get(key);
    if (line === undefined) {
      lineOf.set(key, (line = this.lines.add()));
      this.#linesVersion += 1;
    }
    return line;
  }

  #release(byPod: Map<number, number>, pod: number): void {
    const line = byPod.get(pod);
    if (line === undefined) return;
    byPod.delete(pod);
    this.#recorded += 1;
    this.#linesVersion += 1;
    this.lines.release(line);
  }
}

interface SavedPlaces {
  readonly cpu: readonly (readonly [number, readonly [number, number][]])[];
  readonly figures: readonly (readonly [string, readonly [number, number][]])[];
  readonly whole: readonly [string, number][];
  readonly recorded: number;
}

function podsIn<Key>(byKey: Map<Key, Map<number, number>>, key: Key): Map<number, number> {
  let byPod = byKey.get(key);
  if (byPod === undefined) byKey.set(key, (byPod = new Map<number, number>()));
  return byPod;
}
