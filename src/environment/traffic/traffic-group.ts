// One part of the network at work: moves its model through time, measures what its stations use, and hands on what came of requests.
// While rates move, it is measured each second; once they are steady, nothing happens until somebody changes something. Knows the
// model of its requests and its stations' numbers; no word of Kubernetes but whose pod a station is.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { Processor, Station, TrafficModel, TrafficOutcome } from "../../queueing/traffic-model.ts";

import type { PodId } from "../../cluster/pod-table.ts";

import type { FiguredStation, LoadFigures } from "./load-figures.ts";

/** What came of requests is handed on at most so often. */
const OUTCOME_US = 15 * US_PER_SECOND;
const MEASURE_US = US_PER_SECOND;
const MILLI_PER_CORE = 1000;

export interface TrafficGroupPorts {
  /** The container uses so much from the moment on, which may lie some seconds in the past. Never called while others are told of a change. */
  readonly uses: (user: User, fromUs: number, cpuMilli: number) => void;
  readonly served: (outcome: TrafficOutcome) => void;
  /** Asks for a look at the moment; one that was asked for before still counts. */
  readonly lookAt: (us: number) => void;
  /** Numbers of the part's services in the whole network. */
  readonly services: readonly number[];
  /** Undefined: nobody reads figures of its services. */
  readonly figures: LoadFigures | undefined;
}

/** Whose use it is: a container of a pod, by its place in the spec. */
export interface User {
  readonly pod: PodId;
  readonly container: number;
}

/** A station, and how far its use is told. */
interface Measured extends User, FiguredStation {
  workUs: number;
  /** Work in a µs of a core. */
  speed: number;
}

/** A container with the stations that it is, and what was told of its use last, in thousandths of a core; NaN: nothing. */
interface MeasuredUser {
  readonly stations: Measured[];
  toldMilli: number;
}

/** The containers of one pod are fewer. */
const CONTAINERS = 1000;

export class TrafficGroup implements Snapshotable {
  readonly model: TrafficModel;
  readonly #ports: TrafficGroupPorts;
  #stations = new Map<number, Measured>();
  #users = new Map<number, MeasuredUser>();
  #measuredUs = 0;
  #collectedUs = 0;
  #isSettled = true;
  #looksAtUs = -1;
  /** Measured, and to be told at the next look: who hears of a change must not make another one. */
  #untold: [number, number, number][] = [];

  constructor(model: TrafficModel, ports: TrafficGroupPorts) {
    this.model = model;
    this.#ports = ports;
  }

