// The taint eviction controller: pods leave a node with NoExecute taints at once, or when the time for which they put up with
// them is over. Budgets for disruptions do not count here, and nothing limits the rate.
// Imitates pkg/controller/tainteviction/taint_eviction.go and timed_workers.go, v1.36.

import type { SimTime } from "../../base/time.ts";

import type { Taint } from "../../model/objects.ts";
import { taintEviction } from "../../model/taint-eviction.ts";

import type { PodId } from "../../cluster/pod-table.ts";

import type { EventText, Write } from "./decision.ts";
import type { PodView } from "./node-view.ts";
import { toleratedUntilUs } from "./tolerated-until.ts";

export type EvictionDecision =
  | { readonly kind: "pod-event"; readonly pod: PodId; readonly event: EventText }
  /** The condition DisruptionTarget of a pod that is about to be deleted. */
  | { readonly kind: "disruption-target"; readonly pod: PodId; readonly reason: string; readonly message: string }
  /** A DELETE with the pod's own time of grace. */
  | { readonly kind: "delete-pod"; readonly pod: PodId };

export interface TaintEvictionPorts {
  readonly view: PodView;
  readonly write: Write<EvictionDecision>;
  /** Calls `fire` with the pod at `at`. It need not be called back if the deletion was cancelled meanwhile. */
  readonly wake: (pod: PodId, at: SimTime) => void;
}

/** A deletion that fails is tried so often in all, this far apart. */
const ATTEMPTS = 5;
const RETRY_US = 10_000;

/** A deletion to come, or one under way after failures. */
interface Timer {
  readonly atUs: number;
  /** Attempts that failed. */
  readonly failures: number;
}

export interface TaintEvictionState {
  readonly tainted: readonly (readonly [string, readonly Taint[]])[];
  readonly timers: readonly (readonly [PodId, Timer])[];
}

export class TaintEviction {
  readonly #view: PodView;
  readonly #write: Write<EvictionDecision>;
  readonly #wake: (pod: PodId, at: SimTime) => void;
  /** NoExecute taints by node, as the controller saw them last. */
  readonly #tainted = new Map<string, readonly Taint[]>();
  readonly #timers = new Map<PodId, Timer>();

  constructor({ view, write, wake }: TaintEvictionPorts, saved?: TaintEvictionState) {
    this.#view = view;
    this.#write = write;
    this.#wake = wake;
    for (const [node, taints] of saved?.tainted ?? []) this.#tainted.set(node, taints);
    for (const [pod, timer] of saved?.timers ?? []) this.#timers.set(pod, timer);
  }

  get state(): TaintEvictionState {
    return { tainted: [...this.#tainted], timers: [...this.#timers] };
  }

  /** The node came, or its NoExecute taints changed. */
  nodeChanged(name: string, at: SimTime): void {
    const taints = this.#view.noExecuteTaints(name);
    if (taints === undefined || taints.length === 0) this.#tainted.delete(name);
    else this.#tainted.set(name, taints);
    if (taints === undefined) return;
    for (const pod of this.#view.podsOn(name)) {
      if (taints.length === 0) this.#cancel(pod);
      else this.#judge(pod, taints, at);
    }
  }

  /** The pod came, was bound, or has other tolerations; or it is gone. */
  podChanged(pod: PodId, at: SimTime): void {
    const node = this.#view.nodeNameOf(pod);
    if (node === undefined) this.#cancel(pod);
    const taints = node === undefined ? undefined : this.#tainted.get(node);
    if (taints !== undefined) this.#judge(pod, taints, at);
  }

  /** True if its deletion is timed. */
  isTimed(pod: PodId): boolean {
    return this.#timers.has(pod);
  }

  /** What `wake` asked for. */
  fire(pod: PodId, at: SimTime): void {
    const timer = this.#timers.get(pod);
    if (timer?.atUs !== at) return;
    if (timer.failures === 0) this.#evict(pod, at);
    else this.#delete(pod, timer.failures, at);
  }

  #judge(pod: PodId, taints: readonly Taint[], at: SimTime): void {
    const eviction = taintEviction(taints, this.#view.tolerationsOf(pod));
    if (eviction.kind === "untainted" || (eviction.kind === "tolerated" && eviction.forUs === undefined)) {
      this.#cancel(pod);
    } else if (eviction.kind === "intolerable") {
      this.#cancel(pod);
      this.#evict(pod, at);
    } else if (!this.#timers.has(pod)) {
      // A deletion that is timed already stays as it is, be it later or earlier than what would be timed now.
      const sinceUsOf = (taint: Taint) => Math.min(at, this.#view.borneSinceUs(pod, taint) ?? at);
      const endsUs = toleratedUntilUs(taints, this.#view.tolerationsOf(pod), sinceUsOf) ?? at;
      if (endsUs <= at) this.#evict(pod, at);
      else this.#wakeAt(pod, endsUs, 0);
    }
  }

  #evict(pod: PodId, at: SimTime): void {
    this.#write(podEvent(pod, `Marking for deletion Pod ${this.#view.keyOf(pod)}`));
    this.#delete(pod, 0, at);
  }

  #delete(pod: PodId, failures: number, at: SimTime): void {
    this.#timers.delete(pod);
    const reason = "DeletionByTaintManager";
    const message = "Taint manager: deleting due to NoExecute taint";
    const isDone =
      this.#write({ kind: "disruption-target", pod, reason, message }) && this.#write({ kind: "delete-pod", pod });
    if (!isDone && failures + 1 < ATTEMPTS) this.#wakeAt(pod, at + RETRY_US, failures + 1);
  }

  #wakeAt(pod: PodId, atUs: number, failures: number): void {
    this.#timers.set(pod, { atUs, failures });
    this.#wake(pod, atUs as SimTime);
  }

  /** A deletion that is under way already is not taken back. */
  #cancel(pod: PodId): void {
    const timer = this.#timers.get(pod);
    if (timer === undefined || timer.failures > 0) return;
    this.#timers.delete(pod);
    this.#write(podEvent(pod, `Cancelling deletion of Pod ${this.#view.keyOf(pod)}`));
  }
}

function podEvent(pod: PodId, message: string): EvictionDecision {
  return { kind: "pod-event", pod, event: { type: "Normal", reason: "TaintManagerEviction", message } };
}
