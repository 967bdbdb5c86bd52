// Replays `scheduling` records: the same cluster, change by change, and the same pods, one attempt after another.
// After each step the recorded node is taken over, so that one difference does not spoil the rest.

import { dirname, join } from "node:path";

import { moment } from "../../../src/base/time.ts";
import { KUBERNETES_VERSIONS, type KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Family, Difference, ThemeOutcome } from "../family.ts";
import { readRecords, type RecordFile } from "../record-file.ts";
import { CaseReplay } from "./case-replay.ts";
import { missingFor } from "./needs.ts";
import type { SchedulingRecord } from "./record.ts";

export const schedulingFamily: Family = { name: "scheduling", replay: replayTheme };

function replayTheme(file: RecordFile, onlyCase: string | undefined): ThemeOutcome {
  const notReplayed = new Map<string, number>();
  const differences: Difference[] = [];
  let steps = 0;
  let agreed = 0;
  const leaveOut = (need: string, count: number) => notReplayed.set(need, (notReplayed.get(need) ?? 0) + count);

  for (const record of readTheme(file)) {
    if (onlyCase !== undefined && record.case !== onlyCase) continue;
    const missing = missingFor(record);
    if (missing !== undefined) {
      leaveOut(missing, record.expected.steps.length);
      continue;
    }
    const replay = new CaseReplay(record, versionOf(record));
    for (const index of record.expected.steps.keys()) {
      const found = replay.step(index, moment(record.input.steps[index]!.atUs));
      steps += 1;
      if (found.length === 0) agreed += 1;
      for (const difference of found) differences.push({ case: record.case, step: index, ...difference });
    }
  }
  return { steps, agreed, notReplayed, differences };
}

/** Records of other versions name the 1.36 case whose input they share. */
function readTheme(file: RecordFile): readonly SchedulingRecord[] {
  const records = readRecords(file.path) as readonly SchedulingRecord[];
  if (records.every(({ input }) => input.sameAs === undefined)) return records;
  const base = file.theme.replace(/-1\.\d+$/, "");
  const inputs = new Map(
    (readRecords(join(dirname(file.path), `${base}.jsonl`)) as readonly SchedulingRecord[]).map((record) => [
      record.case,
      record.input,
    ]),
  );
  return records.map((record) => ({ ...record, input: inputs.get(record.case) ?? record.input }));
}

function versionOf({ kubernetes }: SchedulingRecord): KubernetesVersion {
  const version = KUBERNETES_VERSIONS.find((known) => kubernetes.startsWith(`${known}.`));
  if (version === undefined) throw new Error(`no behaviour of Kubernetes ${kubernetes} is known`);
  return version;
}
