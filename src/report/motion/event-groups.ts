// Events of the API put together by kind of object, type and reason: what a reader wants to see of thousands of them.

import type { EventCount, SimulationResult } from "../../simulation/result.ts";

/** Events of one reason about objects of one kind. */
interface EventGroup {
  readonly kind: string;
  readonly type: EventCount["type"];
  readonly reason: string;
  readonly count: number;
  /** How many objects they are about. */
  readonly objects: number;
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  /** One of them: the object's name and what was said last. */
  readonly object: string;
  readonly message: string;
}

/** Warnings first, then those that occur most. */
export function eventGroups({ motion }: Pick<SimulationResult, "motion">): readonly EventGroup[] {
  const groups = new Map<string, EventGroup>();
  for (const event of motion?.chronicle.events ?? []) {
    const key = JSON.stringify([event.kind, event.type, event.reason]);
    const before = groups.get(key);
    groups.set(key, before === undefined ? { ...event, objects: 1 } : joined(before, event));
  }
  return [...groups.values()].toSorted(
    (left, right) => Number(right.type === "Warning") - Number(left.type === "Warning") || right.count - left.count,
  );
}

function joined(group: EventGroup, event: EventCount): EventGroup {
  return {
    ...group,
    count: group.count + event.count,
    objects: group.objects + 1,
    firstSeconds: Math.min(group.firstSeconds, event.firstSeconds),
    lastSeconds: Math.max(group.lastSeconds, event.lastSeconds),
  };
}
