// An autoscaler with what its spec says worked out once: its target, its bounds, its metrics and their queries, its behavior.
// Good as long as the spec and the target's selector stay as they are.
// Imitates the reading of the spec in pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { HorizontalPodAutoscalerSpec, MetricSpec } from "../../../model/api/types/autoscaling-v2.ts";
import type { CompiledLabelSelector } from "../../../model/label-selector.ts";
import { quoted } from "../../../model/go-text.ts";
import type { VersionBehaviour } from "../../../model/version-behaviour.ts";

import type { ScaleTarget } from "../scale.ts";
import { scalingRulesOf, type Behavior } from "./behavior.ts";
import { prepareObjectMetric, preparePodsMetric } from "./custom-metric.ts";
import { prepareExternalMetric } from "./external-metric.ts";
import {
  brokenMetric,
  type CalculationRules,
  type MetricSurroundings,
  type PreparedMetric,
} from "./metric-proposal.ts";
import { prepareResourceMetric } from "./resource-metric.ts";
import type { HorizontalPodAutoscalerSettings } from "./settings.ts";
import { tolerancesOf } from "./tolerances.ts";

/** Settings of the controller, and the rules of the version with its gates. */
export interface ControllerRules {
  readonly settings: HorizontalPodAutoscalerSettings;
  readonly calculation: CalculationRules;
  /** Gate HPAScaleToZero, where the version remembers that it scaled to zero. */
  readonly remembersZero: boolean;
  /** The version has a condition for that, whatever the gate. */
  readonly knowsZeroCondition: boolean;
  readonly hasOwnTolerances: boolean;
  readonly retriesConflicts: boolean;
}

const US_PER_SECOND = 1_000_000;

export function controllerRules(
  settings: HorizontalPodAutoscalerSettings,
  behaviour: VersionBehaviour,
  featureGates: ReadonlyMap<string, boolean>,
): ControllerRules {
  return {
    settings,
    calculation: {
      countsPodLevel: featureGates.get("PodLevelResources") ?? behaviour.podLevelResources,
      needsContainer: behaviour.autoscalersNeedContainer,
      caps: { values: behaviour.autoscalersCapValues, averages: behaviour.autoscalersCapAverages },
      writesMemoryInBinary: behaviour.autoscalersWriteMemoryInBinary,
    },
    remembersZero: behaviour.autoscalersRememberZero && featureGates.get("HPAScaleToZero") === true,
    knowsZeroCondition: behaviour.autoscalersRememberZero,
    hasOwnTolerances: featureGates.get("HPAConfigurableTolerance") ?? behaviour.autoscalerTolerances,
    retriesConflicts: behaviour.autoscalersRetryConflicts,
  };
}

/** What of a spec does not depend on the target. */
export interface Aims {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Absent: none is given. */
  readonly behavior: Behavior | undefined;
  readonly hasObjectOrExternal: boolean;
  /** As messages of the log name the target. */
  readonly reference: string;
}

export function aimsOf(spec: HorizontalPodAutoscalerSpec, namespace: string, { settings }: ControllerRules): Aims {
  const { minReplicas = 1, maxReplicas = 0, metrics = [], scaleTargetRef } = spec;
  const windowSeconds = Math.trunc(settings.downscaleStabilizationUs / US_PER_SECOND);
  return {
    minReplicas,
    maxReplicas,
    behavior:
      spec.behavior === undefined
        ? undefined
        : {
            scaleUp: scalingRulesOf(spec.behavior.scaleUp, 0),
            scaleDown: scalingRulesOf(spec.behavior.scaleDown, windowSeconds),
          },
    hasObjectOrExternal: metrics.some(({ type }) => type === "Object" || type === "External"),
    reference: `${scaleTargetRef?.kind ?? ""}/${namespace}/${scaleTargetRef?.name ?? ""}`,
  };
}

/** The target that a spec names; or why its API version cannot be read. */
export function targetOf({ scaleTargetRef }: HorizontalPodAutoscalerSpec, namespace: string): ScaleTarget | string {
  const { apiVersion = "", kind = "", name = "" } = scaleTargetRef ?? {};
  const parts = apiVersion === "/" ? [""] : apiVersion.split("/");
  if (parts.length > 2) return `unexpected GroupVersion string: ${apiVersion}`;
  return { group: parts.length === 2 ? parts[0]! : "", kind, namespace, name };
}

/** `podSelector`: the target's. */
export function preparedMetrics(
  spec: HorizontalPodAutoscalerSpec,
  podSelector: CompiledLabelSelector,
  namespace: string,
  { settings, calculation: rules, hasOwnTolerances }: ControllerRules,
): readonly PreparedMetric[] {
  const tolerances = tolerancesOf(spec.behavior, settings.tolerance, hasOwnTolerances);
  const surroundings = { namespace, tolerances, settings, rules };
  return (spec.metrics ?? []).map((metric) => prepared(metric, podSelector, surroundings));
}

function prepared(
  metric: MetricSpec,
  podSelector: CompiledLabelSelector,
  surroundings: MetricSurroundings,
): PreparedMetric {
  switch (metric.type) {
    case "Resource": {
      const { name = "", target = {} } = metric.resource ?? {};
      return prepareResourceMetric({ name, target }, podSelector, surroundings);
    }
    case "ContainerResource": {
      const { name = "", target = {}, container = "" } = metric.containerResource ?? {};
      return prepareResourceMetric({ name, target, container }, podSelector, surroundings);
    }
    case "Pods":
      return preparePodsMetric(metric.pods ?? {}, podSelector, surroundings);
    case "Object":
      return prepareObjectMetric(metric.object ?? {}, surroundings);
    case "External":
      return prepareExternalMetric(metric.external ?? {}, surroundings);
    default: {
      const message = `unknown metric source type ${quoted(metric.type ?? "")}`;
      return brokenMetric("InvalidMetricSourceType", message, message);
    }
  }
}
