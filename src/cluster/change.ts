// What can happen to the cluster (changes), and what everybody else hears of it (deltas).

import type { SourcePosition } from "../base/diagnostic.ts";
import type { SimTime } from "../base/time.ts";

import type { Node, NodeCondition, Pod } from "../model/objects.ts";

import type { ClassId } from "./class-table.ts";
import type { KubeletHealth } from "./kubelet-health.ts";
import type { LiveContainer, LivePodCondition } from "./live-pod.ts";
import type { ObjectName, StoredObject } from "./object-store.ts";
import type { Readiness } from "./pod-life.ts";
import type { PlacedStatus } from "./placed-status.ts";
import type { PodId } from "./pod-table.ts";

/** Why an attempt failed: reasons by plugin, counted over nodes, and the event's text. */
export interface SchedulingFailure {
  /** Plugins that rejected the pod, in kube-scheduler's order of first rejection. */
  readonly plugins: readonly string[];
  readonly reasons: readonly { readonly plugin: string; readonly reason: string; readonly nodes: number }[];
  readonly message: string;
  /** Absent: preemption was not tried. */
  readonly preemption?: { readonly victims: number };
}

/** Why admission did not let a pod in. */
export interface PodRefusal {
  /** The admission plugin. */
  readonly plugin: string;
  /** What the API server says. */
  readonly message: string;
}

/** Where the scheduler keeps a pod that waits; `none` while it is being scheduled and after. */
export type QueueName = "active" | "backoff" | "unschedulable" | "gated" | "none";

/** A wish to change the cluster. Only ClusterState.apply grants it. */
export type Change =
  | { readonly kind: "node-added"; readonly node: Node; readonly pool: string }
  | { readonly kind: "node-updated"; readonly node: Node }
  | { readonly kind: "node-removed"; readonly name: string }
  /** Something happened to a node's machine or kubelet; the API does not see it. `node`: its id. */
  | { readonly kind: "kubelet-changed"; readonly node: number; readonly health: KubeletHealth }
  /** What the node's kubelet itself finds to run short there, beside what faults bring. `node`: its id. */
  | { readonly kind: "kubelet-pressure"; readonly node: number; readonly conditions: readonly NodeCondition[] }
  /** The kubelet of a node whose machine is to go has stopped its pods, and holds it up no longer. `node`: its id. */
  | { readonly kind: "kubelet-let-go"; readonly node: number }
  /** `askedAtUs`: when the request for it was sent; absent: now. */
  | { readonly kind: "pod-created"; readonly classId: ClassId; readonly name: string; readonly askedAtUs?: SimTime }
  /** A pod that comes to nothing. */
  | { readonly kind: "pod-refused"; readonly classId: ClassId; readonly name: string; readonly refusal: PodRefusal }
  | {
      readonly kind: "pod-placed";
      readonly classId: ClassId;
      readonly name: string;
      readonly nodeName: string;
      /** Absent: it runs and is ready, and the kubelet has not said since when. */
      readonly status?: PlacedStatus;
    }
  | { readonly kind: "pod-updated"; readonly pod: PodId; readonly object: Pod }
  /** status.nominatedNodeName; an empty nomination is taken away. */
  | { readonly kind: "pod-nominated"; readonly pod: PodId; readonly nodeName: string | undefined }
  /** The scheduler keeps a place for the pod, or no longer does: its status follows when that is written. */
  | { readonly kind: "place-kept"; readonly pod: PodId; readonly nodeName: string | undefined }
  /** `event`: why, by the scheduler's own labels; absent where the pod is taken out to be tried. */
  | { readonly kind: "pod-queued"; readonly pod: PodId; readonly queue: QueueName; readonly event?: string }
  | { readonly kind: "pod-attempted"; readonly pod: PodId }
  | { readonly kind: "pod-unschedulable"; readonly pod: PodId; readonly failure: SchedulingFailure }
  | { readonly kind: "pod-attempt-failed"; readonly pod: PodId; readonly message: string }
  | {
      readonly kind: "pod-assumed";
      readonly pod: PodId;
      readonly node: number;
      /** Numbers of the node's devices that the pod gets; absent: the tightest that are enough. */
      readonly devices?: readonly number[];
    }
  | { readonly kind: "pod-forgotten"; readonly pod: PodId }
  /** The scheduler takes room for a pod that, unknown to it, is gone; and gives it back when its binding has failed. */
  | { readonly kind: "room-taken"; readonly pod: PodId; readonly node: number }
  | { readonly kind: "room-given-back"; readonly pod: PodId }
  | { readonly kind: "pod-bound"; readonly pod: PodId }
  /** The kubelet has heard of the pod. */
  | { readonly kind: "pod-taken-up"; readonly pod: PodId }
  /** Its containers run; it is ready from then on, unless that is said to be false. */
  | { readonly kind: "pod-started"; readonly pod: PodId; readonly isReady?: boolean }
  /** The condition Ready changes. */
  | { readonly kind: "pod-ready"; readonly pod: PodId; readonly ready: Readiness }
  /** The kubelet tells how the containers stand: restarts, and what they wait for. */
  | {
      readonly kind: "pod-containers";
      readonly pod: PodId;
      readonly containers?: readonly LiveContainer[];
      readonly initContainers?: readonly LiveContainer[];
    }
  /** A condition beside Ready and PodScheduled, as DisruptionTarget. */
  | {
      readonly kind: "pod-condition";
      readonly pod: PodId;
      readonly type: string;
      readonly condition: LivePodCondition;
    }
  | {
      readonly kind: "pod-ended";
      readonly pod: PodId;
      readonly phase: "succeeded" | "failed";
      /** status.reason, as `Evicted`. */
      readonly reason?: string;
      /** status.message. */
      readonly message?: string;
    }
  /** `preemptor`: the pod that it makes room for; absent: it is deleted for another reason. */
  | {
      readonly kind: "pod-terminating";
      readonly pod: PodId;
      readonly preemptor?: PodId;
      /** Absent: the pod's own, or the one that it has already. Asked again, a shorter one counts. */
      readonly graceSeconds?: number;
    }
  | { readonly kind: "pod-deleted"; readonly pod: PodId }
  /**
   * From `fromUs` on, which may lie in the past back to what was recorded last, the pod's container uses so much CPU. `container`:
   * its place in the spec; absent: the first.
   */
  | {
      readonly kind: "pod-usage";
      readonly pod: PodId;
      readonly fromUs: number;
      readonly cpuMilli: number;
      readonly container?: number;
    }
  /** From then on a figure of the pod in a series is this. */
  | {
      readonly kind: "pod-figure";
      readonly pod: PodId;
      readonly series: string;
      readonly fromUs: number;
      readonly value: number;
    }
  /** From then on the figure of a series that is about one thing is this. */
  | { readonly kind: "figure-recorded"; readonly series: string; readonly fromUs: number; readonly value: number }
  /** An object of another kind comes, or takes the place of the one with its name. */
  | {
      readonly kind: "object-stored";
      readonly stored: StoredObject;
      /** The version that it was made from: of another one, the request that asks for it is refused. */
      readonly madeFrom?: number;
    }
  | { readonly kind: "object-removed"; readonly name: ObjectName }
  /** A component tells about an object. The event is posted later, or never where it has told much. Nothing changes by it. */
  | { readonly kind: "event-said"; readonly event: RecordedEvent }
  /** An event of the API: somebody tells about an object. */
  | { readonly kind: "event-recorded"; readonly event: RecordedEvent }
  /** Somebody at the cluster is told something: what kubectl would print. Nothing changes by it. */
  | { readonly kind: "user-message"; readonly message: UserMessage }
  /** A fault or an action of the scenario begins or ends. Nothing changes by it. */
  | { readonly kind: "user-mark"; readonly mark: UserMark };

