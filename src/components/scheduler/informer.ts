// What the scheduler hears of the cluster, some time after it happened, and in which words: each aspect of a change is an
// event of its own. Changes that nobody waits for are passed over where they happen, so that they cost next to nothing.
// Imitates pkg/scheduler/eventhandlers.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Node } from "../../model/objects.ts";

import type { ApiServer, Watch } from "../../cluster/api-client.ts";
import type { Delta } from "../../cluster/change.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { BOUND, NONE, PENDING, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { claimEventOf } from "./claim-events.ts";
import type { ClusterEvent, EventKey, PodAction, PodEvent } from "./cluster-events.ts";
import { nodeActions, podActions } from "./object-aspects.ts";
import { storageEventOf } from "./storage-events.ts";

/** Who is told. */
export interface InformerListener {
  /** True if such an event may be of use to somebody. */
  someWaitFor(key: EventKey): boolean;
  /** True if the pod is in the queue, or was taken out to be tried. */
  isQueued(pod: PodId): boolean;
  podAdded(pod: PodId): void;
  /** A pod without a node changed, or its status did. */
  podUpdated(pod: PodId, news: readonly PodEvent[]): void;
  /** A pod has got a node, or is gone: it waits no longer. */
  podLeft(pod: PodId): void;
  /** An object came, went or changed: all aspects of one change are heard before the next pod is taken out of the queue. */
  happened(...events: readonly ClusterEvent[]): void;
}

/** Codes of notices. */
const POD_ADDED = 0;
const POD_UPDATED = 1;
const POD_BOUND = 2;
const POD_GONE = 3;
const POD_REMOVED = 4;
const ASSIGNED_POD_UPDATED = 5;
const PLACE_LEFT = 6;
/** News that two numbers cannot say: the first is a ticket. */
const NEWS = 7;

/** Updates of pods on nodes that no plugin asks of. */
const PLAIN_UPDATES: ReadonlySet<string> = new Set([
  "pod-started",
  "pod-terminating",
  "pod-condition",
  "pod-ready",
  "pod-containers",
]);

export class Informer implements Snapshotable {
  readonly #cluster: ClusterState;
  readonly #listener: InformerListener;
  readonly #watch: Watch;
  #news = new Map<number, readonly ClusterEvent[]>();
  #tickets = 0;

