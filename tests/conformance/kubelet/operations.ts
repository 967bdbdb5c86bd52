// Which replay a record of family `kubelet` is for, by what its input holds.

import { answerAdmission, answerCgroups, answerPhase, answerResources, answerUnseenResources } from "./rules.ts";
import { answerBackoff } from "./backoff.ts";
import { answerEviction } from "./eviction.ts";
import { answerImageCollection } from "./image-collection.ts";
import { answerProbes } from "./probes.ts";
import { answerShutdown } from "./shutdown.ts";

/** What the recorded input and answer are before an operation has looked at them: the format's own words. */
export type RecordedInput = Readonly<Record<string, unknown>>;

/** Each knows the input of its own kind of record. */
type KubeletOperation = (input: never) => RecordedInput;

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

/** What is answered to an input. */
export function answerOf(input: RecordedInput): RecordedInput {
  return operationFor(input)(input as never);
}

/** What is answered to an input that can be read in another way, too; undefined if it cannot. */
export function otherAnswerOf(input: RecordedInput): RecordedInput | undefined {
  return operationFor(input) === answerResources ? answerUnseenResources(input as never) : undefined;
}

function operationFor(input: RecordedInput): KubeletOperation {
  const [, operation] = BY_FIELD.find(([field]) => Object.hasOwn(input, field)) ?? [];
  if (operation === undefined) throw new Error(`no replay for an input with ${Object.keys(input).join(", ")}`);
  return operation;
}
