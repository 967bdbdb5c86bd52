// A scheduler configuration in force: profiles with their plugins, weights and arguments, all defaults applied.
// The shape only; reading a KubeSchedulerConfiguration is `configuration/load-configuration.ts`'s.
// Imitates pkg/scheduler/apis/config (types.go), v1.36.

import type { Extender } from "./extender.ts";
import type { TieRule } from "./ties.ts";

/** Names and order of kube-scheduler's extension points. */
export const EXTENSION_POINTS = Object.freeze([
  "preEnqueue",
  "queueSort",
  "preFilter",
  "filter",
  "postFilter",
  "preScore",
  "score",
  "reserve",
  "permit",
  "preBind",
  "bind",
  "postBind",
] as const);

export type ExtensionPoint = (typeof EXTENSION_POINTS)[number];

/** One profile: which plugins run where, in order. */
export interface SchedulerProfile {
  readonly schedulerName: string;
  /** 0 means adaptive; null: take the global value. */
  readonly percentageOfNodesToScore: number | null;
  /** Plugin names by extension point, in the order in which they run. */
  readonly plugins: Readonly<Record<ExtensionPoint, readonly string[]>>;
  /** Weight of each score plugin. */
  readonly weights: Readonly<Record<string, number>>;
  /** Arguments by plugin name; those of a loaded configuration are complete. */
  readonly args: Readonly<Record<string, unknown>>;
}

export interface SchedulerConfiguration {
  readonly percentageOfNodesToScore: number;
  readonly podInitialBackoffSeconds: number;
  readonly podMaxBackoffSeconds: number;
  /** Client-side rate limit towards the API server: requests a second, and the burst. */
  readonly clientQps: number;
  readonly clientBurst: number;
  /** How nodes with equal totals are told apart; absent: as kube-scheduler does it. */
  readonly ties?: TieRule;
  /** In the order in which they are asked; absent: none. */
  readonly extenders?: readonly Extender[];
  readonly profiles: readonly SchedulerProfile[];
}
