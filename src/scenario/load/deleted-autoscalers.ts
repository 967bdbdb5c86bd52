// Autoscalers that actions take away: another may be meant to take charge of their pods afterwards.

import type { PlannedAction } from "../../environment/actions/planned-action.ts";
import type { Subject } from "../../environment/actions/subject.ts";

/** Each as `namespace/name`. */
export function deletedAutoscalers(actions: readonly PlannedAction[]): ReadonlySet<string> {
  const subjects = actions.flatMap(({ kind, settings }) =>
    kind === "delete" ? ((settings["subject"] as Subject | undefined) ?? []) : [],
  );
  const autoscalers = subjects.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
  return new Set(autoscalers.map(({ namespace, name }) => `${namespace}/${name}`));
}
