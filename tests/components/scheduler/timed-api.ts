// An API server for the scheduler's tests: each sort of call takes the same time whenever it is sent, and watches tell after a
// fixed delay. What happens at one moment does so in the order in which it was caused.

import { moment } from "../../../src/base/time.ts";
import type {
  ApiAnswer,
  ApiCall,
  ApiClient,
  ApiServer,
  ClientDefinition,
  Process,
  RequestDefinition,
  RequestKind,
  Watch,
  WatchDefinition,
  WorkKind,
  WriteDefinition,
} from "../../../src/cluster/api-client.ts";
import type { Change } from "../../../src/cluster/change.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import type { EventKind } from "../../../src/engine/event-kinds.ts";

const PHASE = "scheduler";

export interface TimedDelays {
  readonly watchUs: number;
  /** By call; others take no time. */
  readonly callUs: Partial<Record<ApiCall, number>>;
}

interface Sent {
  readonly definition: RequestDefinition | WriteDefinition;
  readonly changes: readonly Change[] | undefined;
  readonly first: number;
  readonly second: number;
}

export class TimedApi implements ApiServer {
  /** Clients as they introduced themselves. */
  readonly clients: ClientDefinition[] = [];
  /** Calls as they were sent: `µs call`. */
  readonly calls: string[] = [];
  /** Answers of calls that fail before they do anything, the next one first. */
  readonly failures: Partial<Record<ApiCall, ApiAnswer[]>> = {};
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #delays: TimedDelays;
  readonly #definitions: (RequestDefinition | WriteDefinition)[] = [];
  readonly #sent: Sent[] = [];
  readonly #effect: EventKind;
  readonly #answers = new Map<number, ApiAnswer>();

  constructor(engine: Engine, cluster: ClusterState, delays: TimedDelays) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#delays = delays;
    const told = engine.defineKind("timed-api/answer", PHASE, (row) => this.#tell(row));
    this.#effect = engine.defineKind("timed-api/effect", PHASE, (row) => {
      this.#answers.set(row, this.#commit(this.#sent[row]!));
      engine.schedule(engine.now, told, row);
    });
  }

  client(definition: ClientDefinition): ApiClient {
    this.clients.push(definition);
    return {
      define: (request) => (this.#definitions.push(request) - 1) as RequestKind,
      defineWrite: (write) => (this.#definitions.push(write) - 1) as RequestKind,
      send: (kind, first, second = 0) => this.#send(kind, undefined, first, second),
      sendChanges: (kind, changes, first) => this.#send(kind, changes, first, 0),
      record: () => {},
    };
  }

  watch({ name, seen }: WatchDefinition): Watch {
    const notices: (readonly [number, number, number])[] = [];
    const kind = this.#engine.defineKind(name, PHASE, () => seen(...notices.shift()!));
    return {
      note: (code, first, second = 0) => {
        notices.push([code, first, second]);
        this.#engine.schedule(moment(this.#engine.now + this.#delays.watchUs), kind);
      },
    };
  }

  process(): Process {
    return {
      defineWork: (name, _phase, done) => this.#engine.defineKind(name, PHASE, done) as number as WorkKind,
      run: (kind, workUs, first, second = 0) => {
        this.#engine.schedule(moment(this.#engine.now + workUs), kind as number as EventKind, first, second);
      },
    };
  }

  #send(kind: RequestKind, changes: readonly Change[] | undefined, first: number, second: number): void {
    const definition = this.#definitions[kind]!;
    this.calls.push(`${this.#engine.now} ${definition.call}`);
    const row = this.#sent.push({ definition, changes, first, second }) - 1;
    const delayUs = this.#delays.callUs[definition.call] ?? 0;
    this.#engine.schedule(moment(this.#engine.now + delayUs), this.#effect, row);
  }

  #commit({ definition, changes, first, second }: Sent): ApiAnswer {
    const failure = this.failures[definition.call]?.shift();
    if (failure !== undefined) return failure;
    for (const change of changes ?? []) this.#cluster.apply(change, this.#engine.now);
    return "commit" in definition ? definition.commit(first, second) : "ok";
  }

  #tell(row: number): void {
    const { definition, first, second } = this.#sent[row]!;
    definition.answered?.(first, second, this.#answers.get(row)!);
  }
}
