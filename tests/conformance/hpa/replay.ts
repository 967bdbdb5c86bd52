// Replays `hpa` records: what the real controller of horizontal pod autoscalers did, one look or a whole history per line.

import type { Difference, Family, ThemeOutcome } from "../family.ts";
import { readRecords, type RecordFile } from "../record-file.ts";
import type { StepRecord, TimelineRecord } from "./record.ts";
import { replayStep } from "./steps.ts";
import { replayTimeline } from "./timelines.ts";

export const hpaFamily: Family = { name: "hpa", replay: replayTheme };

/** What a record drives is seen from its input, so that files of any name are replayed. A step is a look, or the end of a case. */
function replayTheme(file: RecordFile, onlyCase: string | undefined): ThemeOutcome {
  const differences: Difference[] = [];
  let steps = 0;
  let agreed = 0;
  for (const record of readRecords(file.path) as readonly (StepRecord | TimelineRecord)[]) {
    if (onlyCase !== undefined && record.case !== onlyCase) continue;
    const played =
      "syncs" in record.expected ? replayTimeline(record as TimelineRecord) : oneStep(record as StepRecord);
    steps += played.steps;
    agreed += played.steps - new Set(played.differences.map(({ step }) => step)).size;
    differences.push(...played.differences);
  }
  return { steps, agreed, notReplayed: new Map(), differences };
}

function oneStep(record: StepRecord): { readonly steps: number; readonly differences: readonly Difference[] } {
  return { steps: 1, differences: replayStep(record) };
}
