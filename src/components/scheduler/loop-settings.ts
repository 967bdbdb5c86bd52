// What of kube-scheduler is set by flags and feature gates, not by its configuration file.
// Source: cmd/kube-scheduler/app/options and pkg/features/kube_features.go, v1.36.

import type { SimTime } from "../../base/time.ts";
import { SIMULATION_START, US_PER_SECOND } from "../../base/time.ts";

import type { BackoffClock } from "./backoff.ts";

export interface LoopSettings {
  /** When the scheduler begins to take pods out of its queue; it has heard of everything from the beginning on. */
  readonly startsAt: SimTime;
  /** Pods that wait longer than this are tried again whatever happened. */
  readonly unschedulableTimeoutUs: number;
  /** `whole-seconds` comes with SchedulerPopFromBackoffQ: pods that back off are tried when nobody else is there. */
  readonly backoffClock: BackoffClock;
  /** Requests of one preemption that are under way at the same time. */
  readonly parallelism: number;
}

/** As kube-scheduler is without any flag. */
export const DEFAULT_LOOP_SETTINGS: LoopSettings = Object.freeze({
  startsAt: SIMULATION_START,
  unschedulableTimeoutUs: 300 * US_PER_SECOND,
  backoffClock: "whole-seconds",
  parallelism: 16,
});
