// One part of the network at work: moves its model through time, measures what its stations use, and hands on what came of requests.
// While rates move, it is measured each second; once they are steady, nothing happens until somebody changes something. Knows the
// model of its requests and its stations' numbers; no word of Kubernetes but whose pod a station is.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { TrafficModel, TrafficOutcome } from "../../queueing/traffic-model.ts";

import type { PodId } from "../../cluster/pod-table.ts";

/** What came of requests is handed on at most so often. */
const OUTCOME_US = 15 * US_PER_SECOND;
const MEASURE_US = US_PER_SECOND;
const MILLI_PER_CORE = 1000;

export interface TrafficGroupPorts {
  /** The pod uses so much from the moment on, which may lie some seconds in the past. Never called while others are told of a change. */
  readonly uses: (pod: PodId, fromUs: number, cpuMilli: number) => void;
  readonly served: (outcome: TrafficOutcome) => void;
  /** Asks for a look at the moment; one that was asked for before still counts. */
  readonly lookAt: (us: number) => void;
}

/** A station, and how far its use is told. */
interface Measured {
  readonly pod: PodId;
  workUs: number;
}

export class TrafficGroup implements Snapshotable {
  readonly model: TrafficModel;
  readonly #ports: TrafficGroupPorts;
  #stations = new Map<number, Measured>();
  /** Thousandths of a core as they were told last. */
  #told = new Map<PodId, number>();
  #measuredUs = 0;
  #collectedUs = 0;
  #isSettled = true;
  #looksAtUs = -1;
  /** Measured, and to be told at the next look: who hears of a change must not make another one. */
  #untold: [PodId, number, number][] = [];

  constructor(model: TrafficModel, ports: TrafficGroupPorts) {
    this.model = model;
    this.#ports = ports;
  }

  /** To be called before anything is changed: all before now is measured as it was. */
  touch(nowUs: number): void {
    if (this.#isSettled) this.#passOver(nowUs);
    else if (nowUs > this.#measuredUs) this.#measure(nowUs);
    if (nowUs - this.#collectedUs >= OUTCOME_US) this.#collect();
    this.#isSettled = false;
    this.#lookAfter(nowUs);
  }

  enter(pod: PodId, station: number): void {
    this.#stations.set(station, { pod, workUs: 0 });
  }

  leave(pod: PodId, station: number): void {
    this.#stations.delete(station);
    const isGone = [...this.#stations.values()].every((measured) => measured.pod !== pod);
    if (isGone && this.#told.delete(pod)) this.#untold.push([pod, this.#measuredUs, 0]);
  }

  /** A look that was asked for is due. */
  look(nowUs: number): void {
    if (nowUs !== this.#looksAtUs) return;
    this.#looksAtUs = -1;
    const fromUs = this.#measuredUs;
    this.#measure(nowUs);
    this.#tell();
    if (nowUs - this.#collectedUs >= OUTCOME_US) this.#collect();
    this.#isSettled = this.model.steadySinceUs <= fromUs;
    if (!this.#isSettled) this.#lookAfter(nowUs);
  }

  /** All until now is told. */
  finish(nowUs: number): void {
    if (this.#isSettled) this.#passOver(nowUs);
    else if (nowUs > this.#measuredUs) this.#measure(nowUs);
    this.#tell();
    if (nowUs > this.#collectedUs) this.#collect();
  }

  snapshot(): Snapshot {
    const state = [this.#measuredUs, this.#collectedUs, this.#isSettled, this.#looksAtUs];
    const own = { state: packJson([state, [...this.#stations], [...this.#told], this.#untold]) };
    return joinSnapshots({ model: this.model.snapshot(), own });
  }

  restore(saved: Snapshot): void {
    this.model.restore(partOf(saved, "model"));
    const [state, stations, told, untold] = unpackJson(partOf(saved, "own"), "state") as [
      [number, number, boolean, number],
      [number, Measured][],
      [PodId, number][],
      [PodId, number, number][],
    ];
    [this.#measuredUs, this.#collectedUs, this.#isSettled, this.#looksAtUs] = state;
    this.#stations = new Map(stations);
    this.#told = new Map(told);
    this.#untold = untold;
  }

  #lookAfter(nowUs: number): void {
    if (this.#looksAtUs > nowUs) return;
    this.#looksAtUs = (Math.floor(nowUs / MEASURE_US) + 1) * MEASURE_US;
    this.#ports.lookAt(this.#looksAtUs);
  }

  #tell(): void {
    for (const [pod, fromUs, cpuMilli] of this.#untold) this.#ports.uses(pod, fromUs, cpuMilli);
    this.#untold = [];
  }

  #collect(): void {
    this.#ports.served(this.model.collect());
    this.#collectedUs = this.model.nowUs;
  }

  /** Through a time in which every rate was as it was told. */
  #passOver(nowUs: number): void {
    this.model.advance(nowUs);
    for (const [station, measured] of this.#stations) measured.workUs = this.model.workDoneUs(station);
    this.#measuredUs = nowUs;
  }

  #measure(nowUs: number): void {
    const fromUs = this.#measuredUs;
    this.model.advance(nowUs);
    const used = new Map<PodId, number>();
    for (const [station, measured] of this.#stations) {
      const workUs = this.model.workDoneUs(station);
      used.set(measured.pod, (used.get(measured.pod) ?? 0) + workUs - measured.workUs);
      measured.workUs = workUs;
    }
    for (const [pod, workUs] of used) {
      const cpuMilli = (workUs / (nowUs - fromUs)) * MILLI_PER_CORE;
      if (this.#told.get(pod) === cpuMilli) continue;
      this.#told.set(pod, cpuMilli);
      this.#untold.push([pod, fromUs, cpuMilli]);
    }
    this.#measuredUs = nowUs;
  }
}
