// Replays `workloads` records: the project's controllers, in the turns of the records, against a small API server and a
// scripted kubelet. One instant of a record is one step.

import type { Difference, Family, ThemeOutcome } from "../family.ts";
import { readRecords, type RecordFile } from "../record-file.ts";
import { missingControllers, replayCase } from "./case-replay.ts";
import { compareTimelines } from "./compare.ts";
import { nodeOrders } from "./node-orders.ts";
import type { WorkloadsRecord } from "./record.ts";

export const workloadsFamily: Family = { name: "workloads", replay: replayTheme };

function replayTheme(file: RecordFile, onlyCase: string | undefined): ThemeOutcome {
  const notReplayed = new Map<string, number>();
  const differences: Difference[] = [];
  let steps = 0;
  let agreed = 0;
  for (const record of readRecords(file.path) as readonly WorkloadsRecord[]) {
    if (onlyCase !== undefined && record.case !== onlyCase) continue;
    const { length } = record.expected.timeline;
    const [missing] = missingControllers(record);
    if (missing !== undefined) {
      notReplayed.set(missing, (notReplayed.get(missing) ?? 0) + length);
      continue;
    }
    const found = differencesOf(record);
    const wrong = new Set(found.map(({ step }) => step));
    steps += length;
    agreed += length - wrong.size;
    for (const difference of found) differences.push({ case: record.case, ...difference });
  }
  return { steps, agreed, notReplayed, differences };
}

/** A case that ends in a fault of ours differs in its first step. */
function differencesOf(record: WorkloadsRecord): ReturnType<typeof compareTimelines> {
  try {
    let fewest: ReturnType<typeof compareTimelines> | undefined;
    for (const nodeOrder of nodeOrders(record)) {
      const differences = compareTimelines(record, replayCase(record, nodeOrder));
      if (differences.length === 0) return differences;
      if (fewest === undefined || differences.length < fewest.length) fewest = differences;
    }
    return fewest ?? [];
  } catch (fault) {
    const actual = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    return record.expected.timeline.map((_, step) => ({ step, field: "fault", expected: "none", actual }));
  }
}
