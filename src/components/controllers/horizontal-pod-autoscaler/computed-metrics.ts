// What all metrics of an autoscaler ask for together: the most of what each asks for, unless some fail and the others would
// take replicas away.
// Imitates computeReplicasForMetrics and validateAndParseSelector of pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { MetricStatus } from "../../../model/api/types/autoscaling-v2.ts";

import type { Said } from "./conditions.ts";
import type { MetricLook, MetricProposal, PreparedMetric } from "./metric-proposal.ts";

/** Of an event of type Warning. */
export interface Warning {
  readonly reason: string;
  readonly message: string;
}

export type ComputedMetrics =
  | {
      readonly kind: "computed";
      readonly replicas: number;
      /** The metric that asked for them, as messages name it. */
      readonly metric: string;
      readonly statuses: readonly MetricStatus[];
      /** Condition ScalingActive. */
      readonly scalingActive: Said;
      readonly warnings: readonly Warning[];
      /** Some metrics failed. */
      readonly error: string | undefined;
    }
  | {
      readonly kind: "failed";
      /** None where the target's pods could not be told. */
      readonly statuses: readonly MetricStatus[];
      readonly scalingActive: Said;
      readonly warnings: readonly Warning[];
      readonly error: string;
    };

type FailedProposal = Extract<MetricProposal, { kind: "failed" }>;

/** What stands for a metric that failed. */
const NOT_MEASURED: MetricStatus = Object.freeze({ type: "" });

export function computeMetrics(metrics: readonly PreparedMetric[], look: MetricLook): ComputedMetrics {
  const failures: FailedProposal[] = [];
  const statuses: MetricStatus[] = [];
  let replicas = 0;
  let metric = "";
  for (const prepared of metrics) {
    const proposal = prepared.propose(look);
    if (proposal.kind === "failed") {
      failures.push(proposal);
      statuses.push(NOT_MEASURED);
      continue;
    }
    statuses.push(proposal.status);
    if (replicas === 0 || proposal.replicas > replicas) {
      replicas = proposal.replicas;
      metric = proposal.name;
    }
  }
  return together({ replicas, metric, statuses }, failures, metrics.length, look.specReplicas);
}

interface Sum {
  readonly replicas: number;
  readonly metric: string;
  readonly statuses: readonly MetricStatus[];
}

function together(
  { replicas, metric, statuses }: Sum,
  failures: readonly FailedProposal[],
  count: number,
  currentReplicas: number,
): ComputedMetrics {
  const warnings = failures.map(({ reason, message }) => ({ reason, message }));
  const [first] = failures;
  const error =
    first === undefined
      ? undefined
      : `invalid metrics (${failures.length} invalid out of ${count}), first error is: ${first.error}`;
  if (failures.length >= count || (first !== undefined && replicas < currentReplicas)) {
    const scalingActive = first === undefined ? NO_CONDITION : unable(first);
    return { kind: "failed", statuses, scalingActive, warnings, error: error ?? "" };
  }
  const message = `the HPA was able to successfully calculate a replica count from ${metric}`;
  const scalingActive: Said = { status: "True", reason: "ValidMetricFound", message };
  return { kind: "computed", replicas, metric, statuses, scalingActive, warnings, error };
}

/** An autoscaler without metrics: defaults give every one at least one. */
const NO_CONDITION: Said = Object.freeze({ status: "False", reason: "", message: "" });

function unable({ reason, message }: FailedProposal): Said {
  return { status: "False", reason, message: `the HPA was unable to compute the replica count: ${message}` };
}

/** The target's pods cannot be told, or are others' too. `message`: of the condition, where it has its own. */
export function failedSelector(
  eventReason: string,
  conditionReason: string,
  error: string,
  message = error,
): ComputedMetrics {
  return {
    kind: "failed",
    statuses: [],
    scalingActive: { status: "False", reason: conditionReason, message },
    warnings: [{ reason: eventReason, message: error }],
    error,
  };
}
