// The whole answer to a capacity question: each policy measured, side by side.

import { PLIMSOLL_VERSION } from "../../base/version.ts";

import { CAPACITY_API_VERSION, type CapacityResult, type Loss } from "./capacity-result.ts";
import { measureCapacity, MOST_FURTHER_PODS } from "./measure-capacity.ts";
import { notesOf, type PlannedQuestion } from "./read-capacity.ts";

/** How it is asked, of every policy. */
export interface AnswerWishes {
  /** As the user named the template. */
  readonly asked: string;
  readonly losses: readonly Loss[];
  /** Called before each loss that is tried. */
  readonly onTrial: (policy: number, lost: Loss, done: number, trials: number) => void;
}

/** At least one question. @throws InvariantViolation, and what a plugin of the user throws. */
export function answerCapacity(questions: readonly PlannedQuestion[], wishes: AnswerWishes): CapacityResult {
  const measured = questions.map(({ label, plan, template }, policy) => {
    const { pod, objects, replicas } = template;
    const onTrial = (lost: Loss, done: number, trials: number) => wishes.onTrial(policy, lost, done, trials);
    return measureCapacity({ label, plan, pod, objects, replicas, losses: wishes.losses, onTrial });
  });
  const [first] = questions;
  const { plan, template } = first!;
  const { kind, namespace, name, replicas } = template;
  return {
    apiVersion: CAPACITY_API_VERSION,
    kind: "CapacityResult",
    plimsoll: PLIMSOLL_VERSION,
    scenario: { name: plan.name, inputs: plan.inputs },
    kubernetes: plan.kubernetes,
    seed: plan.seed,
    template: { asked: wishes.asked, kind, namespace, name, replicas, requests: measured[0]!.requests },
    points: measured.map(({ point }) => point),
    most: MOST_FURTHER_PODS,
    notes: notesOf(questions),
  };
}
