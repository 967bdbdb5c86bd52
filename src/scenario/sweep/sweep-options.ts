// What a scenario and the arguments of a command vary, checked: plain data from which designs are laid out.

import type { Assignment } from "../assignments.ts";

import type { DesignName } from "./sweep-schema.ts";

/** A range that is not cut into levels: a design chooses values in it. */
export interface ValueRange {
  readonly from: number;
  readonly to: number;
  /** Of every value, written after the number; empty for plain numbers. */
  readonly unit: string;
  readonly scale: "linear" | "log";
  /** Whether the field takes whole numbers only. */
  readonly isWhole: boolean;
}

export type AxisValues =
  /** Each level has one value for each path of the axis; null takes the field away. */
  | { readonly kind: "listed"; readonly levels: readonly (readonly unknown[])[] }
  /** An axis of one path. */
  | { readonly kind: "between"; readonly range: ValueRange };

/** What varies by itself: one path, or several that vary together. */
export interface Axis {
  /** As the user names it: the path, or the name of the pair. */
  readonly name: string;
  /** Without `spec.` at the front. */
  readonly paths: readonly string[];
  readonly values: AxisValues;
  /** What the user calls its levels, if they have names: as many, and all different. */
  readonly levelNames?: readonly string[];
}

/** Axes that vary only at points which have these values. */
export interface NestedAxes {
  readonly when: readonly Assignment[];
  readonly axes: readonly Axis[];
}

export interface SweepOptions {
  readonly design: DesignName;
  readonly axes: readonly Axis[];
  readonly nested: readonly NestedAxes[];
  /** The points of a list; empty for other designs. */
  readonly listed: readonly (readonly Assignment[])[];
  /** How many points a design that draws them chooses. */
  readonly drawnPoints: number;
  readonly replications: number;
  /** The half-width to reach as a share of the mean; null: a fixed number of replications. */
  readonly precision: number | null;
  readonly confidence: number;
  /** What the scenario itself has at each path that is varied, null where it has nothing. */
  readonly asItIs: ReadonlyMap<string, unknown>;
}
