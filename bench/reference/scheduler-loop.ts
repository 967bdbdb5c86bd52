// kube-scheduler's loop on a control plane that takes no time: one attempt after the other, bindings beside it. An attempt
// decides on the cluster as it stands when it begins, and writes when all have seen what happened at that moment before.
// Imitates pkg/scheduler/{scheduler,schedule_one,eventhandlers}.go, v1.36.

import { HostPortSet } from "../../src/model/host-port.ts";

import { occupy, type PodObject } from "./objects.ts";
import type { Decision, Placement } from "./placement.ts";
import type { Timers } from "./timers.ts";
import { WaitingPods } from "./waiting-pods.ts";

const SECOND_US = 1_000_000;
const FORGOTTEN_EVERY_US = 30 * SECOND_US;

export interface SchedulerSettings {
  readonly initialBackoffSeconds: number;
  readonly maxBackoffSeconds: number;
  /** Percentage of nodes to score (0: adaptive) by the schedulerName that pods may have. */
  readonly percentages: ReadonlyMap<string, number>;
}

export class SchedulerLoop {
  readonly #timers: Timers;
  readonly #placement: Placement;
  readonly #settings: SchedulerSettings;
  readonly #bound: (pod: PodObject) => void;
  readonly #waiting: WaitingPods;
  #busy = false;
  /** Counts the changes of what nodes hold. */
  #clusterState = 0;
  /** Pods that left their nodes during the attempt that is being made. */
  #leftMeanwhile: PodObject[] = [];
  #backoffTimerIsSet = false;
  #forgottenTimerIsSet = false;

  /** `bound` is called when the API server has written a binding. */
  constructor(timers: Timers, placement: Placement, settings: SchedulerSettings, bound: (pod: PodObject) => void) {
    this.#timers = timers;
    this.#placement = placement;
    this.#settings = settings;
    this.#bound = bound;
    this.#waiting = new WaitingPods(settings.initialBackoffSeconds, settings.maxBackoffSeconds);
  }

  /** The API server has a new pod; those of other schedulers are none of ours. */
  created(pod: PodObject): void {
    this.#inItsTurn(() => {
      if (!this.#settings.percentages.has(pod.look.schedulerName) || pod.look.gates.length > 0) return;
      this.#waiting.add(pod, this.#timers.now);
      this.#goOn();
    });
  }

  /** A pod has left its node. */
  left(pod: PodObject): void {
    this.#clusterState += 1;
    this.#inItsTurn(() => {
      if (this.#busy) this.#leftMeanwhile.push(pod);
      this.#waiting.wake((other, refusedBy) => helps(pod, other, refusedBy), this.#timers.now);
      this.#goOn();
    });
  }

  #inItsTurn(see: () => void): void {
    this.#timers.set(this.#timers.now, "scheduler", see);
  }

  #goOn(): void {
    if (!this.#busy) this.#beginAttempt();
    this.#setFlushTimers();
  }

  #beginAttempt(): void {
    const pod = this.#waiting.take();
    if (pod === undefined) return;
    this.#busy = true;
    this.#leftMeanwhile = [];
    pod.attempts += 1;
    const seen = this.#clusterState;
    const decision = this.#placement.decide(pod, this.#settings.percentages.get(pod.look.schedulerName)!);
    this.#inItsTurn(() => {
      this.#busy = false;
      this.#act(pod, decision, seen);
      this.#goOn();
    });
  }

  #act(pod: PodObject, decision: Decision, seen: number): void {
    const { now } = this.#timers;
    if (decision.kind === "scheduled") {
      this.#clusterState += 1;
      pod.assumedAtUs = now;
      occupy(pod, decision.node);
      this.#bind(pod);
    } else if (decision.kind === "error" || decision.plugins.size === 0) {
      this.#waiting.addAfterError(pod, now, seen);
    } else {
      const helped = this.#leftMeanwhile.some((left) => helps(left, pod, decision.plugins));
      this.#waiting.addRefused(pod, now, decision.plugins, helped);
    }
  }

  #bind(pod: PodObject): void {
    this.#timers.set(this.#timers.now, "api", () => {
      pod.boundAtUs = this.#timers.now;
      this.#bound(pod);
    });
  }

  /** Backoffs are looked at each whole second, forgotten pods every 30 s, as long as there are any. */
  #setFlushTimers(): void {
    const { now } = this.#timers;
    if (!this.#backoffTimerIsSet && this.#waiting.someBackOff) {
      this.#backoffTimerIsSet = true;
      const flush = () => {
        this.#backoffTimerIsSet = false;
        this.#waiting.endBackoffs(this.#timers.now);
        this.#goOn();
      };
      const nextUs = (Math.floor(now / SECOND_US) + 1) * SECOND_US;
      this.#timers.setInBackground(nextUs, "scheduler", flush, () => this.#mayEndOtherwise());
    }
    if (!this.#forgottenTimerIsSet && this.#waiting.someAreSetAside) {
      this.#forgottenTimerIsSet = true;
      const flush = () => {
        this.#forgottenTimerIsSet = false;
        this.#waiting.takeUpForgotten(this.#timers.now);
        this.#goOn();
      };
      const nextUs = (Math.floor(now / FORGOTTEN_EVERY_US) + 1) * FORGOTTEN_EVERY_US;
      this.#timers.setInBackground(nextUs, "scheduler", flush, () => false);
    }
  }

  /** An attempt that ended in an error ends in the same one if the cluster stands as it did then. */
  #mayEndOtherwise(): boolean {
    const { oldestFailedOn } = this.#waiting;
    return oldestFailedOn !== undefined && oldestFailedOn !== this.#clusterState;
  }
}

/** A pod that goes makes room, and frees host ports; no other plugin of these cares. */
function helps(gone: PodObject, waiting: PodObject, refusedBy: ReadonlySet<string>): boolean {
  if (refusedBy.has("NodeResourcesFit")) return true;
  if (!refusedBy.has("NodePorts")) return false;
  const freed = new HostPortSet();
  for (const port of gone.look.hostPorts) freed.add(port);
  return waiting.look.hostPorts.some((port) => freed.conflictsWith(port));
}
