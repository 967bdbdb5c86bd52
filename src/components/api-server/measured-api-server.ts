// The way of a write through a control plane that takes time: the client's token bucket, a seat of its priority level or a
// place in the line before it, handler and etcd, the commit, the answer; and the watches that tell of it. A client that is
// told to come again does so, up to ten times. Knows the cluster only through what requests do to it, and tells it what clients say.
// Imitates client-go rest/request.go and rest/with_retry.go, and staging apiserver pkg/server/filters/priority-and-fairness.go,
// v1.36, in outline.

import type { Coefficient } from "../../base/coefficient.ts";
import { invariant, present } from "../../base/invariant.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import { span, US_PER_SECOND } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type {
  ApiCall,
  ApiClient,
  ApiServer,
  ClientDefinition,
  PriorityLevelName,
  Process,
  ProcessName,
  RequestKind,
  Watch,
  WatchDefinition,
  WriteDefinition,
} from "../../cluster/api-client.ts";
import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { callCosts, type CallCost } from "./call-costs.ts";
import { ClientBuckets } from "./client-buckets.ts";
import { EntityWatch } from "./entity-watch.ts";
import { EventRecorder, type PostEvent, type SayEvent } from "./event-recorder.ts";
import { HandlingAlone } from "./handling-alone.ts";
import { HandlingShared } from "./handling-shared.ts";
import type { Handling, Stages } from "./handling.ts";
import { LEVEL_ROOMS, LevelSeats, NOBODY } from "./level-seats.ts";
import { MeasuredProcess } from "./measured-process.ts";
import { MeasuredWatch } from "./measured-watch.ts";
import { pathCosts, type PathCosts } from "./path-costs.ts";
import { RequestBook } from "./request-book.ts";
import { RetryAfter } from "./retry-after.ts";
import { SharedCores } from "./shared-cores.ts";

/** client-go comes again so often, then gives up. */
const MOST_RETRIES = 10;
/** Numbers of flows are those of clients, and of their instances above this. */
const CLIENTS_MOST = 4_096;

export interface MeasuredPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
  /** Absent: room for all. */
  readonly cores?: { readonly count: number; readonly inBackground: number };
  /** Chance by purpose. */
  readonly drawsOf: (purpose: string) => EntityDraws;
}

interface Level {
  readonly seats: LevelSeats;
  readonly retryAfter: RetryAfter;
}

interface KnownClient {
  readonly definition: ClientDefinition;
  readonly level: Level;
  readonly buckets: ClientBuckets | undefined;
}

