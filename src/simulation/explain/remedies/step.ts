// The shape of a way to satisfy one filter: what a remedy is put together from.

import type { PluginStatus } from "../../../scheduling/framework/status.ts";

import type { Sandbox, Trial } from "./trial.ts";

/** What a way is found from. */
export interface RemedyProblem {
  readonly sandbox: Sandbox;
  readonly trial: Trial;
  /** What the plugin said. */
  readonly refusal: PluginStatus;
}

/** Trials that may satisfy the filter, each with changes of its own; whether they do is asked afterwards. */
export type RemedyRule = (problem: RemedyProblem) => readonly Trial[];
