// One controller in virtual time: keys come into its queue when their news has been seen, workers take them, and a sync that
// writes holds its worker until the last of its requests has been answered. A sync decides at one moment, on the cluster as it
// stands; its requests go out one after the other or in batches, each when those before have been answered, and what is refused
// after all ends the sync. Knows the contract of a controller, its queue and its client; not what the controller does.
// Imitates the workers of pkg/controller/*/ (processNextWorkItem) and client-go's workqueues, v1.36.

import { present } from "../../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../../base/snapshot-parts.ts";
import { span, type SimTime } from "../../../base/time.ts";

import type { Engine } from "../../../engine/engine.ts";
import type { EventKind } from "../../../engine/event-kinds.ts";

import type { ApiAnswer, ApiCall, ApiClient, RequestKind } from "../../../cluster/api-client.ts";
import type { Change, RecordedEvent } from "../../../cluster/change.ts";
import type { Controller, ControllerView, SyncOutcome } from "../controller.ts";
import { toldAgainUs } from "../resync.ts";
import { USUAL_RETRIES, WorkQueue, type QueuedKey } from "../work-queue.ts";
import { NumberedRing } from "./numbered-ring.ts";
import { isFine, missedBy, SyncRequests, type SyncRequest } from "./sync-requests.ts";
import type { WritePlanner } from "./write-planner.ts";

/** What a sync has asked for and not heard of yet. */
interface SyncUnderWay {
  readonly queued: QueuedKey;
  readonly outcome: SyncOutcome;
  /** When it began, µs. */
  readonly beganUs: number;
  /** Batches that are to go out when what is under way has been answered. */
  readonly later: SyncRequest[][];
  unanswered: number;
  /** Those that were refused, though the sync was told otherwise. */
  readonly refused: SyncRequest[];
  /** Versions of objects as the sync's own writes left them, by kind and name; undefined before the first. */
  own: Map<string, number> | undefined;
}

/** A request on its way, by its number. */
interface RequestUnderWay {
  readonly sync: SyncUnderWay;
  readonly request: SyncRequest;
  /** The server's words, where it refused. */
  words: string | undefined;
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
  /** As many as there are workers at most. */
  #syncs: SyncUnderWay[] = [];
  readonly #requests = new NumberedRing<RequestUnderWay>();
  #requestNumber = 0;
  /** When the queue is looked at next for keys that are due, and whether workers are on their way; µs. */
  #dueUs: number | undefined;
  #isAwake = false;

  constructor(controller: Controller, ports: LoopPorts) {
    const { engine } = ports;
    const { name } = controller;
    this.#controller = controller;
    this.#ports = ports;
    this.#queue = new WorkQueue(controller.retries ?? USUAL_RETRIES, controller.standing);
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
    this.#queue.addAfter(this.#queue.at(key), this.#ports.engine.now, afterUs);
    this.#goOn();
  }

  /** Whether its keys may rest, so that it wants to be told of whatever happens. */
  get mayRest(): boolean {
    return this.#controller.standing !== undefined;
  }

  /** Something happened. */
  stir(): void {
    this.#queue.stir(this.#ports.engine.now);
    this.#awaitDue();
  }

