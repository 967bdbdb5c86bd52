// What a controller of kube-controller-manager is here: it names the keys that something happening makes worth a look, and
// reconciles one key: it looks at the API through a view, and yields what it writes, one request after the other, each
// answered before the next. It keeps nothing between syncs but what it declares as memory. Queues, retries, workers and
// delays are the loop's; what a write costs in time is the API server's.
// Imitates the shape of pkg/controller/*/ (informer handlers, sync of one key), v1.36.

import type { EndpointSlice } from "../../model/api/types/endpoint-slice.ts";
import type { Job } from "../../model/api/types/job.ts";
import type { OwnParts } from "../../model/own-parts.ts";
import type { VersionBehaviour } from "../../model/version-behaviour.ts";
import type { CompiledLabelSelector } from "../../model/label-selector.ts";
import type { Labels, Node, OwnerReference, Pod } from "../../model/objects.ts";

import type { RecordedEvent } from "../../cluster/change.ts";
import type { LivePod } from "../../cluster/live-pod.ts";
import type { MetricsClient } from "../../cluster/metrics-client.ts";
import type { StoredKind, StoredObject, StoredObjects } from "../../cluster/object-store.ts";

import type { ScaleAnswer, ScaleTarget } from "./scale.ts";

/** The wall clock of a run; times in stored objects are whole seconds of it. */
export interface ControllerClock {
  /** µs since the run began. */
  readonly nowUs: number;
  /** The moment as the API writes it, cut to the second: `2026-01-10T12:00:00Z`. */
  timestampAt(us: number): string;
  /** µs since the run began; undefined for none. */
  momentOf(timestamp: string | undefined): number | undefined;
}

/**
 * What a controller sees, as its informers' caches would show it: all that was written before the sync began, and of what
 * it writes itself not necessarily anything. Lists are in order of names.
 */
export interface ControllerView {
  readonly clock: ControllerClock;
  readonly behaviour: VersionBehaviour;
  /** Feature gates of kube-controller-manager that are set away from their default. */
  readonly featureGates: ReadonlyMap<string, boolean>;
  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined;
  /** Of one namespace, or of all. */
  list<Kind extends StoredKind>(kind: Kind, namespace?: string): readonly StoredObjects[Kind][];
  /** Objects of the kind whose controlling owner reference has the uid. */
  controlledBy<Kind extends StoredKind>(kind: Kind, namespace: string, uid: string): readonly StoredObjects[Kind][];
  /** Objects of the kind without a controlling owner. */
  uncontrolled<Kind extends StoredKind>(kind: Kind, namespace: string): readonly StoredObjects[Kind][];
  /**
   * EndpointSlices whose label names the Service, in a world that keeps them by it, so that nobody goes through those of all
   * Services; absent: it does not.
   */
  slicesOf?(namespace: string, service: string): readonly EndpointSlice[];
  /** Jobs whose controlling owner has the name; absent where nobody keeps them by it. */
  jobsOf?(namespace: string, owner: string): readonly Job[];
  findPod(namespace: string, name: string): LivePod | undefined;
  pods(namespace: string): readonly LivePod[];
  /** Those of them whose metadata and spec are meant. A world that does not know which pods are alike does without. */
  podsMeant?(namespace: string, isMeant: (object: Pod) => boolean): readonly LivePod[];
  /**
   * Pods with finalizers, in the order of `pods`, in a world that keeps them apart, so that nobody goes through those that are
   * free to go; absent: it does not.
   */
  podsHeld?(namespace: string): readonly LivePod[];
  /** Pods whose controlling owner reference has the uid. */
  podsControlledBy(namespace: string, uid: string): readonly LivePod[];
  /**
   * How many of those there are, in a world that keeps count, so that nobody who wants no more looks at thousands of pods;
   * absent: it does not.
   */
  tallies?(namespace: string, uid: string): readonly PodTally[];
  /** Pods without a controlling owner, which somebody may adopt. */
  orphans(namespace: string): readonly LivePod[];
  /**
   * Those with labels that the selector selects, in a world that knows which pods are alike; absent: it does not, and `pods`
   * are gone through.
   */
  selectedPods?(namespace: string, selector: CompiledLabelSelector): readonly LivePod[];
  /** Another number where they are others, or not as they were; absent: it is not known. */
  selectedPodsVersion?(namespace: string, selector: CompiledLabelSelector): number;
  /** GET of a scale subresource; absent: nothing can be scaled. */
  readScale?(target: ScaleTarget): ScaleAnswer;
  /** The metrics APIs; absent: nobody serves them. */
  readonly metrics?: MetricsClient;
  /** Pods whose spec.nodeName is the node. */
  podsOnNode(name: string): readonly LivePod[];
  findNode(name: string): Node | undefined;
  nodes(): readonly Node[];
}

