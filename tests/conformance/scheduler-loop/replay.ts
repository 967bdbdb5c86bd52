// Replays `scheduler-loop` records: plimsoll's scheduler on its own engine, in a scripted world. A case that goes wrong goes
// on: nothing is taken over from the record.

import { KUBERNETES_VERSIONS, type KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Difference, Family, ThemeOutcome } from "../family.ts";
import { readRecords, type RecordFile } from "../record-file.ts";
import { compareCase } from "./compare.ts";
import type { LoopRecord } from "./record.ts";
import { World } from "./world.ts";

export const schedulerLoopFamily: Family = { name: "scheduler-loop", replay: replayTheme };

function replayTheme(file: RecordFile, onlyCase: string | undefined): ThemeOutcome {
  const differences: Difference[] = [];
  let steps = 0;
  let agreed = 0;
  for (const record of readRecords(file.path) as readonly LoopRecord[]) {
    if (onlyCase !== undefined && record.case !== onlyCase) continue;
    const world = new World(record, versionOf(record));
    world.play();
    const compared = compareCase(record, world);
    steps += compared.steps;
    agreed += Math.max(0, compared.steps - compared.differences.length);
    for (const difference of compared.differences) differences.push({ case: record.case, step: 0, ...difference });
  }
  return { steps, agreed, notReplayed: new Map(), differences };
}

function versionOf({ kubernetes }: LoopRecord): KubernetesVersion {
  const version = KUBERNETES_VERSIONS.find((known) => kubernetes.startsWith(`${known}.`));
  if (version === undefined) throw new Error(`no behaviour of Kubernetes ${kubernetes} is known`);
  return version;
}