  snapshot(): Snapshot {
    const memory = isSnapshotable(this.#controller) ? this.#controller.snapshot() : {};
    const loop: SavedLoop = [
      this.#syncs.map(({ queued, own, ...sync }) => ({ ...sync, key: queued.key, own: [...(own ?? [])] })),
      this.#requests.entries().map(([number, { sync, ...rest }]) => [number, this.#syncs.indexOf(sync), rest]),
      this.#requestNumber,
      this.#dueUs ?? null,
      this.#isAwake,
    ];
    return joinSnapshots({ queue: this.#queue.snapshot(), memory, loop: { loop: packJson(loop) } });
  }

  restore(saved: Snapshot): void {
    const loop = unpackJson(partOf(saved, "loop"), "loop") as SavedLoop;
    const [syncs, requests, requestNumber, dueUs, isAwake] = loop;
    this.#queue.restore(partOf(saved, "queue"));
    if (isSnapshotable(this.#controller)) this.#controller.restore(partOf(saved, "memory"));
    this.#controller.resume?.(this.#ports.view);
    this.#syncs = syncs.map(({ key, own, ...sync }) => ({ queued: this.#queue.at(key), ...sync, own: new Map(own) }));
    this.#requests.clear();
    for (const [number, place, { request, words }] of requests) {
      this.#requests.set(number, { sync: present(this.#syncs[place], "the sync that asked"), request, words });
    }
    this.#requestNumber = requestNumber;
    this.#dueUs = dueUs ?? undefined;
    this.#isAwake = isAwake;
  }

  #defineWrite(call: ApiCall): RequestKind {
    const { client } = this.#ports;
    return client.defineWrite({
      name: `${this.#controller.name}/${call}`,
      call,
      stillHolds: (changes, number) => this.#answerAtCommit(changes, number),
      follows: (changes) => this.#ports.planner.follows(changes),
      answered: (number, _second, answer) => this.#hearAnswer(number, answer),
    });
  }

  #answerAtCommit(changes: readonly Change[], number: number): ApiAnswer {
    const { planner } = this.#ports;
    const asked = present(this.#requests.get(number), "the request that was sent");
    const { sync } = asked;
    const answer = planner.answerAtCommit(changes, sync.own);
    if (typeof answer === "object") {
      asked.words = answer.words;
      return "forbidden";
    }
    // What nothing of the same sync comes after, nobody looks up.
    if (answer === "ok" && (sync.later.length > 0 || sync.unanswered > 1)) {
      planner.noteCommitted(changes, (sync.own ??= new Map<string, number>()));
    }
    return answer;
  }

  /** Workers begin after all that happens at this moment has been told. */
  #goOn(): void {
    const { engine, workers } = this.#ports;
    if (!this.#isAwake && this.#queue.size > 0 && this.#syncs.length < workers) {
      this.#isAwake = true;
      engine.scheduleAfter(span(0), this.#work);
    }
    this.#awaitDue();
  }

  #awaitDue(): void {
    const { engine, workers } = this.#ports;
    const dueUs = this.#queue.nextLookUs(engine.now, this.#syncs.length >= workers);
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
    while (this.#syncs.length < this.#ports.workers) {
      const queued = this.#queue.take();
      if (queued === undefined) break;
      this.#sync(queued);
    }
    this.#goOn();
  }

  #sync(queued: QueuedKey): void {
    const { planner, client, view } = this.#ports;
    const sync = this.#controller.sync(view, queued.key);
    let step = sync.next();
    // Most looks ask for nothing.
    if (step.done === true) {
      if (step.value.stirs === true) this.#queue.stir(this.#ports.engine.now);
      this.#finish(queued, step.value, false);
      return;
    }
    const asked = new SyncRequests();
    planner.beginSync();
    do {
      const planned = planner.plan(step.value);
      asked.add(step.value, planned);
      step = sync.next(planned.result);
    } while (step.done !== true);
    planner.endSync();
    if (step.value.stirs === true) this.#queue.stir(this.#ports.engine.now);
    for (const event of asked.events) client.record(event);
    const later = asked.batches;
    const first = later.shift();
    if (first === undefined) {
      this.#finish(queued, step.value, false);
      return;
    }
    const beganUs = this.#ports.engine.now;
    const outcome = step.value;
    const underWay: SyncUnderWay = { queued, outcome, beganUs, later, unanswered: 0, refused: [], own: undefined };
    this.#syncs.push(underWay);
    this.#send(underWay, first);
  }

  #send(sync: SyncUnderWay, batch: readonly SyncRequest[]): void {
    sync.unanswered = batch.length;
    for (const request of batch) this.#sendOne(sync, request);
  }

  #sendOne(sync: SyncUnderWay, request: SyncRequest): void {
    const number = this.#requestNumber;
    this.#requestNumber = (number + 1) & NUMBERS;
    this.#requests.set(number, { sync, request, words: undefined });
    const kind = present(this.#kinds.get(request.call), "a kind for each call");
    this.#ports.client.sendChanges(kind, request.changes, number);
  }

  /** The same request of the object as it stands now; undefined: it is not tried again, or nothing is to be changed any more. */
  #anew({ again, ...request }: SyncRequest): SyncRequest | undefined {
    if (again === undefined || again.attempts === 0) return undefined;
    const { planner } = this.#ports;
    planner.beginSync();
    const { changes } = planner.plan(again.write);
    planner.endSync();
    if (changes.length === 0) return undefined;
    return { ...request, changes, again: { ...again, attempts: again.attempts - 1 } };
  }

