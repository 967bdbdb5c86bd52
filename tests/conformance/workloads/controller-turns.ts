// The turns that controllers take at an instant: one sync at a time, one controller after another, until none has work; the
// garbage collector when all others are idle. A worker takes the next key from its queue at once and waits with it for its turn,
// so that what happens to the key meanwhile makes it come once more.

import type { Controller } from "../../../src/components/controllers/controller.ts";
import { USUAL_RETRIES, WorkQueue, type QueuedKey } from "../../../src/components/controllers/work-queue.ts";
import type { ApiStorage, StorageChange } from "./api-storage.ts";
import type { ControllerRequests } from "./controller-requests.ts";
import { EventSink } from "./event-sink.ts";
import type { InformerCaches } from "./informer-caches.ts";
import type { RecordedEvent, RecordedStep, RecordedWrite } from "./record.ts";
import type { WallClock } from "./wall-clock.ts";

/** The records' order of turns. */
const TURNS: readonly string[] = Object.freeze([
  "cronjob",
  "deployment",
  "replicaset",
  "replicationcontroller",
  "statefulset",
  "daemonset",
  "job",
  "ttl-after-finished",
  "disruption",
  "endpointslice",
]);

/** A sync that never ends is our fault. */
const SYNCS_AT_AN_INSTANT_MAX = 20_000;

interface Worker {
  readonly by: string;
  readonly controller: Controller;
  readonly queue: WorkQueue;
  /**
   * What it has taken and waits with for its turn: an idle worker takes the first key at once, so that a further event of
   * the same object leads to a further sync (statefulset/043: three failures at an instant).
   */
  taken: QueuedKey | undefined;
}

function takeNext(worker: Worker): void {
  if (worker.taken === undefined && worker.queue.size > 0) worker.taken = worker.queue.take();
}

function keysOf({ taken, queue }: Worker): number {
  return queue.size + (taken === undefined ? 0 : 1);
}

function hasWork({ taken, queue }: Worker): boolean {
  return taken !== undefined || queue.size > 0;
}

export class ControllerTurns {
  readonly #clock: WallClock;
  readonly #caches: InformerCaches;
  readonly #requests: ControllerRequests;
  readonly #workers: readonly Worker[];
  readonly #collector: Worker | undefined;
  readonly #untold: StorageChange[] = [];
  readonly #sink = new EventSink();
  /** Whose turn is next: the round goes on at the next instant where it stopped. */
  #next = 0;

  constructor(
    storage: ApiStorage,
    clock: WallClock,
    caches: InformerCaches,
    requests: ControllerRequests,
    controllers: ReadonlyMap<string, Controller>,
  ) {
    this.#clock = clock;
    this.#caches = caches;
    this.#requests = requests;
    this.#workers = TURNS.flatMap((by) => workerOf(by, controllers.get(by)));
    [this.#collector] = workerOf("garbage-collector", controllers.get("gc"));
    storage.onChange((change) => this.#untold.push(change));
  }

  /** When a delayed key is due. */
  nextUs(): number | undefined {
    const due = this.#everybody().flatMap(({ queue }) => queue.nextDueUs() ?? []);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** Tells the informers what has happened. */
  tell(): void {
    for (let change = this.#untold.shift(); change !== undefined; change = this.#untold.shift()) {
      const event = this.#caches.take(change);
      if (event === undefined) continue;
      for (const worker of this.#everybody()) {
        for (const { key, afterUs = 0 } of worker.controller.keysAfter(event, this.#caches)) {
          worker.queue.addAfter(worker.queue.at(key), this.#clock.nowUs, afterUs);
        }
        takeNext(worker);
      }
    }
  }

  /** Lets in what is due, before anything else happens at the instant: what happens then makes keys wait anew (job/019). */
  begin(): void {
    for (const worker of this.#everybody()) {
      worker.queue.letDueIn(this.#clock.nowUs);
      takeNext(worker);
    }
  }

  /** Lets the controllers work until none has anything left to do now; says what they did. */
  settle(): readonly RecordedStep[] {
    const steps: RecordedStep[] = [];
    this.tell();
    for (let syncs = 0; syncs < SYNCS_AT_AN_INSTANT_MAX; syncs += 1) {
      const worker = this.#nextWorker();
      if (worker !== undefined) steps.push(...this.#sync(worker));
      else if (this.#collector !== undefined && hasWork(this.#collector)) steps.push(...this.#collect(this.#collector));
      else return steps;
    }
    throw new Error(`the controllers do not come to rest at ${this.#clock.nowUs} µs`);
  }

  /** The first in the round that has work. */
  #nextWorker(): Worker | undefined {
    const count = this.#workers.length;
    for (let passed = 0; passed < count; passed += 1) {
      const at = (this.#next + passed) % count;
      const worker = this.#workers[at]!;
      if (!hasWork(worker)) continue;
      this.#next = (at + 1) % count;
      return worker;
    }
    return undefined;
  }

  #everybody(): readonly Worker[] {
    return this.#collector === undefined ? this.#workers : [...this.#workers, this.#collector];
  }

  /** The events of the disruption controller are recorded as they reach the API, all others as they were told. */
  #reaching(by: string, event: RecordedEvent): readonly RecordedEvent[] {
    if (by !== "disruption") return [event];
    const reached = this.#sink.take(event, this.#clock.nowUs);
    return reached === undefined ? [] : [reached];
  }

  /** The collector does what it has; what comes of that waits until the others are idle again. */
  #collect(collector: Worker): readonly RecordedStep[] {
    const steps: RecordedStep[] = [];
    for (let left = keysOf(collector); left > 0; left -= 1) steps.push(...this.#sync(collector));
    return steps;
  }

  #sync(worker: Worker): readonly RecordedStep[] {
    const { by, controller, queue } = worker;
    const queued = worker.taken!;
    const { key } = queued;
    worker.taken = undefined;
    const writes: RecordedWrite[] = [];
    const events: RecordedEvent[] = [];
    const sync = controller.sync(this.#caches, key);
    let turn = sync.next();
    while (turn.done !== true) {
      const outcome = this.#requests.request(turn.value);
      if (outcome.kind === "write") writes.push(outcome.write);
      else events.push(...this.#reaching(by, outcome.event));
      turn = sync.next(outcome.result);
    }
    const { value: end } = turn;
    if (end.kind === "failed") queue.addRateLimited(queued, this.#clock.nowUs);
    else queue.forget(queued);
    if (end.afterUs !== undefined) queue.addAfter(queued, this.#clock.nowUs, end.afterUs);
    queue.done(queued);
    takeNext(worker);
    this.tell();
    if (writes.length === 0 && events.length === 0) return [];
    return [{ by, key: key.replace(/^.*\//, ""), writes, events }];
  }
}

function workerOf(by: string, controller: Controller | undefined): readonly Worker[] {
  if (controller === undefined) return [];
  return [{ by, controller, queue: new WorkQueue(controller.retries ?? USUAL_RETRIES), taken: undefined }];
}
