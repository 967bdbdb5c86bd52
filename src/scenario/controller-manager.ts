// `spec.controllerManager` of a scenario: what kube-controller-manager is started with, as far as runs heed it.
// Source: cmd/kube-controller-manager/app/options/hpacontroller.go and pkg/controller/podautoscaler/config/v1alpha1/defaults.go, v1.36.

import { z } from "zod";

import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";

import { FEATURE_GATES, hasFeatureGate, type FeatureGates } from "../model/feature-gates.ts";
import type { KubernetesVersion } from "../model/kubernetes-version.ts";

import {
  DEFAULT_SETTINGS,
  type HorizontalPodAutoscalerSettings,
} from "../components/controllers/horizontal-pod-autoscaler/settings.ts";

import { durationOption, switchOption } from "../environment/option-types.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import { ScenarioOptions } from "./scenario-options.ts";
import { workloadReadingOf } from "./workload-reading.ts";

const ROOT = ["spec", "controllerManager"];
/** Usage that is more than a hundred times its target moves every autoscaler. */
const MAX_TOLERANCE = 100;
const SHORTEST_SYNC_PERIOD_US = 1_000_000;

export const CONTROLLER_MANAGER = z
  .strictObject({
    horizontalPodAutoscalerSyncPeriod: durationOption(
      "--horizontal-pod-autoscaler-sync-period: how often each autoscaler is looked at, at least 1s; absent: 15s",
    ).optional(),
    horizontalPodAutoscalerDownscaleStabilization: durationOption(
      "--horizontal-pod-autoscaler-downscale-stabilization: for how long a wish for more replicas holds; absent: 5m",
    ).optional(),
    horizontalPodAutoscalerTolerance: z
      .number()
      .min(0)
      .max(MAX_TOLERANCE)
      .optional()
      .meta({
        description:
          "--horizontal-pod-autoscaler-tolerance: how far from its target, as a part of it, a metric may be before replicas " +
          `change, 0 to ${MAX_TOLERANCE}; absent: 0.1`,
      }),
    horizontalPodAutoscalerCpuInitializationPeriod: durationOption(
      "--horizontal-pod-autoscaler-cpu-initialization-period: for how long after its start a pod's CPU may be passed over; absent: 5m",
    ).optional(),
    horizontalPodAutoscalerInitialReadinessDelay: durationOption(
      "--horizontal-pod-autoscaler-initial-readiness-delay: for how long after its start a pod may become ready for the first time; absent: 30s",
    ).optional(),
    featureGates: z
      .record(z.string(), switchOption("true or false"))
      .optional()
      .meta({
        description: `--feature-gates, those of kube-apiserver with them, names to true or false: ${FEATURE_GATES.join(", ")}`,
      }),
  })
  .meta({ description: "What kube-controller-manager is started with; absent: nothing" });

type ControllerManagerOptions = z.infer<typeof CONTROLLER_MANAGER>;

/** Each is absent where the scenario says nothing of it. */
export interface PlannedControllerManager {
  readonly autoscalers?: HorizontalPodAutoscalerSettings;
  readonly featureGates?: FeatureGates;
}

/** What is out of range or unknown is told. */
export function readControllerManager(
  scenario: CheckedScenario,
  version: KubernetesVersion,
  sink: DiagnosticSink,
): PlannedControllerManager {
  const { controllerManager } = scenario.options.spec;
  if (controllerManager === undefined) return {};
  const { featureGates, ...flags } = controllerManager;
  const reader = new ScenarioOptions(scenario, ROOT, sink);
  if (workloadReadingOf(scenario) === "expanded") {
    const message = "controllerManager: no controllers run in this scenario";
    reader.reportKey([], { code: "wrong-value", message, expected: "spec.controllers: simulated" });
  }
  reportGates(featureGates ?? {}, version, reader);
  return {
    ...(Object.keys(flags).length === 0 ? {} : { autoscalers: readFlags(flags, reader) }),
    ...(featureGates === undefined ? {} : { featureGates: featureGatesOf(scenario) }),
  };
}

/** Those that the scenario sets, whether they are known or not. */
export function featureGatesOf({ options: { spec } }: CheckedScenario): FeatureGates {
  return new Map(Object.entries(spec.controllerManager?.featureGates ?? {}));
}

function readFlags(flags: ControllerManagerOptions, reader: ScenarioOptions): HorizontalPodAutoscalerSettings {
  const spanOf = (flag: DurationFlag, otherwiseUs: number) => {
    const text = flags[flag];
    return text === undefined ? otherwiseUs : reader.spanOf(text, [flag]);
  };
  const syncPeriodUs = spanOf("horizontalPodAutoscalerSyncPeriod", DEFAULT_SETTINGS.syncPeriodUs);
  if (syncPeriodUs < SHORTEST_SYNC_PERIOD_US) {
    const flag = "horizontalPodAutoscalerSyncPeriod";
    const message = `${flag}: ${flags[flag]} is out of range`;
    reader.report([flag], { code: "out-of-range", message, expected: "at least 1s" });
  }
  const { downscaleStabilizationUs, tolerance, cpuInitializationPeriodUs, initialReadinessDelayUs } = DEFAULT_SETTINGS;
  return {
    syncPeriodUs: Math.max(syncPeriodUs, SHORTEST_SYNC_PERIOD_US),
    downscaleStabilizationUs: spanOf("horizontalPodAutoscalerDownscaleStabilization", downscaleStabilizationUs),
    tolerance: flags.horizontalPodAutoscalerTolerance ?? tolerance,
    cpuInitializationPeriodUs: spanOf("horizontalPodAutoscalerCpuInitializationPeriod", cpuInitializationPeriodUs),
    initialReadinessDelayUs: spanOf("horizontalPodAutoscalerInitialReadinessDelay", initialReadinessDelayUs),
  };
}

type DurationFlag = Exclude<keyof ControllerManagerOptions, "featureGates" | "horizontalPodAutoscalerTolerance">;

/** The component that is given a gate it does not know does not start. */
function reportGates(
  gates: Readonly<Record<string, boolean>>,
  version: KubernetesVersion,
  reader: ScenarioOptions,
): void {
  const known = FEATURE_GATES.filter((gate) => hasFeatureGate(version, gate));
  for (const name of Object.keys(gates)) {
    if (known.some((gate) => gate === name)) continue;
    reader.reportKey(["featureGates", name], {
      code: "unknown-gate",
      message: `unrecognized feature gate: ${name}`,
      expected: `gates that change a run of Kubernetes ${version}: ${known.join(", ")}`,
      ...suggestionFor(name, known),
    });
  }
}
