// What others hear of an attempt in which no node took the pod: without the candidates that were looked at, and with reasons
// that pods of one kind share.

import type { SchedulingFailure } from "../../cluster/change.ts";

import type { Decision } from "../../scheduling/framework/decision.ts";

type Unschedulable = Extract<Decision, { kind: "unschedulable" }>;

/** In reasons, in the place of the pod's own name. */
const ANY_POD = "POD";

/** The message keeps kube-scheduler's words; in reasons, which are counted, names of claims made for the pod do not name it. */
export function failureOf(decision: Unschedulable, podName: string): SchedulingFailure {
  const { plugins, message, postFilter } = decision;
  const reasons = decision.reasons.map((one) => {
    const reason = sharedReason(one.reason, podName);
    return reason === one.reason ? one : { ...one, reason };
  });
  const failure = { plugins, reasons, message };
  if (postFilter?.triedPreemption !== true) return failure;
  return { ...failure, preemption: { victims: postFilter.preemption?.victims.length ?? 0 } };
}

/** A quoted name that begins or ends with the pod's, as `"web-0-scratch"` and `"data-web-0"`. */
function sharedReason(reason: string, podName: string): string {
  if (!reason.includes('"')) return reason;
  return reason.replaceAll(`"${podName}-`, `"${ANY_POD}-`).replaceAll(`-${podName}"`, `-${ANY_POD}"`);
}