  /** To be called before anything is changed: all before now is measured as it was. */
  touch(nowUs: number): void {
    const wasSettled = this.#isSettled;
    if (wasSettled) this.#passOver(nowUs);
    else if (nowUs > this.#measuredUs) this.#measure(nowUs);
    if (nowUs > this.#collectedUs && (wasSettled || nowUs - this.#collectedUs >= OUTCOME_US)) this.#collect();
    this.#isSettled = false;
    this.#lookAfter(nowUs);
  }

  /** `service`: its number in the whole network. */
  enter(
    { pod, container }: User,
    service: number,
    { id, processor: { speed } }: Pick<Station, "id" | "processor">,
  ): void {
    this.#take({ station: id, service, pod, container, workUs: 0, speed });
  }

  #take(measured: Measured): void {
    this.#stations.set(measured.station, measured);
    const key = keyOf(measured);
    const user = this.#users.get(key);
    if (user === undefined) this.#users.set(key, { stations: [measured], toldMilli: NaN });
    else user.stations.push(measured);
  }

  /** Its processor is another from now on. */
  change(station: number, processor: Processor): void {
    this.model.setProcessor(station, processor);
    const measured = this.#stations.get(station);
    if (measured !== undefined) measured.speed = processor.speed;
  }

  leave(station: number): void {
    this.#ports.figures?.leave(station);
    const left = this.#stations.get(station);
    this.#stations.delete(station);
    if (left === undefined) return;
    const key = keyOf(left);
    const { stations, toldMilli } = this.#users.get(key)!;
    stations.splice(stations.indexOf(left), 1);
    if (stations.length > 0) return;
    this.#users.delete(key);
    if (!Number.isNaN(toldMilli)) this.#untold.push([key, this.#measuredUs, 0]);
  }

  /** A look that was asked for is due. */
  look(nowUs: number): void {
    if (nowUs !== this.#looksAtUs) return;
    this.#looksAtUs = -1;
    const fromUs = this.#measuredUs;
    this.#measure(nowUs);
    this.#tell();
    this.#isSettled = this.model.steadySinceUs <= fromUs;
    const { figures, services } = this.#ports;
    figures?.look(this.model, [...this.#stations.values()]);
    if (this.#isSettled || nowUs - this.#collectedUs >= OUTCOME_US) {
      const outcome = this.#collect();
      figures?.take(outcome, services, [...this.#stations.values()]);
    }
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
    const told = [...this.#users].flatMap(([key, { toldMilli }]) =>
      Number.isNaN(toldMilli) ? [] : [[key, toldMilli]],
    );
    const own = { state: packJson([state, [...this.#stations.values()], told, this.#untold]) };
    return joinSnapshots({ model: this.model.snapshot(), own, figures: this.#ports.figures?.snapshot() ?? {} });
  }

  restore(saved: Snapshot): void {
    this.model.restore(partOf(saved, "model"));
    this.#ports.figures?.restore(partOf(saved, "figures"));
    const [state, stations, told, untold] = unpackJson(partOf(saved, "own"), "state") as [
      [number, number, boolean, number],
      Measured[],
      [number, number][],
      [number, number, number][],
    ];
    [this.#measuredUs, this.#collectedUs, this.#isSettled, this.#looksAtUs] = state;
    this.#stations.clear();
    this.#users.clear();
    for (const measured of stations) this.#take(measured);
    for (const [key, toldMilli] of told) this.#users.get(key)!.toldMilli = toldMilli;
    this.#untold = untold;
  }

  #lookAfter(nowUs: number): void {
    if (this.#looksAtUs > nowUs) return;
    this.#looksAtUs = (Math.floor(nowUs / MEASURE_US) + 1) * MEASURE_US;
    this.#ports.lookAt(this.#looksAtUs);
  }

  #tell(): void {
    for (const [key, fromUs, cpuMilli] of this.#untold) this.#ports.uses(userOf(key), fromUs, cpuMilli);
    this.#untold = [];
  }

  #collect(): TrafficOutcome {
    const outcome = this.model.collect();
    this.#ports.served(outcome);
    this.#collectedUs = this.model.nowUs;
    return outcome;
  }

  /** Through a time in which every rate was as it was told. */
  #passOver(nowUs: number): void {
    this.model.advance(nowUs);
    for (const [station, measured] of this.#stations) measured.workUs = this.model.workDoneUs(station);
    this.#ports.figures?.passOver(this.model, this.#stations.values());
    this.#measuredUs = nowUs;
  }

  #measure(nowUs: number): void {
    const fromUs = this.#measuredUs;
    this.model.advance(nowUs);
    for (const [key, user] of this.#users) {
      let timeUs = 0;
      for (const measured of user.stations) timeUs += this.#workedUs(measured);
      const cpuMilli = (timeUs / (nowUs - fromUs)) * MILLI_PER_CORE;
      if (user.toldMilli === cpuMilli) continue;
      user.toldMilli = cpuMilli;
      this.#untold.push([key, fromUs, cpuMilli]);
    }
    this.#measuredUs = nowUs;
  }

  /** Time of a core since it was measured last: one that is slower takes longer for the same work. */
  #workedUs(measured: Measured): number {
    const workUs = this.model.workDoneUs(measured.station);
    const doneUs = workUs - measured.workUs;
    measured.workUs = workUs;
    return measured.speed > 0 ? doneUs / measured.speed : 0;
  }
}

function keyOf({ pod, container }: User): number {
  return pod * CONTAINERS + container;
}

function userOf(key: number): User {
  return { pod: Math.floor(key / CONTAINERS), container: key % CONTAINERS };
}
