// A pass of the node lifecycle controller while it is under way: it may have to wait for the API server between two nodes.
// Imitates the retries of monitorNodeHealth in pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36.

import type { SimTime } from "../../base/time.ts";

import type { Node } from "../../model/objects.ts";

/** A pass under way: the nodes as they were when it began, and those that it has not looked at, the next one last. */
export interface MonitorPass {
  readonly at: SimTime;
  readonly listed: ReadonlyMap<string, Node | undefined>;
  readonly left: string[];
  /** How often the status of the next one could not be written. */
  failures: number;
}

/** What came of a look at the next node: nothing was left to look at, or the status is to be written again after a while. */
export type LookOutcome =
  { readonly kind: "done" } | { readonly kind: "looked" } | { readonly kind: "again"; readonly afterUs: number };

/** A status is written so often at most, this far apart. */
export const STATUS_ATTEMPTS = 6;
const STATUS_RETRY_US = 20_000;

export const DONE: LookOutcome = Object.freeze({ kind: "done" });
export const LOOKED: LookOutcome = Object.freeze({ kind: "looked" });
export const AGAIN: LookOutcome = Object.freeze({ kind: "again", afterUs: STATUS_RETRY_US });

/** A pass as plain data. */
export interface SavedPass {
  readonly at: SimTime;
  readonly listed: readonly (readonly [string, Node | null])[];
  readonly left: readonly string[];
  readonly failures: number;
}

/** Nothing, where no pass is under way. */
export function savedPass(pass: MonitorPass | undefined): SavedPass | null {
  if (pass === undefined) return null;
  return {
    at: pass.at,
    listed: [...pass.listed].map(([name, node]) => [name, node ?? null]),
    left: [...pass.left],
    failures: pass.failures,
  };
}

export function restoredPass({ at, listed, left, failures }: SavedPass): MonitorPass {
  const nodes = new Map(listed.map(([name, node]) => [name, node ?? undefined]));
  return { at, listed: nodes, left: [...left], failures };
}
