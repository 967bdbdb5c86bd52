// An API server whose calls take as long as a record says and fail where it says so; watches tell at once. What happens at
// one instant does so in the order in which it was caused: all is in one phase.
// Implements the port that the simulation's own API servers implement.

import type {
  ApiAnswer,
  ApiCall,
  ApiClient,
  ApiServer,
  Process,
  ProcessName,
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
import type { FineClock } from "./fine-clock.ts";
import type { ApiFailure, LoopInput } from "./record.ts";

/** How long after the effect the answer of a call comes that times out. */
const TIMEOUT_US = 30_011;

/** What an attempt takes besides, about. */
const ATTEMPT_NS = 15;

const PHASE = "scheduler";

const CALLS: Partial<Record<ApiCall, ApiFailure["call"]>> = {
  "create pods/binding": "bind",
  "patch pods/status": "patchStatus",
  "delete pods": "delete",
};

/** What the world hears of requests. */
export interface ApiHooks {
  nameOf(pod: number): string;
  /** Before a request takes effect, and after. */
  committing(request: string, pod: number, second: number): void;
  committed(): void;
  failed(call: ApiFailure["call"], pod: number, message: string): void;
  answered(request: string, pod: number, answer: ApiAnswer): void;
  written(changes: readonly Change[]): void;
}

interface Sent {
  readonly definition: RequestDefinition | WriteDefinition;
  readonly changes: readonly Change[] | undefined;
  readonly first: number;
  readonly second: number;
  readonly failure: ApiFailure | undefined;
  answer: ApiAnswer;
}

export class ScriptedApi implements ApiServer {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #input: LoopInput;
  readonly #hooks: ApiHooks;
  readonly #clock: FineClock;
  readonly #definitions: (RequestDefinition | WriteDefinition)[] = [];
  readonly #sent: Sent[] = [];
  readonly #effect: EventKind;
  readonly #answer: EventKind;
  readonly #calls = new Map<ApiFailure, number>();

  constructor(engine: Engine, cluster: ClusterState, input: LoopInput, hooks: ApiHooks, clock: FineClock) {
    this.#clock = clock;
    this.#engine = engine;
    this.#cluster = cluster;
    this.#input = input;
    this.#hooks = hooks;
    this.#effect = engine.defineKind("scripted-api/effect", PHASE, (row, ns) => {
      clock.reach(ns);
      this.#takeEffect(this.#sent[row]!, row);
    });
    this.#answer = engine.defineKind("scripted-api/answer", PHASE, (row, ns) => {
      clock.reach(ns);
      this.#tell(this.#sent[row]!);
    });
  }

  client(): ApiClient {
    return {
      define: (request) => (this.#definitions.push(request) - 1) as RequestKind,
      record: () => {},
      defineWrite: (write) => (this.#definitions.push(write) - 1) as RequestKind,
      send: (kind, first, second = 0) => this.#send(kind, undefined, first, second),
      sendChanges: (kind, changes, first) => this.#send(kind, changes, first, 0),
    };
  }

  watch({ name, seen }: WatchDefinition): Watch {
    const notices: (readonly [number, number, number])[] = [];
    const kind = this.#engine.defineKind(name, PHASE, (ns) => {
      this.#clock.reach(ns);
      seen(...notices.shift()!);
    });
    return {
      note: (code, first, second = 0) => {
        notices.push([code, first, second]);
        this.#engine.schedule(this.#engine.now, kind, this.#clock.nsNow());
      },
    };
  }

  process(_name: ProcessName): Process {
    return {
      // An attempt that costs nothing is over after all that its instant sets off besides.
      defineWork: (name, _phase, done) =>
        this.#engine.defineKind(name, "observers", (first, ns) => {
          this.#clock.reach(ns);
          done(first, 0);
        }) as number as WorkKind,
      run: (kind, _workUs, first) => {
        const { at, ns } = this.#clock.after(this.#input.attemptUs, ATTEMPT_NS);
        this.#engine.schedule(at, kind as number as EventKind, first, ns);
      },
    };
  }

  #send(kind: RequestKind, changes: readonly Change[] | undefined, first: number, second: number): void {
    const definition = this.#definitions[kind]!;
    const failure = this.#failureOf(definition.call, first);
    const row = this.#sent.push({ definition, changes, first, second, failure, answer: "ok" }) - 1;
    const { at, ns } = this.#clock.after(this.#delayOf(definition.call), 0);
    this.#engine.schedule(at, this.#effect, row, ns);
  }

  #delayOf(call: ApiCall): number {
    const { bindUs, patchUs, deleteUs } = this.#input;
    return { bind: bindUs, patchStatus: patchUs, delete: deleteUs, other: 0 }[CALLS[call] ?? "other"];
  }

  /** Calls are counted as they are sent. */
  #failureOf(call: ApiCall, pod: number): ApiFailure | undefined {
    const rules = (this.#input.apiFailures ?? []).filter(
      (rule) => rule.call === CALLS[call] && (rule.pod === undefined || rule.pod === this.#hooks.nameOf(pod)),
    );
    let failing: ApiFailure | undefined;
    for (const rule of rules) {
      const count = (this.#calls.get(rule) ?? 0) + 1;
      this.#calls.set(rule, count);
      if (count >= rule.nth && count < rule.nth + rule.times) failing ??= rule;
    }
    return failing;
  }

  #takeEffect(sent: Sent, row: number): void {
    const { failure } = sent;
    if (failure === undefined || failure.applied === true) sent.answer = this.#commit(sent);
    else this.#hooks.failed(failure.call, sent.first, this.#messageOf(sent)!);
    const late = failure?.applied === true ? TIMEOUT_US : 0;
    const { at, ns } = this.#clock.after(late, 0);
    this.#engine.schedule(at, this.#answer, row, ns);
  }

  #commit({ definition, changes, first, second }: Sent): ApiAnswer {
    this.#hooks.committing(definition.name, first, second);
    let answer: ApiAnswer = "ok";
    if (changes !== undefined) {
      for (const change of changes) this.#cluster.apply(change, this.#engine.now);
      this.#hooks.written(changes);
    } else if ("commit" in definition) answer = definition.commit(first, second);
    this.#hooks.committed();
    return answer;
  }

  #tell(sent: Sent): void {
    const { definition, first, second, failure } = sent;
    const answer = failure === undefined ? sent.answer : failure.code === 409 ? "conflict" : "failed";
    this.#hooks.answered(definition.name, first, answer);
    definition.answered?.(first, second, answer, this.#messageOf(sent));
  }

  #messageOf({ failure, first }: Sent): string | undefined {
    const name = this.#hooks.nameOf(first).split("/").at(-1)!;
    switch (failure?.code) {
      case undefined:
        return undefined;
      case 403:
        return `pods "${name}" is forbidden: scripted refusal`;
      case 409:
        return `Operation cannot be fulfilled on pods "${name}": scripted conflict`;
      case 504:
        return "Timeout: scripted timeout";
      default:
        return "Internal error occurred: scripted failure";
    }
  }
}
