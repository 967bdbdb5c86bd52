// What was said during a run: what people's commands printed, when faults and actions began and ended, and the events of the
// API, alike ones counted together with kills for memory; and what went wrong with pods. Knows the cluster's clock and its pods' names.
// Imitates the aggregation of `kubectl get events` (client-go tools/record/events_cache.go), v1.36, in outline.

import type { SourcePosition } from "../base/diagnostic.ts";
import { merged } from "../base/merged.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../base/snapshot-parts.ts";
import { inSeconds } from "../base/time.ts";

import type {
  Change,
  ClusterObserver,
  Delta,
  RecordedEvent,
  ScenarioEntry,
  UserMark,
  UserMessage,
} from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";

import { PodTroubles } from "./pod-troubles.ts";

/** The reason in a container's status (pkg/kubelet/kuberuntime, v1.36). */
const OOM_KILLED = "OOMKilled";

const MESSAGES_MAX = 1_000;
const EVENTS_MAX = 1_000;
const FAILURES_MAX = 100;

type ContainersSaid = Extract<Change, { kind: "pod-containers" }>;

/** A line that somebody's command printed, or what is said of a fault. */
export interface SaidMessage {
  /** When it was said first. */
  readonly atSeconds: number;
  /** How often the same was said by the same, and when the last time. */
  readonly times: number;
  readonly lastSeconds: number;
  readonly by: string;
  readonly level: "output" | "error";
  readonly text: string;
  /** Where the scenario asks for it. */
  readonly position: SourcePosition;
}

/** Events of one reason, type and text about objects of one kind, with the first object's name. */
export interface EventCount {
  readonly kind: string;
  readonly object: string;
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstSeconds: number;
  readonly lastSeconds: number;
}

export interface Chronicle {
  /** The first thousand that differ. */
  readonly messages: readonly SaidMessage[];
  /** What those that failed said last, the first hundred. Not each error is one: kubectl also warns, and tries again. */
  readonly failures: readonly SaidMessage[];
  /** By reason and object, the first thousand; those of further objects stand together, under `OTHER_OBJECTS`. */
  readonly events: readonly EventCount[];
}

/** The name under which events stand for whose objects there is no room. */
export const OTHER_OBJECTS = "other objects";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "pod-placed",
  "pod-containers",
  "pod-condition",
  "pod-ended",
  "event-recorded",
  "user-mark",
  "user-message",
]);

export class ChronicleProbe implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly troubles = new PodTroubles();
  readonly #cluster: ClusterState;
  /** By who said what. */
  #messages = new Map<string, SaidMessage>();
  #failures: SaidMessage[] = [];
  /** The error that was told last: who fails has said why just before. */
  #lastError = "";
  #events = new Map<string, EventCount>();
  /** By pod and container that was ever killed for its memory: when that was last, µs. */
  #oomKilledUs = new Map<string, number>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod }: Delta): void {
    switch (change.kind) {
      case "pod-placed":
        this.troubles.hearOfPlaced(pod, this.#cluster.life.detailOf(pod));
        break;
      case "pod-containers":
        this.#countOomKills(change);
        this.troubles.hearOfContainers(change);
        break;
      case "pod-condition":
        this.troubles.hearOfCondition(change.pod, change.type);
        break;
      case "pod-ended":
        if (change.phase === "failed") this.troubles.hearOfFailure(change.pod);
        break;
      case "event-recorded":
        this.count(change.event);
        break;
      case "user-mark":
        this.#hearOfMark(change.mark);
        break;
      case "user-message":
        this.#hearOfMessage(change.message);
        break;
      default:
    }
  }

  /** Takes an event of the API down. */
  count({ kind, namespace, name, type, reason, message }: RecordedEvent): void {
    const object = namespace === "" ? name : `${namespace}/${name}`;
    const key = `${kind} ${object} ${type} ${reason}`;
    if (this.#events.has(key) || this.#events.size < EVENTS_MAX) {
      this.#put(key, { kind, object, type, reason, message });
    } else
      this.#put(`${kind} ${OTHER_OBJECTS} ${type} ${reason}`, { kind, object: OTHER_OBJECTS, type, reason, message });
  }

  chronicle(): Chronicle {
    return { messages: [...this.#messages.values()], failures: this.#failures, events: [...this.#events.values()] };
  }

  snapshot(): Snapshot {
    return {
      ...joinSnapshots({ troubles: this.troubles.snapshot() }),
      chronicle: packJson([
        [...this.#messages],
        this.#failures,
        this.#lastError,
        [...this.#events],
        [...this.#oomKilledUs],
      ]),
    };
  }

  restore(saved: Snapshot): void {
    this.troubles.restore(partOf(saved, "troubles"));
    type Saved = [[string, SaidMessage][], SaidMessage[], string, [string, EventCount][], [string, number][]];
    const [messages, failures, lastError, events, oomKilledUs] = unpackJson(saved, "chronicle") as Saved;
    this.#messages = new Map(messages);
    this.#failures = failures;
    this.#lastError = lastError;
    this.#events = new Map(events);
    this.#oomKilledUs = new Map(oomKilledUs);
  }

  #hearOfMark({ what, by }: UserMark): void {
    if (what !== "fails" || this.#failures.length === FAILURES_MAX) return;
    this.#failures.push(this.#said(by, "error", this.#lastError));
  }

  #hearOfMessage({ by, level, text }: UserMessage): void {
    if (level === "error") this.#lastError = text;
    this.#keep(this.#said(by, level, text));
  }

  #said({ name, position }: ScenarioEntry, level: SaidMessage["level"], text: string): SaidMessage {
    const atSeconds = inSeconds(this.#cluster.now);
    return { atSeconds, times: 1, lastSeconds: atSeconds, by: name, level, text, position };
  }

  /** A drain that is held up says the same every five seconds: it must not crowd out what others say. */
  #keep(message: SaidMessage): void {
    const key = JSON.stringify([message.by, message.level, message.text]);
    const before = this.#messages.get(key);
    if (before === undefined && this.#messages.size === MESSAGES_MAX) return;
    const { lastSeconds } = message;
    this.#messages.set(key, before === undefined ? message : { ...before, times: before.times + 1, lastSeconds });
  }

  /** The kubelet has no event for it: the containers' status says so, again and again. */
  #countOomKills({ pod, containers = [], initContainers = [] }: ContainersSaid): void {
    for (const { name, state, lastTerminated } of [...containers, ...initContainers]) {
      const last = state.kind === "terminated" ? state : lastTerminated;
      // What was killed before the run is none of its events.
      if (last?.reason !== OOM_KILLED || last.finishedUs < 0) continue;
      const key = `${pod}/${name}`;
      if (this.#oomKilledUs.get(key) === last.finishedUs) continue;
      this.#oomKilledUs.set(key, last.finishedUs);
      const message = `container ${name}: terminated, reason ${OOM_KILLED}, exit code ${last.exitCode}`;
      const { namespace } = this.#cluster.classOfPod(pod);
      const about = { kind: "Pod", namespace, name: this.#cluster.pods.nameOf(pod) };
      this.count({ ...about, type: "Warning", reason: OOM_KILLED, message });
    }
  }

  #put(key: string, event: Omit<EventCount, "count" | "firstSeconds" | "lastSeconds">): void {
    const lastSeconds = inSeconds(this.#cluster.now);
    const { count, firstSeconds } = this.#events.get(key) ?? { count: 0, firstSeconds: lastSeconds };
    this.#events.set(key, merged(event, { count: count + 1, firstSeconds, lastSeconds }));
  }
}
