// One controller in virtual time: keys come into its queue when their news has been seen, workers take them, and a sync that
// writes holds its worker until the last of its requests has been answered. A sync decides at one moment, on the cluster as it
// stands; its requests go out together, and the client's rate limit spaces them. Knows the contract of a controller, its queue
// and its client; not what the controller does.
// Imitates the workers of pkg/controller/*/ (processNextWorkItem) and client-go's workqueues, v1.36.

import { present } from "../../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../../base/snapshot-parts.ts";
import { span, type SimTime } from "../../../base/time.ts";

import type { Engine } from "../../../engine/engine.ts";
import type { EventKind } from "../../../engine/event-kinds.ts";

import type { ApiAnswer, ApiCall, ApiClient, RequestKind } from "../../../cluster/api-client.ts";
import type { Controller, ControllerView, SyncOutcome } from "../controller.ts";
import { USUAL_RETRIES, WorkQueue } from "../work-queue.ts";
import type { PlannedWrite, WritePlanner } from "./write-planner.ts";

/** What a sync has asked for and not heard of yet. */
interface SyncUnderWay {
  readonly key: string;
  readonly outcome: SyncOutcome;
  readonly unanswered: number;
  /** Whether an answer was another than what the sync was told. */
  readonly wasRefused: boolean;
  /** Versions of objects as the sync's own writes left them, by kind and name. */
  readonly own: readonly (readonly [string, number])[];
}

export interface LoopPorts {
  readonly engine: Engine;
  readonly client: ApiClient;
  readonly planner: WritePlanner;
  readonly view: ControllerView;
  /** Syncs at the same time, as kube-controller-manager's `--concurrent-…-syncs`. */
  readonly workers: number;
  /** Whether keys that wait for their time keep a run going that has no horizon. */
  readonly isPatient: boolean;
}

export class ControllerLoop implements Snapshotable {
  readonly #controller: Controller;
  readonly #ports: LoopPorts;
  readonly #queue: WorkQueue;
  readonly #kinds = new Map<ApiCall, RequestKind>();
  readonly #work: EventKind;
  readonly #due: EventKind;
  #syncs = new Map<number, SyncUnderWay>();
  #syncNumber = 0;
  /** When the queue is looked at next for keys that are due, and whether workers are on their way; µs. */
  #dueUs: number | undefined;
  #isAwake = false;

  constructor(controller: Controller, ports: LoopPorts) {
    const { engine } = ports;
    const { name } = controller;
    this.#controller = controller;
    this.#ports = ports;
    this.#queue = new WorkQueue(controller.retries ?? USUAL_RETRIES);
    this.#work = engine.defineKind(`${name}/work`, "controllers", () => this.#workOff());
    const due = () => this.#letDueIn();
    this.#due = ports.isPatient
      ? engine.defineKind(`${name}/due`, "controllers", due)
      : engine.defineBackgroundKind(`${name}/due`, "controllers", due);
    for (const call of CALLS) this.#kinds.set(call, this.#defineWrite(call));
  }

  get controller(): Controller {
    return this.#controller;
  }

  /** The key is worth a look, now or later. */
  want(key: string, afterUs: number): void {
    this.#queue.addAfter(key, this.#ports.engine.now, afterUs);
    this.#goOn();
  }

