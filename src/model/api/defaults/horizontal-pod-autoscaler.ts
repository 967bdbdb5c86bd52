// Defaults of horizontal pod autoscalers. Imitates pkg/apis/autoscaling/v2/defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { HorizontalPodAutoscaler, HpaScalingRules, MetricSpec } from "../types/autoscaling-v2.ts";

const CPU_UTILIZATION_PERCENT = 80;
const PERIOD_SECONDS = 15;
/** All pods, or as many again. */
const WHOLE_PERCENT = 100;
const PODS_ADDED = 4;

export function applyHorizontalPodAutoscalerDefaults(autoscaler: Draft<HorizontalPodAutoscaler>): void {
  const spec = (autoscaler.spec ??= {});
  spec.minReplicas ??= 1;
  if (spec.metrics === undefined || spec.metrics.length === 0) spec.metrics = [cpuMetric(CPU_UTILIZATION_PERCENT)];
  if (spec.behavior === undefined) return;
  spec.behavior.scaleUp = { ...scaleUpRules(), ...spec.behavior.scaleUp };
  spec.behavior.scaleDown = { ...scaleDownRules(), ...spec.behavior.scaleDown };
}

/** What autoscalers go by that name no metric. */
export function cpuMetric(averageUtilization: number = CPU_UTILIZATION_PERCENT): Draft<MetricSpec> {
  return { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization } } };
}

function scaleUpRules(): Draft<HpaScalingRules> {
  return {
    stabilizationWindowSeconds: 0,
    selectPolicy: "Max",
    policies: [
      { type: "Pods", value: PODS_ADDED, periodSeconds: PERIOD_SECONDS },
      { type: "Percent", value: WHOLE_PERCENT, periodSeconds: PERIOD_SECONDS },
    ],
  };
}

/** How long a lower number must hold is an option of the controller. */
function scaleDownRules(): Draft<HpaScalingRules> {
  return {
    selectPolicy: "Max",
    policies: [{ type: "Percent", value: WHOLE_PERCENT, periodSeconds: PERIOD_SECONDS }],
  };
}
