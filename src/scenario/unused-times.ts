// Times of pods that come neither with a workload nor at their own moment: nobody reads them, which is told.

import type { Notes } from "../environment/notes.ts";
import type { ListedContent } from "../environment/workload-source.ts";
import { RUNS_FOREVER_US } from "../environment/workload.ts";

/** Notes pods that say when they come or how long they run. `whose`: what such a pod is, as `a static pod`. */
export function noteUnusedTimes({ pods, placeOf }: ListedContent, whose: string, notes: Notes): void {
  for (const [row, template] of pods.template.entries()) {
    const said = [
      ...(pods.listedAtUs[row] === 0 ? [] : ["plimsoll/arrives-at"]),
      ...(pods.lifetimeUs[row] === RUNS_FOREVER_US ? [] : ["plimsoll/runs-for"]),
    ];
    for (const name of said) {
      const message = `${name} says nothing on ${whose}`;
      notes.add({ code: "without-effect", severity: "warning", message, expected: "plimsoll/exit-after" }, () =>
        placeOf(template),
      );
    }
  }
}
