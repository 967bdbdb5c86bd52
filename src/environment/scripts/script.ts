// What happens in steps: a fault that begins and ends, a drain that tries again and again. A script keeps what it remembers as
// plain data, so that a run can be saved while it waits; time passes between its steps and nowhere else.

import type { Change, Delta } from "../../cluster/change.ts";

/** What a script remembers between steps: what JSON can keep. Only the script itself knows its shape, and changes it. */
export type Memory = object;

export type StepResult =
  /**
   * The next step, by number, at a moment; null: when something wakes it. A patient one does not keep the run going by itself: it only looks again whether
   * something has changed.
   */
  | { readonly kind: "next"; readonly step: number; readonly atUs: number | null; readonly isPatient?: boolean }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string };

export interface Script {
  /** Does one step at the moment `nowUs`; the first one has the number 0. */
  step(memory: Memory, step: number, nowUs: number): StepResult;
  /** When what happened makes the next step worth doing earlier: that moment. Absent: nothing does. */
  wake?(memory: Memory, delta: Delta, nowUs: number): number | undefined;
  /** The changes that can; absent: any. Of others it is not asked: a thousand scripts may wait at once. */
  readonly wakesOn?: ReadonlySet<Change["kind"]>;
  /** What it has been waiting for, to be told where the run ends first; undefined: nothing worth a word. */
  unfinished?(memory: Memory): string | undefined;
}

/** Says something that a reader of the run should see; errors are what kubectl would print to its standard error. */
export type Tell = (text: string, level?: "output" | "error") => void;
