// Which pods count: ready ones, unready ones whose usage says nothing yet, those without samples, and those that are ignored.
// Imitates groupPods of pkg/controller/podautoscaler/replica_calculator.go, v1.36.

import type { LivePod } from "../../../cluster/live-pod.ts";
import type { PodSample, PodSamples } from "./pod-samples.ts";
import type { HorizontalPodAutoscalerSettings } from "./settings.ts";

/** Names of pods by what they count for. */
export interface PodGroups {
  readonly readyCount: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

const NONE: readonly string[] = Object.freeze([]);

/** `resource` is empty for custom metrics; readiness counts for CPU only. */
export function groupPods(
  pods: readonly LivePod[],
  samples: PodSamples,
  resource: string,
  settings: HorizontalPodAutoscalerSettings,
  nowUs: number,
): PodGroups {
  let readyCount = 0;
  const groups = { unready: NONE as string[], missing: NONE as string[], ignored: NONE as string[] };
  for (let index = 0; index < pods.length; index += 1) {
    const pod = pods[index]!;
    const group = groupOf(pod, samples, resource, settings, nowUs);
    if (group === "ready") readyCount += 1;
    else if (groups[group] === NONE) groups[group] = [pod.name];
    else groups[group].push(pod.name);
  }
  return { readyCount, ...groups };
}

type Group = "ready" | "unready" | "missing" | "ignored";

function groupOf(
  pod: LivePod,
  samples: PodSamples,
  resource: string,
  settings: HorizontalPodAutoscalerSettings,
  nowUs: number,
): Group {
  const { phase } = pod;
  if (phase === "Failed" || pod.deletion !== undefined) return "ignored";
  if (phase === "Pending") return "unready";
  const sample = samples.get(pod.name);
  if (sample === undefined) return "missing";
  return resource === "cpu" && isUnready(pod, sample, settings, nowUs) ? "unready" : "ready";
}

/** Whether the CPU that it used is not yet what it uses when it works. */
function isUnready(
  pod: LivePod,
  { timestampUs, windowUs }: PodSample,
  { cpuInitializationPeriodUs, initialReadinessDelayUs }: HorizontalPodAutoscalerSettings,
  nowUs: number,
): boolean {
  const { startUs } = pod;
  const condition = pod.condition("Ready");
  if (condition === undefined || startUs === undefined) return true;
  const sinceUs = condition.sinceUs ?? NEVER_US;
  if (startUs + cpuInitializationPeriodUs > nowUs) {
    return condition.status === "False" || timestampUs < sinceUs + windowUs;
  }
  return condition.status === "False" && startUs + initialReadinessDelayUs > sinceUs;
}

/**
 * Whether time alone, or later samples of the same pods, may change how one of them counts for CPU. One that has been ready for a
 * whole window of its samples stays so: windows move forward.
 */
export function areAgeing({
  pods,
  samples,
  settings: { cpuInitializationPeriodUs },
  nowUs,
}: {
  readonly pods: readonly LivePod[];
  readonly samples: PodSamples;
  readonly settings: HorizontalPodAutoscalerSettings;
  readonly nowUs: number;
}): boolean {
  for (const pod of pods) {
    const { startUs } = pod;
    if (startUs === undefined || startUs + cpuInitializationPeriodUs <= nowUs) continue;
    const sample = samples.get(pod.name);
    const condition = pod.condition("Ready");
    if (sample === undefined || condition === undefined) continue;
    const readyUs = (condition.sinceUs ?? NEVER_US) + sample.windowUs;
    if (condition.status === "False" || sample.timestampUs < readyUs) return true;
  }
  return false;
}

/** Go's zero time lies before all others. */
const NEVER_US = Number.NEGATIVE_INFINITY;
