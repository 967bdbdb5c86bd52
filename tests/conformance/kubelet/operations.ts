// Which replay a record of family `kubelet` is for, by what its input holds.

import { answerAdmission, answerCgroups, answerPhase, answerResources } from "./rules.ts";
import { answerBackoff } from "./backoff.ts";
import { answerEviction } from "./eviction.ts";
import { answerImageCollection } from "./image-collection.ts";
import { answerProbes } from "./probes.ts";
import { answerShutdown } from "./shutdown.ts";

/** What the recorded input and answer are before an operation has looked at them: the format's own words. */
export type RecordedInput = Readonly<Record<string, unknown>>;

export type KubeletOperation = (input: RecordedInput) => RecordedInput;

/** A field that only one kind of input has, and what answers it. */
const BY_FIELD: readonly (readonly [string, KubeletOperation])[] = [
  ["what", answerBackoff],
  ["runningAtUs", answerProbes],
  ["memoryOtherBytes", answerEviction],
  ["nodeConditions", answerAdmission],
  ["memoryCapacityBytes", answerResources],
  ["milliCPU", answerCgroups],
  ["gcEveryUs", answerImageCollection],
  ["podIsTerminal", answerPhase],
  ["pods", answerShutdown],
];

export function operationFor(input: RecordedInput): KubeletOperation {
  const [, operation] = BY_FIELD.find(([field]) => Object.hasOwn(input, field)) ?? [];
  if (operation === undefined) throw new Error(`no replay for an input with ${Object.keys(input).join(", ")}`);
  return operation;
}

/** Only these can be read in two ways. */
export function isOfResources(input: RecordedInput): boolean {
  return operationFor(input) === answerResources;
}
