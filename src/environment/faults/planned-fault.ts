// A fault of a scenario as plain data: who, when, how long, and what only its kind has. Part of the plan of a run.

import type { SourcePosition } from "../../base/diagnostic.ts";
import type { Distribution } from "../../base/random/distribution.ts";

import type { NodeTarget } from "../planned-target.ts";

/** When, and for how long. Spans are in µs; null: for ever. */
export type FaultTiming =
  | {
      readonly kind: "at";
      readonly atUs: number;
      readonly forUs: number | null;
      /** Again and again after this span; null: once. */
      readonly everyUs: number | null;
    }
  /** Time to failure counts from when what fails came up. */
  | { readonly kind: "law"; readonly timeToFailure: Distribution; readonly repair: Distribution | null };

/**
 * What fails as one under a law: each node by itself, each zone by itself, or all that are meant at once. At a time, all that are
 * meant are hit at once whatever this says.
 */
export type FaultScope = "node" | "zone" | "group";

/** A fault of a scenario: plain data. */
export interface PlannedFault {
  /** Its own name in the run: its chance is drawn under it. */
  readonly name: string;
  /** That of its definition. */
  readonly kind: string;
  readonly target: NodeTarget;
  readonly timing: FaultTiming;
  /** What only this kind has; its definition made it. */
  readonly settings: FaultSettings;
  readonly position: SourcePosition;
}

/** Options of one kind as plain data, spans in µs. */
export type FaultSettings = Readonly<Record<string, unknown>>;
