// Actions that are done at once: one step, and it has worked or not.

import type { Script, StepResult } from "../scripts/script.ts";
import { serverError } from "./kubectl-names.ts";
import type { UserAnswer } from "./ports.ts";

/** A script of the one step. */
export function oneStep(act: (nowUs: number) => StepResult): Script {
  return { step: (_memory, _step, nowUs) => act(nowUs) };
}

export const DONE: StepResult = Object.freeze({ kind: "done" });

/** kubectl ends with this message. */
export function failed(message: string): StepResult {
  return { kind: "failed", message };
}

/** Whatever the server has answered: `said` is called if it has done it. */
export function afterAnswer(answer: UserAnswer, said: () => void): StepResult {
  if (answer.kind === "refused") return failed(serverError(answer));
  said();
  return DONE;
}