/** Pods of one owner that are alike in labels and annotations. */
export interface PodTally {
  readonly object: Pod;
  /** Neither ended nor on their way out. */
  readonly active: number;
  /** Active ones whose condition Ready is true. */
  readonly ready: number;
  /** On their way out, and not ended. */
  readonly terminating: number;
}

export type WatchedKind = StoredKind | "Node" | "Pod";

/** What an informer tells. `before` is absent where the world does not keep it. */
export type WatchEvent =
  | {
      readonly type: "added" | "updated" | "deleted";
      readonly kind: "Pod";
      readonly pod: LivePod;
      readonly before?: LivePod;
    }
  | {
      readonly type: "added" | "updated" | "deleted";
      readonly kind: "Node";
      readonly node: Node;
      readonly before?: Node | undefined;
    }
  | {
      readonly type: "added" | "updated" | "deleted";
      readonly kind: StoredKind;
      readonly stored: StoredObject;
      readonly before?: StoredObject | undefined;
    };

/** A key to be looked at, at once or after a while. */
export interface KeyWish {
  /** `namespace/name`. */
  readonly key: string;
  readonly afterUs?: number;
}

export type Propagation = "Background" | "Foreground" | "Orphan";

/** One request of a controller. Objects are whole, as they are to be; the API server fills in what is its to say. */
export type Write =
  | {
      readonly verb: "create";
      readonly stored: StoredObject;
      /** Those of one batch that follow one another are asked for together; absent: each by itself. */
      readonly batch?: number;
    }
  | { readonly verb: "update" | "patch" | "updateStatus" | "patchStatus"; readonly stored: StoredObject }
  | {
      readonly verb: "delete";
      readonly kind: StoredKind;
      readonly namespace: string;
      readonly name: string;
      readonly uid?: string;
      readonly propagation?: Propagation;
    }
  /** A pod by itself has a name; one of many has a `generateName` to which the server adds five letters. */
  | {
      readonly verb: "create-pod";
      readonly namespace: string;
      /** Shared by all pods made of it, so that what follows from it is worked out once. Metadata: labels, annotations, finalizers. */
      readonly template: Pod;
      readonly owner: OwnerReference & { readonly uid: string };
      readonly name?: string;
      readonly generateName?: string;
      readonly own?: OwnParts;
      /**
       * Slow start: pods of one batch are asked for together, once those of the batch before have been answered. Absent: all
       * that are asked for one after the other are one batch.
       */
      readonly batch?: number;
      /** Told, with the server's words after its message, where the server refuses only when it writes; absent: nothing is. */
      readonly ifRefused?: RecordedEvent;
    }
  /** `kubectl patch` of metadata: what is given takes the place of what was there. */
  | {
      readonly verb: "patch-pod" | "update-pod";
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
      readonly metadata: {
        readonly labels?: Labels;
        readonly annotations?: Readonly<Record<string, string>>;
        readonly ownerReferences?: readonly (OwnerReference & { readonly uid: string })[];
        readonly finalizers?: readonly string[];
      };
    }
  /** A condition is added to the pod's status. */
  | {
      readonly verb: "patch-pod-status";
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
      readonly phase?: "Failed" | "Succeeded";
      readonly condition?: {
        readonly type: string;
        readonly status: "True" | "False";
        readonly reason: string;
        readonly message: string;
      };
    }
  | {
      readonly verb: "delete-pod";
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
      /** Absent: the pod's own. */
      readonly graceSeconds?: number;
      readonly propagation?: Propagation;
      /** As of pods that are created. */
      readonly batch?: number;
    }
  /** PUT of a scale subresource, as it stands but for the wanted number. */
  | { readonly verb: "update-scale"; readonly target: ScaleTarget; readonly replicas: number }
  /** An event of the controller, about the object that it names. */
  | ({ readonly verb: "event" } & RecordedEvent);

