// Whether two of the things that are varied set the same field: then the later one would decide, and tables would name values that
// were never in force. They do where it matters which of them is applied first.

import { isSame } from "../../base/same-data.ts";

import { parseAssignmentPath, type Assignment, type PathStep } from "../../scenario/assignments.ts";

import type { ScaledPair } from "./vary-keys.ts";

/** What is varied in a setting. */
interface VariedParts extends ScaledPair {
  readonly assignments: readonly Assignment[];
}

/** One of the things that are varied, with what each of its levels does. */
interface AppliedAxis<Setting> {
  readonly name: string;
  readonly levels: readonly { readonly apply: (setting: Setting) => Setting }[];
}

/** The first two that do, by their names. */
export function contendingAxes<Setting extends VariedParts>(
  axes: readonly AppliedAxis<Setting>[],
  begin: Setting,
): readonly [earlier: string, later: string] | undefined {
  for (const [place, later] of axes.entries()) {
    const earlier = axes.slice(0, place).find((one) => areContending(one, later, begin));
    if (earlier !== undefined) return [earlier.name, later.name];
  }
  return undefined;
}

function areContending<Setting extends VariedParts>(
  one: AppliedAxis<Setting>,
  other: AppliedAxis<Setting>,
  begin: Setting,
): boolean {
  return one.levels.some((first) =>
    other.levels.some((second) => {
      const [ahead, behind] = [second.apply(first.apply(begin)), first.apply(second.apply(begin))];
      return !isSame(effectOf(ahead), effectOf(behind));
    }),
  );
}

/** Of several values of one path the last is in force, and a value of a whole takes the place of those that were set within it. */
function effectOf({ autoscaler, deployment, assignments }: VariedParts): unknown {
  const placed = assignments.map(({ path, value }) => ({ steps: parseAssignmentPath(path) ?? [path], value }));
  const inForce = placed.filter(({ steps }, place) => {
    return !placed.slice(place + 1).some((later) => isWithin(steps, later.steps));
  });
  const scenario = Object.fromEntries(inForce.map(({ steps, value }) => [JSON.stringify(steps), value]));
  return { autoscaler, deployment, scenario };
}

/** Whether the path is the other one, or leads through it. */
function isWithin(path: readonly PathStep[], whole: readonly PathStep[]): boolean {
  return whole.every((step, place) => path[place] === step);
}
