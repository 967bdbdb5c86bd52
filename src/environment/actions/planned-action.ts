// An action of a scenario as plain data: when, and what only its kind has. Part of the plan of a run.

import type { SourcePosition } from "../../base/diagnostic.ts";

import type { Condition } from "./planned-condition.ts";

/** When it is done: everything that is given must have come, and then the delay must have passed. */
export interface ActionStart {
  /** Not before, µs. */
  readonly atUs: number;
  /** Name of an action that must be done. */
  readonly after: string | null;
  readonly when: Condition | null;
  readonly delayUs: number;
}

/** An action of a scenario: plain data. */
export interface PlannedAction {
  /** Its own name in the run. */
  readonly name: string;
  /** That of its definition. */
  readonly kind: string;
  readonly start: ActionStart;
  /** What only this kind has; its definition made it. */
  readonly settings: ActionSettings;
  readonly position: SourcePosition;
}

/** Options of one kind as plain data, spans in µs. */
export type ActionSettings = Readonly<Record<string, unknown>>;
