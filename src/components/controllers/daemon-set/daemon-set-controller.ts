// The DaemonSet controller: one look at a set, and the memory of pods that fail again and again.
// Imitates pkg/controller/daemon/daemon_controller.go (syncDaemonSet, updateDaemonSet), v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../../base/snapshot-parts.ts";

import type { DaemonSet } from "../../../model/api/types/workload.ts";
import { Backoff, type BackoffEntries } from "../../../model/flow-control/backoff.ts";
import type { Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { claimPods, type Claimant, type Requests } from "../claim-objects.ts";
import { selectionBy, selectorOf } from "../compiled-selectors.ts";
import type {
  Controller,
  ControllerDefinition,
  ControllerView,
  KeyWish,
  MissedRequests,
  Sync,
  SyncOutcome,
  WatchEvent,
} from "../controller.ts";
import { Expectations } from "../expectations.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { controllerOf, controllerReference, isOfKindOrOrphan } from "../owner-references.ts";
import { cleanedUpHistory, constructHistory, type KnownHistory } from "./daemon-history.ts";
import { keysAfter, ownerSet } from "./daemon-keys.ts";
import type { DaemonPlaces } from "./daemon-places.ts";
import { countNodes, writeStatus, type NodeCounts } from "./daemon-status.ts";
import { daemonEvent, podKey, type DaemonLook, type Problem } from "./daemon-sync.ts";
import { KeptPlaces, placesOf, type DaemonWish } from "./kept-places.ts";
import { managePods, type Managed } from "./manage-pods.ts";
import { rollingUpdate } from "./rolling-update.ts";

const US_PER_SECOND = 1_000_000;

/** Of pods that fail on one node: doubled from one second up to a quarter of an hour. */
const FIRST_DELAY_US = US_PER_SECOND;
const LONGEST_DELAY_US = 900 * US_PER_SECOND;
const SELECTS_ALL = "This daemon set is selecting all pods. A non-empty selector is required.";

export const DAEMON_SET_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "daemonset",
  source: "pkg/controller/daemon, v1.36.3",
  create: () => new DaemonSetController(),
});

export class DaemonSetController implements Controller, Snapshotable {
  readonly name = DAEMON_SET_CONTROLLER.name;
  readonly source = DAEMON_SET_CONTROLLER.source;
  readonly watches = ["DaemonSet", "ControllerRevision", "Pod", "Node"] as const;
  readonly #expectations = new Expectations();
  readonly #failures = new Backoff(FIRST_DELAY_US, LONGEST_DELAY_US);
  readonly #kept = new KeptPlaces();

  mayConcern({ metadata }: Pod): boolean {
    return isOfKindOrOrphan(metadata, "DaemonSet");
  }

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    this.#kept.hear(event);
    if (event.kind === "Pod") this.#observe(event.type, event.pod, view);
    else if (event.kind === "DaemonSet" && event.type === "deleted") {
      this.#expectations.forget(keyOf(event.stored.object.metadata));
    }
    return keysAfter(event, view);
  }

  *sync(view: ControllerView, key: string): Sync {
    const { namespace, name } = objectOfKey(key);
    const set = view.find("DaemonSet", namespace, name);
    if (set === undefined) {
      this.#expectations.forget(key);
      return { kind: "done" };
    }
    if (selectsAll(set)) {
      yield daemonEvent(set, "Warning", "SelectingAll", SELECTS_ALL);
      return { kind: "done" };
    }
    const claimant = claimantFor(set);
    if (set.metadata?.deletionTimestamp !== undefined || claimant === undefined) return { kind: "done" };
    const own = new OwnPods(view, set, claimant);
    const history = yield* constructHistory(view, set, claimant, () => own.claim());
    if (history.kind === "problem") return { kind: "failed", message: history.message };
    const places = yield* this.#placesOf(view, { set, hash: history.hash, claimant }, own);
    if ("problem" in places) return { kind: "failed", message: mappingProblem(name, places.problem) };
    return yield* this.#bringOn(view, { set, history, places, own });
  }

  /** As they have been kept up; else all pods are claimed. While some change hands, nothing is kept. */
  *#placesOf(
    view: ControllerView,
    wish: DaemonWish,
    own: OwnPods,
  ): Requests<DaemonPlaces | { readonly problem: string }> {
    const kept = this.#kept.find(view, wish);
    if (kept !== undefined) return kept;
    const pods = yield* own.claim();
    if ("problem" in pods) return pods;
    const places = placesOf(view, wish, pods);
    if (!own.haveChangedHands) this.#kept.keep(wish, places, pods);
    return places;
  }

  /** While pods are on their way, only the status is written, and does not say that this generation was seen to. */
  *#bringOn(view: ControllerView, { set, history, places, own }: Known): Sync {
    const nowUs = view.clock.nowUs;
    const look = { set, places, hash: history.hash, nowUs, expectations: this.#expectations };
    const counts = countNodes(look);
    const { generation = 0 } = set.metadata ?? {};
    if (!this.#isUpToDate(look)) {
      const problem = yield* writeStatus(view, look, counts, set.status?.observedGeneration ?? 0);
      return ended(problem, untilRecount(set, counts));
    }
    const updated = yield* this.#update(look);
    const problem = updated.problem ?? (yield* cleanedUpHistory(set, history.old, () => own.claim()));
    const statusProblem = yield* writeStatus(view, look, counts, generation);
    const recountUs = statusProblem === undefined ? untilRecount(set, counts) : undefined;
    return ended(problem ?? statusProblem, earliest(updated.afterUs, recountUs));
  }

  *#update(look: DaemonLook): Requests<Managed> {
    this.#failures.forgetExpired(look.nowUs);
    const managed = yield* managePods(look, this.#failures);
    if (managed.problem !== undefined || !this.#isUpToDate(look)) return managed;
    if (look.set.spec?.updateStrategy?.type !== "RollingUpdate") return managed;
    return { problem: yield* rollingUpdate(look), afterUs: managed.afterUs };
  }

  #isUpToDate({ set, nowUs }: DaemonLook): boolean {
    return this.#expectations.isSatisfied(keyOf(set.metadata), nowUs);
  }

  /** Sees what was asked for. */
  #observe(type: WatchEvent["type"], pod: LivePod, view: ControllerView): void {
    const isGoing = type === "deleted" || pod.deletion !== undefined;
    if (type === "updated" && !isGoing) return;
    const set = ownerSet(view, pod.namespace, controllerOf(pod.object.metadata));
    if (set === undefined) return;
    const key = keyOf(set.metadata);
    if (isGoing) this.#expectations.deletionObserved(key, podKey(pod));
    else this.#expectations.creationObserved(key);
  }

  missed(key: string, requests: MissedRequests): void {
    this.#expectations.missed(key, requests);
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      expectations: this.#expectations.snapshot(),
      failures: { entries: packJson(this.#failures.entries()) },
    });
  }

  /** What is kept of the view is found again when it is looked at. */
  restore(saved: Snapshot): void {
    this.#kept.forget();
    this.#expectations.restore(partOf(saved, "expectations"));
    this.#failures.recall(unpackJson(partOf(saved, "failures"), "entries") as BackoffEntries);
  }
}