export class MeasuredApiServer implements ApiServer, Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #book: RequestBook;
  readonly #calls: ReadonlyMap<ApiCall, CallCost>;
  readonly #costs: PathCosts;
  readonly #cores: SharedCores | undefined;
  readonly #drawsOf: (purpose: string) => EntityDraws;
  readonly #draws: EntityDraws[] = [];
  readonly #callOfKind: CallCost[] = [];
  readonly #handling: Handling;
  readonly #mayGo: EventKind;
  readonly #comesAgain: EventKind;
  readonly #givenUp: EventKind;
  readonly #levels = new Map<PriorityLevelName, Level>();
  readonly #clients: KnownClient[] = [];
  /** By client. */
  readonly #recorders: EventRecorder[] = [];
  /** By number of a client whose requests are committed as they were sent: when the last one is. */
  #lastCommitUs = new Map<number, number>();
  readonly #watches = new Map<string, MeasuredWatch>();

  constructor({ engine, cluster, coefficients, cores, drawsOf }: MeasuredPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#book = new RequestBook(cluster);
    this.#calls = callCosts(coefficients);
    this.#costs = pathCosts(coefficients);
    this.#drawsOf = drawsOf;
    this.#mayGo = engine.defineKind("api-server/token-free", "api", (row) => this.#handling.sendOff(row));
    this.#comesAgain = engine.defineKind("api-server/comes-again", "api", (row) => this.#send(row));
    this.#givenUp = engine.defineKind("api-server/given-up", "api", (row) => this.#book.finish(row));
    const stages: Stages = {
      arrived: (row) => this.#arrive(row),
      written: (row) => this.#write(row),
      answered: (row) => this.#finish(row),
      latencyUsOf: (row) => this.#latencyUsOf(row),
      cpuUsOf: (row) => this.#callOfKind[this.#book.table.kinds[row]!]!.cpuUs,
      mayCommitAtUs: (row, readyAtUs) => this.#mayCommitAtUs(row, readyAtUs),
      isAwaited: (row) => this.#isAwaited(row),
      processOf: (row) => this.#clientOf(row).definition.inProcess,
    };
    if (cores === undefined) this.#handling = new HandlingAlone(engine, this.#costs, stages);
    else {
      this.#cores = new SharedCores(engine, cores.count, cores.inBackground);
      this.#handling = new HandlingShared(engine, this.#cores, this.#costs, stages);
    }
  }

  client(definition: ClientDefinition): ApiClient {
    const { limits } = definition;
    const buckets = limits === undefined ? undefined : new ClientBuckets(limits);
    const client = this.#clients.push({ definition, level: this.#levelOf(definition.level), buckets }) - 1;
    invariant(client < CLIENTS_MOST, "there are few clients", { client });
    const { table } = this.#book;
    const defineWrite = (write: WriteDefinition) =>
      this.#know(write.name, write.call, this.#book.defineWrite(client, write));
    const sendChanges = (kind: RequestKind, changes: readonly Change[], first: number, instance = 0) => {
      const row = table.add(kind, first, 0, instance);
      table.carry(row, changes, this.#engine.now);
      this.#send(row);
    };
    const now = () => this.#engine.now;
    const post: PostEvent = (said, number) => sendChanges(event, [{ kind: "event-recorded", event: said }], number);
    const say: SayEvent = (said) => this.#cluster.apply({ kind: "event-said", event: said }, now());
    const recorder = new EventRecorder(say, post, now);
    const event = defineWrite({
      name: `${definition.name}/event`,
      call: "create events",
      answered: () => recorder.done(),
    });
    this.#recorders.push(recorder);
    return {
      define: (request) => this.#know(request.name, request.call, this.#book.define(client, request)),
      defineWrite,
      send: (kind, first, second = 0, instance = 0) => this.#send(table.add(kind, first, second, instance)),
      sendChanges,
      record: (said) => recorder.record(said),
    };
  }

  watch(definition: WatchDefinition): Watch {
    const draws = this.#drawsOf(`watch/${definition.name}`);
    if (definition.entityOf !== undefined) return new EntityWatch(this.#engine, this.#costs, draws, definition);
    const watch = new MeasuredWatch(this.#engine, this.#cores, this.#costs, draws, definition);
    this.#watches.set(definition.name, watch);
    return watch;
  }

  process(name: ProcessName): Process {
    return new MeasuredProcess(this.#engine, this.#cores, name);
  }

  snapshot(): Snapshot {
    const parts = Object.entries(this.#parts()).map(([name, part]) => [name, part.snapshot()] as const);
    const order = { lastCommitUs: Float64Array.from([...this.#lastCommitUs].flat()) };
    return joinSnapshots({ requests: this.#book.snapshot(), order, ...Object.fromEntries(parts) });
  }

  restore(saved: Snapshot): void {
    this.#book.restore(partOf(saved, "requests"));
    const order = arrayIn(partOf(saved, "order"), "lastCommitUs");
    this.#lastCommitUs = new Map();
    for (let at = 0; at < order.length; at += 2) this.#lastCommitUs.set(order[at]!, order[at + 1]!);
    for (const [name, part] of Object.entries(this.#parts())) part.restore(partOf(saved, name));
  }

  /** All that has a state beside the requests, by name. */
  #parts(): Record<string, Snapshotable> {
    const parts: Record<string, Snapshotable> = {};
    for (const [name, { seats, retryAfter }] of this.#levels) {
      parts[`seats:${name}`] = seats;
      parts[`retry:${name}`] = retryAfter;
    }
    for (const [number, { buckets }] of this.#clients.entries()) {
      if (buckets !== undefined) parts[`bucket:${number}`] = buckets;
    }
    for (const [number, recorder] of this.#recorders.entries()) parts[`events:${number}`] = recorder;
    for (const [name, watch] of this.#watches) parts[`watch:${name}`] = watch;
    if (this.#cores !== undefined) parts["cores"] = this.#cores;
    return parts;
  }

  #know(name: string, call: ApiCall, kind: RequestKind): RequestKind {
    this.#draws[kind] = this.#drawsOf(`api/${name}`);
    this.#callOfKind[kind] = present(this.#calls.get(call), "the costs of a call");
    return kind;
  }

  #levelOf(name: PriorityLevelName): Level {
    let level = this.#levels.get(name);
    if (level === undefined) {
      level = { seats: new LevelSeats(LEVEL_ROOMS[name]), retryAfter: new RetryAfter() };
      this.#levels.set(name, level);
    }
    return level;
  }

  #clientOf(row: number): KnownClient {
    return this.#clients[this.#book.knownOf(row).client]!;
  }

  /** One that comes again takes a token again. */
  #send(row: number): void {
    const { buckets } = this.#clientOf(row);
    const { now } = this.#engine;
    const mayGoAt = buckets === undefined ? now : buckets.take(this.#book.table.instances[row]!, now);
    if (mayGoAt === now) this.#handling.sendOff(row);
    else this.#engine.schedule(mayGoAt, this.#mayGo, row);
  }

  #arrive(row: number): void {
    const { level } = this.#clientOf(row);
    const admittance = level.seats.arrive(this.#flowOf(row), row);
    if (admittance === "seated") this.#handling.execute(row);
    else if (admittance === "refused") this.#refuse(row, level);
  }

  #flowOf(row: number): number {
    const { client } = this.#book.knownOf(row);
    const isInstance = this.#clients[client]!.definition.flowOf === "instance";
    return isInstance ? client + CLIENTS_MOST * (this.#book.table.instances[row]! + 1) : client;
  }

  /** The client comes again when it was told to, but not for ever; one that looks at everything again begins anew then. */
  #refuse(row: number, { retryAfter }: Level): void {
    const { now } = this.#engine;
    const { refusals } = this.#book.table;
    const seconds = retryAfter.drop(Math.floor(now / US_PER_SECOND));
    refusals[row]! += 1;
    if (refusals[row]! <= MOST_RETRIES) {
      this.#engine.scheduleAfter(span(seconds * US_PER_SECOND), this.#comesAgain, row);
      return;
    }
    const { againAfterUs } = this.#clientOf(row).definition;
    if (againAfterUs !== undefined) {
      refusals[row] = 0;
      this.#engine.scheduleAfter(span(againAfterUs), this.#comesAgain, row);
      return;
    }
    this.#book.answer(row, "too-many-requests");
    this.#engine.schedule(now, this.#givenUp, row);
  }

  #write(row: number): void {
    this.#book.commit(row, this.#engine.now);
    this.#handling.respond(row);
  }

  #finish(row: number): void {
    const { level } = this.#clientOf(row);
    const next = level.seats.leave();
    if (next !== NOBODY) this.#handling.execute(next);
    this.#book.finish(row);
  }

  /** A user's requests are committed in their order. */
  #mayCommitAtUs(row: number, readyAtUs: number): number {
    const { client } = this.#book.knownOf(row);
    if (this.#clients[client]!.definition.commits !== "as-sent") return readyAtUs;
    const atUs = Math.max(readyAtUs, this.#lastCommitUs.get(client) ?? 0);
    this.#lastCommitUs.set(client, atUs);
    return atUs;
  }

  #isAwaited(row: number): boolean {
    return this.#book.knownOf(row).answered !== undefined || this.#clientOf(row).definition.level !== "exempt";
  }

  #latencyUsOf(row: number): number {
    const { table } = this.#book;
    const kind = table.kinds[row]!;
    const drawId = this.#book.drawIdOf(row);
    return this.#callOfKind[kind]!.latencyUs.at(this.#draws[kind]!.unit(drawId, 0));
  }
}
