// How much memory a container uses where the user says it, and where not: then it is what the container requests. Pure rules.

import type { Container, Pod } from "../objects.ts";
import { ZERO_QUANTITY } from "../quantity/quantity.ts";
import { wholeUnits } from "../quantity/whole-units.ts";
import { readResourceList } from "../resource-list.ts";
import { MEMORY } from "../resource-name.ts";
import { withinLimit, type MemoryUse } from "./memory-use.ts";

/** `said`: what the user says; nobody has more than the limit. */
export function memoryOf(container: Container, spec: Pod["spec"], said: MemoryUse | undefined): MemoryUse {
  return withinLimit(said ?? requestedMemory(container), memoryLimitBytes(container, spec));
}

/** The container's own limit or that of the whole pod, the smaller one; Infinity: there is none. */
export function memoryLimitBytes({ resources }: Container, { resources: ofPod }: Pod["spec"]): number {
  const limits = [resources, ofPod].flatMap((amounts) => {
    const limit = readResourceList(amounts?.limits).get(MEMORY);
    return limit === undefined ? [] : [wholeUnits(limit)];
  });
  return Math.min(Infinity, ...limits);
}

function requestedMemory({ resources }: Container): MemoryUse {
  const request = readResourceList(resources?.requests).get(MEMORY) ?? ZERO_QUANTITY;
  return [{ ageUs: 0, bytes: wholeUnits(request) }];
}