/** What a look has found. */
interface Known {
  readonly set: DaemonSet;
  readonly history: KnownHistory;
  readonly places: DaemonPlaces;
  readonly own: OwnPods;
}

/** The set's pods, claimed when they are first asked for. */
class OwnPods {
  readonly #view: ControllerView;
  readonly #set: DaemonSet;
  readonly #claimant: Claimant;
  #claimed: readonly LivePod[] | { readonly problem: string } | undefined;
  #haveChangedHands = false;

  constructor(view: ControllerView, set: DaemonSet, claimant: Claimant) {
    this.#view = view;
    this.#set = set;
    this.#claimant = claimant;
  }

  /** Some were to be adopted or released. */
  get haveChangedHands(): boolean {
    return this.#haveChangedHands;
  }

  *claim(): Requests<readonly LivePod[] | { readonly problem: string }> {
    if (this.#claimed === undefined) {
      const { namespace = "default", uid = "" } = this.#set.metadata ?? {};
      const around = [...this.#view.podsControlledBy(namespace, uid), ...this.#view.orphans(namespace)];
      const claiming = claimPods(this.#claimant, around);
      let step = claiming.next();
      while (step.done !== true) {
        this.#haveChangedHands = true;
        step = claiming.next(yield step.value);
      }
      const { items, problem } = step.value;
      this.#claimed = problem === undefined ? items : { problem };
    }
    return this.#claimed;
  }
}

function claimantFor({ metadata, spec }: DaemonSet): Claimant | undefined {
  const selector = selectorOf(spec?.selector);
  if (selector.kind === "invalid") return undefined;
  const reference = controllerReference("apps/v1", "DaemonSet", metadata);
  return { reference, isDeleted: metadata?.deletionTimestamp !== undefined, selects: selectionBy(selector) };
}

/** A selector without any word in it. */
function selectsAll({ spec }: DaemonSet): boolean {
  return spec?.selector !== undefined && Object.keys(spec.selector).length === 0;
}

/** Pods that are ready and not yet available will be, without anybody telling. */
function untilRecount({ spec }: DaemonSet, { numberReady, numberAvailable }: NodeCounts): number | undefined {
  const { minReadySeconds = 0 } = spec ?? {};
  return minReadySeconds > 0 && numberReady !== numberAvailable ? minReadySeconds * US_PER_SECOND : undefined;
}

function earliest(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? (left ?? right) : Math.min(left, right);
}

function ended(problem: Problem, afterUs: number | undefined): SyncOutcome {
  const after = afterUs === undefined ? {} : { afterUs };
  return problem === undefined ? { kind: "done", ...after } : { kind: "failed", message: problem, ...after };
}

function mappingProblem(name: string, problem: string): string {
  return `couldn't get node to daemon pod mapping for daemon set "${name}": ${problem}`;
}
