// What one sync of a timeline did, in the form of the record's rows.

import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerStatus,
  MetricStatus,
} from "../../../src/model/api/types/autoscaling-v2.ts";
import { withSortedNames } from "./compare.ts";
import type { ConditionLine, SyncRow } from "./record.ts";

/** Messages that follow from their reason, and are left out of rows. */
const MESSAGES: ReadonlyMap<string, string> = new Map([
  ["SucceededGetScale", "the HPA controller was able to get the target's current scale"],
  ["ReadyForNewScale", "recommended size matches current size"],
  [
    "ScaleDownStabilized",
    "recent recommendations were higher than current one, applying the highest recent recommendation",
  ],
  [
    "ScaleUpStabilized",
    "recent recommendations were lower than current one, applying the lowest recent recommendation",
  ],
  ["DesiredWithinRange", "the desired count is within the acceptable range"],
  ["TooManyReplicas", "the desired replica count is more than the maximum replica count"],
  ["TooFewReplicas", "the desired replica count is less than the minimum replica count"],
  ["ScaleUpLimit", "the desired replica count is increasing faster than the maximum scale rate"],
  ["ScaleDownLimit", "the desired replica count is decreasing faster than the maximum scale rate"],
  ["ScalingDisabled", "scaling is disabled since the replica count of the target is zero"],
  ["ScaledToZero", "the HPA controller scaled the workload to zero"],
  ["NotScaledToZero", "the HPA controller did not scale the workload to zero"],
]);

type Status = HorizontalPodAutoscalerStatus;
type Condition = NonNullable<Status["conditions"]>[number];

/** The part of a row that the status tells. */
export function statusParts(
  before: HorizontalPodAutoscaler | undefined,
  after: HorizontalPodAutoscaler | undefined,
): Pick<SyncRow, "cond" | "condGone" | "desired" | "values"> {
  const status: Status = after?.status ?? {};
  const conditions = status.conditions ?? [];
  const earlier = before?.status?.conditions ?? [];
  const changed = conditions.flatMap((condition) => changedLine(condition, earlier));
  const gone = earlier.filter(({ type }) => !conditions.some((condition) => condition.type === type));
  return {
    desired: status.desiredReplicas ?? 0,
    values: (status.currentMetrics ?? []).map(valueOf),
    cond: changed,
    condGone: gone.map(({ type = "" }) => type),
  };
}

function changedLine(condition: Condition, earlier: readonly Condition[]): readonly ConditionLine[] {
  const { type = "", status = "", reason = "", message = "" } = condition;
  const known = earlier.find((one) => one.type === type);
  if (known?.status === status && known.reason === reason && known.message === message) return [];
  const line = [type, status, reason] as const;
  return MESSAGES.get(reason) === message ? [line] : [[...line, withSortedNames(message)]];
}

/** `62% 124m`, `=8500m`; null for a metric that failed. */
function valueOf({ resource, containerResource, pods, object, external }: MetricStatus): string | null {
  const current = (resource ?? containerResource ?? pods ?? object ?? external)?.current;
  if (current === undefined) return null;
  const { averageUtilization, averageValue, value } = current;
  if (value !== undefined) return `=${value}`;
  return averageUtilization === undefined ? (averageValue ?? "") : `${averageUtilization}% ${averageValue ?? ""}`;
}
