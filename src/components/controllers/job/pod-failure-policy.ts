// What a Job's failure policy says of a failed pod.
// Imitates pkg/controller/job/pod_failure_policy.go, v1.36.

import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyRule,
} from "../../../model/api/types/job.ts";

import type { LiveContainer, LivePod } from "../../../cluster/live-pod.ts";

export type PodFailureVerdict =
  /** Counts towards the limits; so does a failure that no rule is about. */
  | { readonly kind: "count" }
  | { readonly kind: "ignore" }
  | { readonly kind: "fail-index" }
  | { readonly kind: "fail-job"; readonly message: string };

const COUNT: PodFailureVerdict = Object.freeze({ kind: "count" });
const IGNORE: PodFailureVerdict = Object.freeze({ kind: "ignore" });
const FAIL_INDEX: PodFailureVerdict = Object.freeze({ kind: "fail-index" });

/** The verdict of the first rule that is about the pod's end. */
export function podFailureVerdict({ podFailurePolicy }: JobSpec, pod: LivePod): PodFailureVerdict {
  for (const [index, rule] of (podFailurePolicy?.rules ?? []).entries()) {
    const why = causeIn(rule, pod);
    if (why === undefined) continue;
    const { action } = rule;
    if (action === "Ignore") return IGNORE;
    if (action === "FailIndex") return FAIL_INDEX;
    if (action === "Count") return COUNT;
    if (action === "FailJob") return { kind: "fail-job", message: `${why} matching ${action} rule at index ${index}` };
  }
  return COUNT;
}

/** What of the pod the rule is about, in the controller's words. */
function causeIn({ onExitCodes, onPodConditions }: PodFailurePolicyRule, pod: LivePod): string | undefined {
  const { namespace, name } = pod;
  if (onExitCodes !== undefined) {
    const container = failedContainer(pod.containers, onExitCodes) ?? failedContainer(pod.initContainers, onExitCodes);
    if (container === undefined) return undefined;
    return `Container ${container.name} for pod ${namespace}/${name} failed with exit code ${container.exitCode}`;
  }
  const matched = onPodConditions?.find(({ type = "", status }) => pod.condition(type)?.status === status);
  return matched === undefined ? undefined : `Pod ${namespace}/${name} has condition ${matched.type}`;
}

interface FailedContainer {
  readonly name: string;
  readonly exitCode: number;
}

function failedContainer(
  containers: readonly LiveContainer[],
  { containerName, operator, values = [] }: PodFailurePolicyOnExitCodesRequirement,
): FailedContainer | undefined {
  for (const { name, state } of containers) {
    if (state.kind !== "terminated" || state.exitCode === 0) continue;
    if (containerName !== undefined && containerName !== name) continue;
    const isListed = values.includes(state.exitCode);
    if (operator === "In" ? isListed : operator === "NotIn" && !isListed) return { name, exitCode: state.exitCode };
  }
  return undefined;
}