  snapshot(): Snapshot {
    const memory = isSnapshotable(this.#controller) ? this.#controller.snapshot() : {};
    const loop = [[...this.#syncs], this.#syncNumber, this.#dueUs ?? null, this.#isAwake];
    return joinSnapshots({ queue: this.#queue.snapshot(), memory, loop: { loop: packJson(loop) } });
  }

  restore(saved: Snapshot): void {
    type SavedLoop = [[number, SyncUnderWay][], number, number | null, boolean];
    const [syncs, number, dueUs, isAwake] = unpackJson(partOf(saved, "loop"), "loop") as SavedLoop;
    this.#queue.restore(partOf(saved, "queue"));
    if (isSnapshotable(this.#controller)) this.#controller.restore(partOf(saved, "memory"));
    this.#controller.resume?.(this.#ports.view);
    this.#syncs = new Map(syncs);
    this.#syncNumber = number;
    this.#dueUs = dueUs ?? undefined;
    this.#isAwake = isAwake;
  }

  #defineWrite(call: ApiCall): RequestKind {
    const { client, planner } = this.#ports;
    return client.defineWrite({
      name: `${this.#controller.name}/${call}`,
      call,
      stillHolds: (changes, number) => {
        const sync = present(this.#syncs.get(number), "the sync that asked");
        const own = new Map(sync.own);
        const answer = planner.answerAtCommit(changes, own);
        this.#syncs.set(number, { ...sync, own: [...own] });
        return answer;
      },
      answered: (sync, _second, answer) => this.#hearAnswer(sync, answer),
    });
  }

  /** Workers begin after all that happens at this moment has been told. */
  #goOn(): void {
    const { engine, workers } = this.#ports;
    if (!this.#isAwake && this.#queue.size > 0 && this.#syncs.size < workers) {
      this.#isAwake = true;
      engine.scheduleAfter(span(0), this.#work);
    }
    const dueUs = this.#queue.nextDueUs();
    if (dueUs === undefined || (this.#dueUs !== undefined && this.#dueUs <= dueUs)) return;
    this.#dueUs = dueUs;
    engine.schedule(dueUs as SimTime, this.#due);
  }

  #letDueIn(): void {
    const { now } = this.#ports.engine;
    if (this.#dueUs !== undefined && this.#dueUs <= now) this.#dueUs = undefined;
    this.#queue.letDueIn(now);
    this.#goOn();
  }

  #workOff(): void {
    this.#isAwake = false;
    while (this.#syncs.size < this.#ports.workers) {
      const key = this.#queue.take();
      if (key === undefined) break;
      this.#sync(key);
    }
    this.#goOn();
  }

  #sync(key: string): void {
    const sync = this.#controller.sync(this.#ports.view, key);
    const writes: PlannedWrite[] = [];
    this.#ports.planner.beginSync();
    let step = sync.next();
    while (step.done !== true) {
      const planned = this.#ports.planner.plan(step.value);
      // What was refused, or found to be so already, changes nothing and is not waited for.
      if (planned.changes.length > 0) writes.push(planned);
      step = sync.next(planned.result);
    }
    const requests = writes.filter(({ changes: [change] }) => change?.kind !== "event-recorded");
    // Nobody waits for events.
    for (const { changes } of writes) {
      for (const change of changes) if (change.kind === "event-recorded") this.#ports.client.record(change.event);
    }
    if (requests.length === 0) this.#finish(key, step.value, false);
    else this.#send(key, step.value, requests);
  }

  #send(key: string, outcome: SyncOutcome, writes: readonly PlannedWrite[]): void {
    const number = this.#syncNumber;
    this.#syncNumber = (number + 1) & NUMBERS;
    this.#syncs.set(number, { key, outcome, unanswered: writes.length, wasRefused: false, own: [] });
    for (const { call, changes } of writes) {
      this.#ports.client.sendChanges(present(this.#kinds.get(call), "a kind for each call"), changes, number);
    }
  }

  #hearAnswer(number: number, answer: ApiAnswer): void {
    const sync = present(this.#syncs.get(number), "the sync that asked");
    const wasRefused = sync.wasRefused || answer !== "ok";
    const unanswered = sync.unanswered - 1;
    if (unanswered > 0) {
      this.#syncs.set(number, { ...sync, unanswered, wasRefused });
      return;
    }
    this.#syncs.delete(number);
    this.#finish(sync.key, sync.outcome, wasRefused);
    this.#goOn();
  }

  #finish(key: string, outcome: SyncOutcome, wasRefused: boolean): void {
    const { now } = this.#ports.engine;
    if (outcome.kind === "failed" || wasRefused) this.#queue.addRateLimited(key, now);
    else this.#queue.forget(key);
    if (outcome.afterUs !== undefined) this.#queue.addAfter(key, now, outcome.afterUs);
    this.#queue.done(key);
  }
}

/** Numbers of syncs go round: none is under way that long. */
const NUMBERS = 0x3fff_ffff;

const CALLS: readonly ApiCall[] = [
  "create pods",
  "update pods",
  "patch pods/status",
  "delete pods",
  "create objects",
  "update objects",
  "update objects/status",
  "delete objects",
];

function isSnapshotable(controller: Controller): controller is Controller & Snapshotable {
  return "snapshot" in controller && "restore" in controller;
}
