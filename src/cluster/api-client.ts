// The door to the API server as its clients see it: requests go out, are committed some time later, and answered later still;
// what others wrote is heard through watches. The port of every component that writes; who stands behind it is put there by
// the simulation. A request is a kind, defined once, and two whole numbers, so that one that is under way can be saved.
// Knows nothing of how long anything takes.

import type { Change, RecordedEvent } from "./change.ts";

/** What is asked of the server: verb and resource. It decides what the request costs. */
export type ApiCall =
  | "create pods"
  | "create pods/binding"
  | "create pods/eviction"
  | "update pods"
  | "patch pods/status"
  | "delete pods"
  | "create events"
  | "create objects"
  | "update objects"
  | "update objects/status"
  | "delete objects";

/**
 * What became of a request. `not-found` and `conflict` are 404 and 409, `forbidden` is a 403; `too-many-requests` is a 429 that the client gave up
 * to try again, after ten times; `failed` is any other failure, after which the request may have been done all the same.
 */
export type ApiAnswer = "ok" | "not-found" | "conflict" | "invalid" | "too-many-requests" | "failed" | "forbidden";

/** The number of a kind of request that was defined on a client. */
export type RequestKind = number & { readonly [requestKindBrand]: true };
declare const requestKindBrand: unique symbol;

/** One kind of request of one component. */
export interface RequestDefinition {
  /** Its own name in the run, as `scheduler/bind`. */
  readonly name: string;
  readonly call: ApiCall;
  /**
   * Id for the chance of its delays, of 32 bits; a pod's is `cluster.drawIdOf(pod)`. Absent: `first` itself. Two requests of
   * one kind and id take equally long, wherever a run has them.
   */
  readonly drawIdOf?: (first: number) => number;
  /**
   * Called at the moment of the commit: looks whether the request still holds, applies its changes, and says what became of it.
   * Absent: nothing changes that the cluster's state has, as with events.
   */
  readonly commit?: (first: number, second: number) => ApiAnswer;
  /** Called when the client has its answer. Absent: nobody waits for it. `message`: in the server's words, where it has its own. */
  readonly answered?: (first: number, second: number, answer: ApiAnswer, message?: string) => void;
}

/** One client, or the clients of one sort (all kubelets), each instance with a rate limit of its own. */
export interface ApiClient {
  define(request: RequestDefinition): RequestKind;
  /** Sends now; the client's rate limit may let it wait. Never calls back before it returns. `instance`: the kubelet's node. */
  send(kind: RequestKind, first: number, second?: number, instance?: number): void;
  /**
   * Sends a write whose content two numbers cannot say. The changes are plain data and are applied at the commit, in order;
   * `stillHolds` of `defineWrite` is asked before.
   */
  sendChanges(kind: RequestKind, changes: readonly Change[], first: number, instance?: number): void;
  /** Tells of something: events of a client go one at a time, and few about one object; nobody hears what becomes of them. */
  record(event: RecordedEvent): void;
  /** A kind for `sendChanges`: changes are applied only if `stillHolds` says `ok` of them. */
  defineWrite(write: WriteDefinition): RequestKind;
}

/** One kind of request that carries its changes with it. */
export interface WriteDefinition extends Omit<RequestDefinition, "commit"> {
  /** Asked at the commit, before anything is applied; absent: it always holds. */
  readonly stillHolds?: (changes: readonly Change[], first: number) => ApiAnswer;
  /** What the server does of itself in the same moment, once the changes are made; absent: nothing. */
  readonly follows?: (changes: readonly Change[]) => readonly Change[];
}

/** Names of the API server's priority levels. */
export type PriorityLevelName =
  "exempt" | "node-high" | "system" | "workload-high" | "workload-low" | "global-default" | "catch-all";

/** The client's own limit on requests (client-go): a token bucket for each instance; absent: none. */
export interface ClientLimits {
  readonly qps: number;
  readonly burst: number;
}

/** Processes that may have to share the control plane's cores. Kubelets and users run elsewhere, but where all is on one machine. */
export type ProcessName = "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "others";

/** Who a client is. */
export interface ClientDefinition {
  /** Its own name in the run, as `kube-scheduler`, `replicaset-controller`, `kubelet`. */
  readonly name: string;
  readonly limits?: ClientLimits;
  readonly level: PriorityLevelName;
  /** Where it runs; absent: on a machine of its own. */
  readonly inProcess?: ProcessName;
  /** `instance`: to the server each instance is a user, and so a flow, of its own, as kubelets are; absent: all are one. */
  readonly flowOf?: "instance";
  /**
   * After this the client looks at everything again, and sends again what it had given up, as kubelets do with statuses, µs; absent:
   * it hears that it was refused.
   */
  readonly againAfterUs?: number;
  /** `as-sent`: no request is committed before one that was sent earlier, as of a user who applies a list of objects. */
  readonly commits?: "as-sent";
}

/** Order among events of one moment, as the engine names it. */
export type WatchPhase = "kubelet" | "controllers" | "scheduler";

/** Who hears, some time after it happened, of what a component noted in `hear`. */
export interface WatchDefinition {
  /** Its own name in the run, as `scheduler/pods`. */
  readonly name: string;
  readonly phase: WatchPhase;
  /** Where it runs; absent: on a machine of its own. */
  readonly inProcess?: ProcessName;
  /**
   * Where each entity has a watcher of its own, as pods have the kubelet of their node: id for the chance of its delays, from
   * the first number of a notice. Notices of one entity keep their order. Absent: one watcher, who hears of all in order.
   */
  readonly entityOf?: (first: number) => number;
  /** Called for each notice, in the order of the notices. */
  readonly seen: (code: number, first: number, second: number) => void;
}

/** A watch with its informer: notices come out in their order, after the time that the news takes. */
export interface Watch {
  /** Something was committed now that this watcher will hear of. The numbers mean what the component says. */
  note(code: number, first: number, second?: number): void;
}

/** The number of a kind of work that was defined on a process. */
export type WorkKind = number & { readonly [workKindBrand]: true };
declare const workKindBrand: unique symbol;

/** What a process computes by itself, as the scheduler's cycle: it takes its time, or longer where cores are shared. */
export interface Process {
  /** `done` is called at the end of each, in the phase given. */
  defineWork(name: string, phase: WatchPhase, done: (first: number, second: number) => void): WorkKind;
  /** Begins work of so many µs of one core. */
  run(kind: WorkKind, workUs: number, first: number, second?: number): void;
}

/** The control plane, to those who put components together. */
export interface ApiServer {
  client(definition: ClientDefinition): ApiClient;
  watch(definition: WatchDefinition): Watch;
  process(name: ProcessName): Process;
}