  constructor(cluster: ClusterState, api: ApiServer, listener: InformerListener) {
    this.#cluster = cluster;
    this.#listener = listener;
    this.#watch = api.watch({
      name: "scheduler/watch",
      phase: "scheduler",
      inProcess: "kube-scheduler",
      seen: (code, first, second) => this.#see(code, first, second),
    });
  }

  /** The event of a pod that has left its node, as one whose binding failed has. */
  assignedPodGone(pod: PodId): PodEvent {
    return this.#podEvent(pod, "Delete", "AssignedPod");
  }

  /** Notes what is worth hearing of. */
  hear(delta: Delta): void {
    const { change } = delta;
    switch (change.kind) {
      case "pod-created":
        this.#watch.note(POD_ADDED, delta.pod);
        break;
      case "pod-updated":
        this.#noteUpdate(delta);
        break;
      case "pod-nominated":
        this.#noteNomination(delta);
        break;
      case "pod-placed":
      case "pod-bound":
        if (this.#listener.someWaitFor("pod/Add") || this.#listener.isQueued(delta.pod)) {
          this.#watch.note(POD_BOUND, delta.pod);
        }
        break;
      case "pod-ended":
      case "pod-deleted":
        this.#noteEnd(delta);
        break;
      case "node-added":
      case "node-updated":
      case "node-removed":
        this.#noteNode(delta);
        break;
      case "object-stored":
      case "object-removed":
        this.#noteObject(delta);
        break;
      default:
        if (PLAIN_UPDATES.has(change.kind)) this.#notePlainUpdate(delta.pod);
    }
  }

  snapshot(): Snapshot {
    return { news: packJson([[...this.#news], this.#tickets]) };
  }

  restore(saved: Snapshot): void {
    const [news, tickets] = unpackJson(saved, "news") as [[number, readonly ClusterEvent[]][], number];
    this.#news = new Map(news);
    this.#tickets = tickets;
  }

  /** Pods that the scheduler has taken room for are updated nowhere, and those that have ended are not watched. */
  #noteUpdate({ pod, previousClass }: Delta): void {
    if (this.#cluster.pods.phaseOf(pod) === PENDING) this.#watch.note(POD_UPDATED, pod, previousClass);
    else if (this.#isOnNode(pod)) this.#watch.note(ASSIGNED_POD_UPDATED, pod, previousClass);
  }

  #noteNomination({ pod, change, previousNomination }: Delta): void {
    if (change.kind !== "pod-nominated" || this.#cluster.pods.phaseOf(pod) !== PENDING) return;
    if (previousNomination !== undefined && previousNomination !== change.nodeName) this.#watch.note(PLACE_LEFT, pod);
  }

  #notePlainUpdate(pod: PodId): void {
    if (!this.#isOnNode(pod) || !this.#listener.someWaitFor("pod/Update")) return;
    this.#watch.note(ASSIGNED_POD_UPDATED, pod, this.#cluster.pods.classOf(pod));
  }

  #isOnNode(pod: PodId): boolean {
    const phase = this.#cluster.pods.phaseOf(pod);
    return phase === BOUND || phase === RUNNING;
  }

  #noteEnd({ pod, node, previousNomination }: Delta): void {
    if (node !== NONE) this.#watch.note(POD_GONE, pod);
    else this.#watch.note(POD_REMOVED, pod, previousNomination === undefined ? 0 : 1);
  }

  #noteNode({ change, node, previousNode: before }: Delta): void {
    if (change.kind === "node-added") {
      if (this.#listener.someWaitFor("node/Add")) {
        this.#send({ kind: "node", action: "Add", after: this.#cluster.nodes.record(node).object });
      }
    } else if (change.kind === "node-removed") {
      if (this.#listener.someWaitFor("node/Delete")) this.#send({ kind: "node", action: "Delete", before: before! });
    } else {
      this.#noteNodeUpdate(before!, this.#cluster.nodes.record(node).object);
    }
  }

  #noteNodeUpdate(before: Node, after: Node): void {
    const actions = nodeActions(before, after).filter((action) => this.#listener.someWaitFor(`node/${action}`));
    if (actions.length > 0) this.#send(...actions.map((action) => ({ kind: "node", action, before, after }) as const));
  }

  #noteObject(delta: Delta): void {
    const event = storageEventOf(delta);
    if (event !== undefined && this.#listener.someWaitFor("storage")) this.#send({ kind: "storage", event });
    if (delta.change.kind !== "object-stored") return;
    const claim = claimEventOf(delta.change.stored, delta.previous);
    if (claim !== undefined && this.#listener.someWaitFor("device-claim")) {
      this.#send({ kind: "device-claim", event: claim });
    }
  }

  #send(...events: readonly ClusterEvent[]): void {
    this.#tickets += 1;
    this.#news.set(this.#tickets, events);
    this.#watch.note(NEWS, this.#tickets);
  }

  #see(code: number, first: number, second: number): void {
    switch (code) {
      case POD_ADDED:
        this.#listener.podAdded(first);
        break;
      case POD_UPDATED:
        this.#listener.podUpdated(first, this.#newsOf(first, second, "UnschedulablePod"));
        break;
      case POD_BOUND:
        this.#listener.happened(this.#podEvent(first, "Add", "AssignedPod"));
        this.#listener.podLeft(first);
        break;
      case POD_GONE:
        this.#listener.podLeft(first);
        this.#listener.happened(this.#podEvent(first, "Delete", "AssignedPod"));
        break;
      case POD_REMOVED:
        this.#listener.podLeft(first);
        if (second === 1) this.#listener.happened(this.#placeLeft(first));
        break;
      case ASSIGNED_POD_UPDATED:
        this.#listener.happened(...this.#newsOf(first, second, "AssignedPod"));
        break;
      case PLACE_LEFT:
        this.#listener.happened(this.#placeLeft(first));
        break;
      default:
        this.#seeNews(first);
    }
  }

  #seeNews(ticket: number): void {
    const events = this.#news.get(ticket)!;
    this.#news.delete(ticket);
    this.#listener.happened(...events);
  }

  #newsOf(pod: PodId, before: ClassId, resource: PodEvent["resource"]): readonly PodEvent[] {
    const { classes, pods } = this.#cluster;
    const after = pods.classOf(pod);
    return podActions(classes.get(before), classes.get(after)).map((action) => ({
      kind: "pod",
      resource,
      action,
      pod,
      before,
      after,
    }));
  }

  #podEvent(pod: PodId, action: PodAction, resource: PodEvent["resource"]): PodEvent {
    const podClass = this.#cluster.pods.classOf(pod);
    return { kind: "pod", resource, action, pod, before: podClass, after: podClass };
  }

  /** Pods of lower or equal priority treated the pod as if it were on the node that it waited for. */
  #placeLeft(pod: PodId): PodEvent {
    const { priority } = this.#cluster.classOfPod(pod);
    return { ...this.#podEvent(pod, "Delete", "AssignedPod"), onlyUpTo: priority };
  }
}
