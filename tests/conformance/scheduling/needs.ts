// What a recorded case needs that is not simulated yet; such cases are listed, never passed.

import type { Pod } from "../../../src/model/objects.ts";
import { isPod, type KubernetesObject, type SchedulingRecord } from "./record.ts";

/** The first thing that the whole case needs, or undefined if all of it can be replayed. */
export function missingFor({ input }: SchedulingRecord): string | undefined {
  if (hasExtenders(input.config)) return "extenders";
  return allObjects(input).some((object) => isPod(object) && isInGroup(object)) ? "pod groups" : undefined;
}

/** A record does not hold what the extender answered. */
function hasExtenders(config: unknown): boolean {
  const { extenders = [] } = (config ?? {}) as { readonly extenders?: readonly unknown[] };
  return extenders.length > 0;
}

function allObjects(input: SchedulingRecord["input"]): readonly KubernetesObject[] {
  const inSteps = input.steps.flatMap(({ before = [], create }) => [
    ...before.flatMap((change) => ("create" in change ? [change.create] : "update" in change ? [change.update] : [])),
    ...(create === undefined ? [] : [{ kind: "Pod", ...create }]),
  ]);
  return [...input.objects, ...inSteps];
}

function isInGroup({ spec }: Pod): boolean {
  return "schedulingGroup" in spec || "workloadRef" in spec;
}
