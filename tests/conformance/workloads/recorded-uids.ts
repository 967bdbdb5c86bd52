// The uids that pods had when a case was recorded, as far as they decide ties. Where a record does not give them, what was
// deleted first had the lesser uid: of pods that nothing else tells apart, that is all that the record says.

import type { RecordedInstant, WorkloadsRecord } from "./record.ts";

const DIGITS = 8;
/** Pods that nobody deleted come after all others. */
const LATEST = "f".repeat(DIGITS);

/** The first digits of the uid of the pod that the record calls so. */
export function recordedUids({ expected }: WorkloadsRecord): (pod: string) => string | undefined {
  const { uids, timeline } = expected;
  if (uids !== undefined && Object.keys(uids).length > 0) return (pod) => uids[pod];
  const order = new Map<string, string>();
  for (const pod of timeline.flatMap(deletedByControllers)) {
    if (!order.has(pod)) order.set(pod, order.size.toString(16).padStart(DIGITS, "0"));
  }
  return (pod) => order.get(pod) ?? LATEST;
}

function deletedByControllers({ steps = [] }: RecordedInstant): readonly string[] {
  return steps.flatMap(({ writes = [] }) =>
    writes.flatMap(({ verb, kind, name, names }) =>
      verb === "delete" && kind === "Pod" ? [...(names ?? (name === undefined ? [] : [name]))] : [],
    ),
  );
}