  #hearAnswer(number: number, answer: ApiAnswer): void {
    const { sync, request, words } = present(this.#requests.take(number), "the request that was sent");
    const again = answer === "conflict" ? this.#anew(request) : undefined;
    if (again !== undefined) {
      this.#sendOne(sync, again);
      return;
    }
    this.#tell(request, answer, words);
    if (!isFine(request.call, answer)) sync.refused.push(request);
    sync.unanswered -= 1;
    if (sync.unanswered > 0) return;
    const next = sync.refused.length === 0 ? sync.later.shift() : undefined;
    if (next !== undefined) {
      this.#send(sync, next);
      return;
    }
    this.#syncs.splice(this.#syncs.indexOf(sync), 1);
    const wasRefused = sync.refused.length > 0;
    if (wasRefused) this.#controller.missed?.(sync.queued.key, missedBy([...sync.refused, ...sync.later.flat()]));
    this.#wishByResync(sync);
    this.#finish(sync.queued, sync.outcome, wasRefused);
    this.#goOn();
  }

  #tell({ events, ifRefused }: SyncRequest, answer: ApiAnswer, words: string | undefined): void {
    const { client } = this.#ports;
    if (answer === "ok") for (const event of events ?? NO_EVENTS) client.record(event);
    else if (ifRefused !== undefined && words !== undefined) {
      client.record({ ...ifRefused, message: `${ifRefused.message}${words}` });
    }
  }

  /** What its informers told again while the key was worked at. At other times the key waits already, and for less long. */
  #wishByResync({ queued, beganUs }: SyncUnderWay): void {
    const { resyncUs } = this.#controller;
    if (resyncUs === undefined) return;
    const { now } = this.#ports.engine;
    const toldUs = toldAgainUs(beganUs, now, resyncUs, 0);
    if (toldUs !== undefined) this.#queue.addAfter(queued, now, toldUs + resyncUs - now);
  }

  #finish(queued: QueuedKey, outcome: SyncOutcome, wasRefused: boolean): void {
    const { now } = this.#ports.engine;
    if (outcome.kind === "failed" || wasRefused) this.#queue.addRateLimited(queued, now);
    else this.#queue.forget(queued);
    if (outcome.kind === "done" && outcome.restsUntilUs !== undefined) {
      this.#queue.rest(queued.key, now, outcome.restsUntilUs);
    } else {
      this.#queue.endRest(queued.key);
      if (outcome.afterUs !== undefined) this.#queue.addAfter(queued, now, outcome.afterUs);
    }
    this.#queue.done(queued);
  }
}

type SavedSync = Omit<SyncUnderWay, "queued" | "own"> & { readonly key: string; readonly own: [string, number][] };

/** Its number, the place of its sync among the syncs, and the rest of it. */
type SavedRequest = readonly [number: number, sync: number, request: Omit<RequestUnderWay, "sync">];

type SavedLoop = [SavedSync[], SavedRequest[], number, number | null, boolean];

/** Numbers of requests go round: none is under way that long. */
const NUMBERS = 0x3fff_ffff;

const NO_EVENTS: readonly RecordedEvent[] = Object.freeze([]);

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
