// Whom a kubelet ends so that a critical pod finds room on its node: as few pods as can be, of the lowest quality of service.
// Imitates pkg/kubelet/preemption/preemption.go (getPodsToPreempt), pkg/kubelet/types/pod_update.go (Preemptable) and
// pkg/api/v1/resource/helpers.go (GetResourceRequest), v1.36.

import type { QualityOfService } from "../api/pod-quality-of-service.ts";
import { CPU, MEMORY } from "../resource-name.ts";

/** How much of a resource has to become free. */
export interface Requirement {
  readonly resource: string;
  readonly amount: number;
}

/** A pod that the kubelet has taken. */
export interface PreemptablePod {
  readonly qualityOfService: QualityOfService;
  readonly isCritical: boolean;
  readonly priority: number;
  /** Of a resource, in the units that the scheduler counts in; 1 of `pods`. */
  readonly requests: (resource: string) => number;
}

export type PreemptionChoice<P> =
  | { readonly kind: "victims"; readonly pods: readonly P[] }
  /** In the kubelet's words: too few pods may be ended. */
  | { readonly kind: "impossible"; readonly words: string };

/** The victims among `pods` for a critical pod of that priority, in the order in which they are ended. */
export function podsToPreempt<P extends PreemptablePod>(
  priority: number,
  pods: readonly P[],
  requirements: readonly Requirement[],
): PreemptionChoice<P> {
  const preemptable = pods.filter((pod) => !pod.isCritical || priority > pod.priority);
  const unmet = without(requirements, preemptable);
  if (unmet.length > 0) return impossible(unmet);
  const ofClass = (wanted: QualityOfService) =>
    preemptable.filter(({ qualityOfService }) => qualityOfService === wanted);
  const bestEffort = ofClass("BestEffort");
  const burstable = ofClass("Burstable");
  // The best pods go only for what is not free once all others have gone.
  const guaranteedVictims = nearest(ofClass("Guaranteed"), without(requirements, [...bestEffort, ...burstable]));
  const burstableVictims = nearest(burstable, without(requirements, [...bestEffort, ...guaranteedVictims]));
  const bestEffortVictims = nearest(bestEffort, without(requirements, [...burstableVictims, ...guaranteedVictims]));
  return { kind: "victims", pods: [...bestEffortVictims, ...burstableVictims, ...guaranteedVictims] };
}

function impossible(unmet: readonly Requirement[]): { readonly kind: "impossible"; readonly words: string } {
  const listed = unmet.map(({ resource, amount }) => `(res: ${resource}, q: ${amount}), `).join("");
  return { kind: "impossible", words: `no set of running pods found to reclaim resources: [${listed}]` };
}

/** What is left to be met when those pods are gone. */
function without(requirements: readonly Requirement[], pods: readonly PreemptablePod[]): readonly Requirement[] {
  return requirements.flatMap(({ resource, amount }) => {
    const left = pods.reduce((rest, pod) => rest - pod.requests(resource), amount);
    return left > 0 ? [{ resource, amount: left }] : [];
  });
}

/** One pod after the other: the one after which least is missing, of equals the smaller. They are enough together. */
function nearest<P extends PreemptablePod>(pods: readonly P[], requirements: readonly Requirement[]): readonly P[] {
  const left = [...pods];
  const chosen: P[] = [];
  let missing = requirements;
  while (missing.length > 0 && left.length > 0) {
    const best = bestOf(left, missing);
    const victim = left[best]!;
    missing = without(missing, [victim]);
    chosen.push(victim);
    // As in the source the last takes its place.
    left[best] = left.at(-1)!;
    left.pop();
  }
  return chosen;
}

function bestOf(pods: readonly PreemptablePod[], missing: readonly Requirement[]): number {
  let best = 0;
  let bestDistance = missing.length + 1;
  for (const [index, pod] of pods.entries()) {
    const distance = distanceAfter(pod, missing);
    if (distance > bestDistance || (distance === bestDistance && !isSmaller(pod, pods[best]!))) continue;
    best = index;
    bestDistance = distance;
  }
  return best;
}

/** Each resource weighs the same, whatever its unit. */
function distanceAfter(pod: PreemptablePod, missing: readonly Requirement[]): number {
  return missing.reduce((sum, { resource, amount }) => {
    const share = Math.max(amount - pod.requests(resource), 0) / amount;
    return sum + share * share;
  }, 0);
}

/** As in the source, a pod that is as large counts as smaller: the last of equals goes. */
function isSmaller(pod: PreemptablePod, other: PreemptablePod): boolean {
  for (const resource of [MEMORY, CPU]) {
    const difference = pod.requests(resource) - other.requests(resource);
    if (difference !== 0) return difference < 0;
  }
  return true;
}
