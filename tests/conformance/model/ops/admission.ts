// Operations of admission.jsonl.

import { withDefaultTolerations } from "../../../../src/model/admission/default-tolerations.ts";
import { PriorityClasses } from "../../../../src/model/admission/priority.ts";
import type { Pod } from "../../../../src/model/api/types/pod.ts";
import type { PriorityClass } from "../../../../src/model/api/types/policy.ts";
import { decodedObject } from "../decoded-object.ts";
import { wholeAnswer, type Operations } from "../operation.ts";

export const ADMISSION_OPERATIONS: Operations = Object.freeze({
  defaultTolerations: wholeAnswer(({ pod }) => ({
    tolerations: withDefaultTolerations(decodedObject(pod) as Pod).spec?.tolerations ?? [],
  })),
  priority: wholeAnswer(({ pod, priorityClasses }) => {
    const classes = (priorityClasses as readonly PriorityClass[]).map(({ metadata = {}, ...values }) => ({
      name: metadata.name ?? "",
      value: values.value ?? 0,
      globalDefault: values.globalDefault ?? false,
      ...(values.preemptionPolicy === undefined ? {} : { preemptionPolicy: values.preemptionPolicy }),
    }));
    const decoded: Pod = decodedObject(pod);
    const decided = new PriorityClasses(classes).prioritise(decoded);
    if (decided.kind === "refused") return { error: decided.message };
    const { priority, priorityClassName = "", preemptionPolicy = null } = decided.pod.spec ?? {};
    return { priority, priorityClassName, preemptionPolicy };
  }),
});
