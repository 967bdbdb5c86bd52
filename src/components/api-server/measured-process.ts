// What a process computes by itself: it takes its time, or waits for cores with the other processes of the control plane.

import { span } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Process, ProcessName, WatchPhase, WorkKind } from "../../cluster/api-client.ts";

import type { SharedCores } from "./shared-cores.ts";

export class MeasuredProcess implements Process {
  readonly #engine: Engine;
  readonly #cores: SharedCores | undefined;
  readonly #name: ProcessName;
  /** By kind: what the cores call at the end of such work. */
  readonly #done: number[] = [];

  constructor(engine: Engine, cores: SharedCores | undefined, name: ProcessName) {
    this.#engine = engine;
    this.#cores = cores;
    this.#name = name;
  }

  defineWork(name: string, phase: WatchPhase, done: (first: number, second: number) => void): WorkKind {
    const kind: EventKind = this.#engine.defineKind(name, phase, done);
    // The end of the work is an event of its own, in the phase of whoever did it.
    const cores = this.#cores;
    if (cores !== undefined) {
      this.#done[kind] = cores.defineWork(
        (first, second) => void this.#engine.schedule(this.#engine.now, kind, first, second),
      );
    }
    return kind as number as WorkKind;
  }

  run(kind: WorkKind, workUs: number, first: number, second = 0): void {
    if (this.#cores === undefined) {
      this.#engine.scheduleAfter(span(Math.round(workUs)), kind as number as EventKind, first, second);
    } else this.#cores.run(this.#name, this.#done[kind]!, workUs, first, second);
  }
}
