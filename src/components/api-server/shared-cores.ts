// A few cores that several processes share. A process runs at most as many pieces of work at once as there are cores, in the
// order in which they came; all that run get an equal part of the cores, and none more than one. So a process with one busy
// thread is not starved by one with a long line, as under the kernel's fair scheduling. What runs in the background for ever
// takes its part before. Knows nothing of what the work is.

import { present } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";
import { NO_EVENT, type EventHandle } from "../../engine/event-table.ts";

import type { ProcessName } from "../../cluster/api-client.ts";

import { SlotQueue } from "./slot-queue.ts";

/** Called at the end of a piece of work, with the two numbers that it was begun with. */
export type WorkDone = (first: number, second: number) => void;

/** A piece of work on a core. */
interface Running {
  readonly process: ProcessName;
  readonly done: number;
  readonly first: number;
  readonly second: number;
  /** How much work each running piece must have got when this one ends. */
  readonly endsAtWork: number;
}

/** Numbers that one waiting piece takes in its line: done, first, second, work. */
const FIELDS = 4;
/** Work is not measured closer than this, µs. */
const SLACK_US = 0.001;

export class SharedCores implements Snapshotable {
  readonly #engine: Engine;
  readonly #available: number;
  readonly #threads: number;
  readonly #tick: EventKind;
  readonly #handlers: WorkDone[] = [];
  readonly #lines = new Map<ProcessName, SlotQueue>();
  readonly #busyThreads = new Map<ProcessName, number>();
  #running: Running[] = [];
  /** Work, in µs of one core, that each piece has got that runs since the beginning. */
  #work = 0;
  #countedAtUs = 0;
  #next: EventHandle = NO_EVENT;
  #nextAtUs = Number.POSITIVE_INFINITY;

  /** `backgroundCores` are always in use. */
  constructor(engine: Engine, cores: number, backgroundCores: number) {
    this.#engine = engine;
    // Something is always left, be it little.
    this.#available = Math.max(cores - backgroundCores, cores / 100);
    this.#threads = Math.max(1, Math.ceil(cores));
    this.#tick = engine.defineKind("api-server/core-free", "api", () => this.#advance());
  }

  defineWork(done: WorkDone): number {
    return this.#handlers.push(done) - 1;
  }

  /** Begins work of so many µs of one core, or lets it wait for a thread of its process. */
  run(process: ProcessName, done: number, workUs: number, first: number, second: number): void {
    const busy = this.#busyThreads.get(process) ?? 0;
    if (busy < this.#threads) {
      this.#count();
      this.#start(process, done, workUs, first, second);
      this.#keepTick();
      return;
    }
    let line = this.#lines.get(process);
    if (line === undefined) this.#lines.set(process, (line = new SlotQueue()));
    line.push(done);
    line.push(first);
    line.push(second);
    line.push(Math.round(workUs));
  }

  snapshot(): Snapshot {
    const lines = [...this.#lines].map(([process, line]) => [process, line.entries()]);
    const state = [this.#running, lines, this.#next];
    return {
      cores: packJson(state),
      work: Float64Array.of(this.#work, this.#countedAtUs, this.#nextAtUs),
    };
  }

  restore(saved: Snapshot): void {
    const [running, lines, next] = unpackJson(saved, "cores") as [
      Running[],
      [ProcessName, readonly number[]][],
      EventHandle,
    ];
    const [work, countedAtUs, nextAtUs] = present(saved["work"], "the work done so far");
    this.#running = running;
    this.#busyThreads.clear();
    for (const { process } of running) this.#busyThreads.set(process, (this.#busyThreads.get(process) ?? 0) + 1);
    this.#lines.clear();
    for (const [process, entries] of lines) {
      const line = new SlotQueue();
      for (const entry of entries) line.push(entry);
      this.#lines.set(process, line);
    }
    this.#next = next;
    this.#work = work!;
    this.#countedAtUs = countedAtUs!;
    this.#nextAtUs = nextAtUs!;
  }

  /** Everything that has got its work by now is done, and what waits takes its place. */
  #advance(): void {
    this.#next = NO_EVENT;
    this.#nextAtUs = Number.POSITIVE_INFINITY;
    this.#count();
    const ended = this.#running.filter(({ endsAtWork }) => endsAtWork <= this.#work + SLACK_US);
    if (ended.length > 0) this.#running = this.#running.filter(({ endsAtWork }) => endsAtWork > this.#work + SLACK_US);
    for (const { process } of ended) this.#freeThread(process);
    for (const { done, first, second } of ended) this.#handlers[done]!(first, second);
    this.#keepTick();
  }

  #freeThread(process: ProcessName): void {
    this.#busyThreads.set(process, this.#busyThreads.get(process)! - 1);
    const line = this.#lines.get(process);
    if (line === undefined || line.size < FIELDS) return;
    const done = line.take();
    const first = line.take();
    const second = line.take();
    this.#start(process, done, line.take(), first, second);
  }

  #start(process: ProcessName, done: number, workUs: number, first: number, second: number): void {
    this.#busyThreads.set(process, (this.#busyThreads.get(process) ?? 0) + 1);
    this.#running.push({ process, done, first, second, endsAtWork: this.#work + workUs });
  }

  /** Brings the work that was done up to the moment. */
  #count(): void {
    const { now } = this.#engine;
    this.#work += (now - this.#countedAtUs) * this.#speed();
    this.#countedAtUs = now;
  }

  /** The part of a core that each running piece gets. */
  #speed(): number {
    return this.#running.length === 0 ? 0 : Math.min(1, this.#available / this.#running.length);
  }

  /** One event waits, for the piece that ends first. One that comes too early finds nothing to do. */
  #keepTick(): void {
    if (this.#running.length === 0) return;
    let first = Number.POSITIVE_INFINITY;
    for (const { endsAtWork } of this.#running) if (endsAtWork < first) first = endsAtWork;
    const atUs = this.#engine.now + Math.ceil(Math.max(0, first - this.#work - SLACK_US) / this.#speed());
    if (atUs >= this.#nextAtUs) return;
    if (this.#next !== NO_EVENT) this.#engine.cancel(this.#next);
    this.#nextAtUs = atUs;
    this.#next = this.#engine.schedule(moment(atUs), this.#tick);
  }
}