/** Who of the scenario's faults and actions it is about, and where it stands. */
export interface ScenarioEntry {
  /** Its name in the run. */
  readonly name: string;
  readonly position: SourcePosition;
}

export interface UserMessage {
  readonly by: ScenarioEntry;
  /** `error` is what kubectl would print to its standard error. */
  readonly level: "output" | "error";
  readonly text: string;
}

export interface UserMark {
  readonly by: ScenarioEntry;
  readonly what: "begins" | "ends" | "fails";
  /** Names of the nodes that it concerns. */
  readonly nodes: readonly string[];
}

/** What a component tells about an object, as `kubectl get events` shows it. */
export interface RecordedEvent {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
}

/**
 * What did happen: the change, and the ids it concerned. `node` is the node whose books changed
 * (for pod-ended and pod-deleted: the one that the pod left), NONE if none did.
 */
export interface Delta {
  readonly change: Change;
  readonly pod: PodId;
  readonly node: number;
  /** Of object-stored and object-removed: the object that was there under the name; absent: there was none. */
  readonly previous?: StoredObject | undefined;
  /** Of node-updated and node-removed: the node as it was. */
  readonly previousNode?: Node | undefined;
  /** Of pod-updated: the class that the pod had. */
  readonly previousClass?: ClassId | undefined;
  /** Of pod-nominated, pod-ended and pod-deleted: the nomination in the pod's status before; absent: there was none. */
  readonly previousNomination?: string | undefined;
}

/** Hears every delta after it was applied; must not change anything. */
export interface ClusterObserver {
  /** The kinds of changes that it does something about; absent: any. Others need not be told to it. */
  readonly concerns?: ReadonlySet<Change["kind"]>;
  hear(delta: Delta): void;
}
