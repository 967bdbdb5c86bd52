// What is done about a pod whose attempt or binding failed: it goes back into the queue, the scheduler remembers the node that
// it waits for, and the pod's status says why.
// Imitates pkg/scheduler/schedule_one.go (handleSchedulingFailure), v1.36.

import type { Engine } from "../../engine/engine.ts";

import type { RequestKind } from "../../cluster/api-client.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { PENDING, type PodId } from "../../cluster/pod-table.ts";

import type { NominationOutcome } from "../../scheduling/framework/decision.ts";

import type { StatusPatch, StatusPatches } from "./status-patches.ts";
import type { WaitingPods } from "./waiting-pods.ts";

/** How it failed. */
export interface AttemptFailure {
  /** Plugins that refused the pod; none: an error. */
  readonly plugins: readonly string[];
  /** `Unschedulable`: no node took it; `SchedulerError`: something went wrong. */
  readonly reason: "Unschedulable" | "SchedulerError";
  readonly message: string;
  readonly nomination: NominationOutcome;
}

export class AttemptFailures {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #waiting: WaitingPods;
  readonly #patches: StatusPatches;
  readonly #ofAttempt: RequestKind;
  readonly #ofBinding: RequestKind;

  /** `told`: called when the status that an attempt has written is answered for; the loop waits for that. */
  constructor(engine: Engine, cluster: ClusterState, waiting: WaitingPods, patches: StatusPatches, told: () => void) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#waiting = waiting;
    this.#patches = patches;
    this.#ofAttempt = patches.define("scheduler/attempt-told", told);
    this.#ofBinding = patches.define("scheduler/binding-told");
  }

  /** True if the loop has to wait until the status is written. */
  ofAttempt(pod: PodId, failure: AttemptFailure): boolean {
    return this.#handle(pod, failure, this.#ofAttempt);
  }

  ofBinding(pod: PodId, failure: AttemptFailure): void {
    this.#handle(pod, failure, this.#ofBinding);
  }

  /** A pod that is gone, or that somebody else has bound, is not put back. */
  #handle(pod: PodId, { plugins, reason, message, nomination }: AttemptFailure, patchKind: RequestKind): boolean {
    const { pods, nominations } = this.#cluster;
    const { now } = this.#engine;
    if (pods.phaseOf(pod) === PENDING) {
      this.#waiting.putBack(pod, plugins, now);
      const place = nomination.kind === "keep" ? nominations.nodeNameOf(pod) : this.#nodeNameIn(nomination);
      if (place !== undefined || nominations.size > 0) {
        this.#cluster.apply({ kind: "place-kept", pod, nodeName: place }, now);
      }
    } else {
      this.#waiting.drop(pod);
    }
    const condition = { type: "PodScheduled", status: "False", reason, message } as const;
    const patch: StatusPatch =
      nomination.kind === "keep" ? { condition } : { condition, nominatedNodeName: this.#nodeNameIn(nomination) ?? "" };
    return this.#patches.send(patchKind, pod, patch);
  }

  #nodeNameIn(nomination: NominationOutcome): string | undefined {
    return nomination.kind === "set" ? this.#cluster.nodes.nameOf(nomination.node) : undefined;
  }
}
