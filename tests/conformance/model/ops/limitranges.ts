// Operations of limitranges.jsonl.

import {
  claimLimitProblems,
  LIMIT_RANGER_ANNOTATION,
  podLimitProblems,
  withLimitRangeDefaults,
} from "../../../../src/model/admission/limit-range.ts";
import type { Pod } from "../../../../src/model/api/types/pod.ts";
import type { LimitRange } from "../../../../src/model/api/types/quota.ts";
import { readResourceList, writtenResourceList } from "../../../../src/model/resource-list.ts";
import { decodedObject } from "../decoded-object.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

export const LIMITRANGES_OPERATIONS: Operations = Object.freeze({
  limitRange: wholeAnswer(({ object, limitRange }) => {
    const range = decodedObject(limitRange) as LimitRange;
    const isClaim = (object as RecordedValue)["kind"] === "PersistentVolumeClaim";
    if (isClaim) return judged(claimLimitProblems(decodedObject(object), range));
    const pod = withLimitRangeDefaults(decodedObject(object) as Pod, range);
    const annotation = pod.metadata?.annotations?.[LIMIT_RANGER_ANNOTATION];
    return {
      ...judged(podLimitProblems(pod, range)),
      containers: amountsByName(pod),
      ...(annotation === undefined ? {} : { annotation }),
    };
  }),
});

function judged(problems: readonly string[]): RecordedValue {
  return problems.length === 0 ? { allowed: true } : { allowed: false, errors: problems.toSorted() };
}

function amountsByName({ spec = {} }: Pod): RecordedValue {
  return Object.fromEntries(
    [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ name, resources }) => [
      name ?? "",
      {
        requests: writtenResourceList(readResourceList(resources?.requests)),
        limits: writtenResourceList(readResourceList(resources?.limits)),
      },
    ]),
  );
}