/** Why the API server refuses a request, in apimachinery's words (metav1.StatusReason). */
export type RefusalReason =
  | "AlreadyExists"
  | "Conflict"
  | "Forbidden"
  | "InternalError"
  | "Invalid"
  | "NamespaceTerminating"
  | "NotFound"
  | "Timeout"
  | "TooManyRequests";

export type WriteResult =
  /** `name`: what the server named it; `stored`: the object as it stands after a create or update of a stored kind. */
  | { readonly kind: "done"; readonly name: string; readonly stored?: StoredObject }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly message: string };

/** How a sync ended; `stirs`: what the sync took in may be news to other keys that rest. */
export type SyncOutcome =
  | {
      readonly kind: "done";
      /** The key is worth another look then, whatever happens. */
      readonly afterUs?: number;
      /**
       * All looks before that moment would do the same, nothing, until something happens; Infinity: all further ones. Only of
       * controllers with `standing`.
       */
      readonly restsUntilUs?: number;
      readonly stirs?: boolean;
    }
  /** The key is tried again by the queue's rate limit; `afterUs` as above, beside that. */
  | { readonly kind: "failed"; readonly message: string; readonly afterUs?: number; readonly stirs?: boolean };

/** Yields requests in order; each `yield` gives what the server answered. */
export type Sync = Generator<Write, SyncOutcome, WriteResult>;

/** How a queue holds back a key that failed. */
export interface RetryLimits {
  /** After the first failure; doubled with each further one. */
  readonly baseUs: number;
  readonly maxUs: number;
  /** All failed keys of the queue together, beside that: so many a second, and bursts; absent: no limit. */
  readonly shared?: { readonly perSecond: number; readonly burst: number };
  /** A key that failed so often in a row is given up until something happens to it; absent: never. */
  readonly attemptsMax?: number;
}

/** What a sync asked for and did not get, after it was told that it would. */
export interface MissedRequests {
  /** Pods that were not created. */
  readonly creations: number;
  /** Pods that were not asked to go: `namespace/name`. */
  readonly deletions: readonly string[];
}

/** Looks at keys at rest, which are not made. */
export interface StandingLooks {
  /** From one to the next. */
  readonly periodUs: number;
  /** Takes in that looks were due from one moment to another, ends included, which would have found the same as the latest. */
  passOver(key: string, fromUs: number, untilUs: number): void;
}

export interface Controller {
  /** As `kube-controller-manager --controllers` names it, without `-controller`. */
  readonly name: string;
  /** Files and version that it imitates. */
  readonly source: string;
  /** How its queue holds back keys that failed; absent: as the queues of most controllers (`USUAL_RETRIES` in work-queue.ts). */
  readonly retries?: RetryLimits;
  /** How often its informers tell of everything again, so that a key that is being worked at is wished for; absent: never. */
  readonly resyncUs?: number;
  /** The kinds that its informers show it: of others it hears nothing. Absent: all. */
  readonly watches?: readonly WatchedKind[];
  /**
   * Whether what happens to pods that look so may concern it, whatever else there is: asked once for all pods of one look, and
   * where it is false `keysAfter` is spared their events. Absent: it may.
   */
  mayConcern?(pod: Pod): boolean;
  /** Absent: none of its keys rests. */
  readonly standing?: StandingLooks;
  /** Keys that what happened makes worth a look. */
  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[];
  sync(view: ControllerView, key: string): Sync;
  /** Absent: the controller does not wait to see what it asked for. */
  missed?(key: string, requests: MissedRequests): void;
  /** After a restore, with the view of what was restored: what is kept of the view is found again. Absent: nothing is. */
  resume?(view: ControllerView): void;
}

/** A line of the list of controllers. Each run makes its own; one with memory implements Snapshotable beside Controller. */
export interface ControllerDefinition {
  readonly name: string;
  readonly source: string;
  create(): Controller;
}
