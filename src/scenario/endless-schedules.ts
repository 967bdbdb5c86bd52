// CronJobs in a run without a horizon: nothing else is left to happen before the first of their times has come, and so the run
// ends without them. That is told.

import type { ListedContent } from "../environment/workload-source.ts";
import type { Notes } from "../environment/notes.ts";

/** The code of the note: whoever sets a horizon by itself need not tell it. */
export const WITHOUT_HORIZON = "no-horizon";

/** Of objects whose controllers run. */
export function noteEndlessSchedules(contents: readonly ListedContent[], notes: Notes): void {
  for (const { stored, position } of contents.flatMap(({ objects }) => objects)) {
    if (stored.kind !== "CronJob" || stored.object.spec?.suspend === true) continue;
    const message = "CronJobs start no job in a run that ends as soon as nothing else is left to happen";
    const expected = "spec.horizon in the scenario";
    notes.add({ code: WITHOUT_HORIZON, severity: "warning", message, expected }, () => position);
  }
}
