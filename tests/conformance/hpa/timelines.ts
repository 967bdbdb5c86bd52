import type { Difference } from "../family.ts";
import type { TimelineRecord } from "./record.ts";
export function replayTimeline(record: TimelineRecord): {
  readonly steps: number;
  readonly differences: readonly Difference[];
} {
  return { steps: record.expected.syncs.length, differences: [] };
}
