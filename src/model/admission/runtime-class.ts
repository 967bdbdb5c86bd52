// RuntimeClass: a pod gets the overhead of its runtime, and the node selector and tolerations of the nodes that have it.
// Imitates plugin/pkg/admission/runtimeclass/admission.go and pkg/util/tolerations/tolerations.go, v1.36.

import { RESOURCE_LIST } from "../api/api-type.ts";
import { quoted } from "../go-text.ts";
import { areSemanticallyEqual } from "../api/semantic-equality.ts";
import type { RuntimeClass } from "../api/types/policy.ts";
import type { Labels, Toleration } from "../objects.ts";
import type { AdmittedPod } from "./admitted-pod.ts";
import { mergedMap } from "./merged-map.ts";
import { podRefusal, type AdmissionOutcome } from "./refusal.ts";

/** The pod as its runtime class, one of `classes` by name, makes it. */
export function withRuntimeClass<Pod extends AdmittedPod>(
  pod: Pod,
  classes: ReadonlyMap<string, RuntimeClass>,
): AdmissionOutcome<Pod> {
  const name = pod.spec?.runtimeClassName;
  if (name === undefined) return { kind: "admitted", pod };
  const runtimeClass = classes.get(name);
  if (runtimeClass === undefined) return podRefusal(pod, `pod rejected: RuntimeClass ${quoted(name)} not found`);
  const { overhead, scheduling } = runtimeClass;
  if (overhead !== undefined && hasOtherOverhead(pod, overhead.podFixed)) return podRefusal(pod, OTHER_OVERHEAD);
  const conflict = selectorConflict(pod.spec?.nodeSelector, scheduling?.nodeSelector);
  if (conflict !== undefined) return podRefusal(pod, conflict);
  const spec = {
    ...pod.spec,
    ...(overhead?.podFixed === undefined ? {} : { overhead: overhead.podFixed }),
    ...(scheduling === undefined ? {} : placement(pod, scheduling)),
  };
  return { kind: "admitted", pod: { ...pod, spec } };
}

/** What is wrong with the overhead that a pod has in the end, if anything. */
export function overheadProblem(pod: AdmittedPod, classes: ReadonlyMap<string, RuntimeClass>): string | undefined {
  const overhead = classes.get(pod.spec?.runtimeClassName ?? "")?.overhead;
  const own = pod.spec?.overhead;
  if (overhead === undefined) return own === undefined ? undefined : UNCALLED_OVERHEAD;
  return areSemanticallyEqual(overhead.podFixed, own, RESOURCE_LIST) ? undefined : OTHER_OVERHEAD;
}

const OTHER_OVERHEAD = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";
const UNCALLED_OVERHEAD = "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead";

function hasOtherOverhead({ spec }: AdmittedPod, podFixed: RuntimeOverhead["podFixed"]): boolean {
  const own = spec?.overhead ?? {};
  return Object.keys(own).length > 0 && !areSemanticallyEqual(podFixed, own, RESOURCE_LIST);
}

type RuntimeOverhead = NonNullable<RuntimeClass["overhead"]>;
type RuntimeScheduling = NonNullable<RuntimeClass["scheduling"]>;

function selectorConflict(own: Labels = {}, wanted: Labels = {}): string | undefined {
  const key = Object.keys(wanted).find((label) => Object.hasOwn(own, label) && own[label] !== wanted[label]);
  if (key === undefined) return undefined;
  const runtime = `runtimeClass.scheduling.nodeSelector[${key}] = ${wanted[key]}`;
  return `conflict: ${runtime}; pod.spec.nodeSelector[${key}] = ${own[key]}`;
}

function placement({ spec }: AdmittedPod, { nodeSelector, tolerations = [] }: RuntimeScheduling) {
  const selector = mergedMap([spec?.nodeSelector, nodeSelector]);
  const merged = mergedTolerations([...(spec?.tolerations ?? []), ...tolerations]);
  return {
    ...(Object.keys(selector).length === 0 ? {} : { nodeSelector: selector }),
    ...(merged.length === 0 ? {} : { tolerations: merged }),
  };
}

/** Without those that another one covers; of equal ones the first stays. */
export function mergedTolerations(all: readonly Toleration[]): readonly Toleration[] {
  const merged: Toleration[] = [];
  for (const [index, toleration] of all.entries()) {
    const isCovered =
      merged.some((kept) => covers(kept, toleration)) ||
      all.slice(index + 1).some((later) => !areEqual(later, toleration) && covers(later, toleration));
    if (!isCovered) merged.push(toleration);
  }
  return merged;
}

/** Whether `wide` tolerates all that `narrow` does. */
function covers(wide: Toleration, narrow: Toleration): boolean {
  if (areEqual(wide, narrow)) return true;
  const anyKey = !wide.key && wide.operator === "Exists";
  if ((narrow.key ?? "") !== (wide.key ?? "") && !anyKey) return false;
  if (wide.effect && wide.effect !== narrow.effect) return false;
  if (wide.effect === "NoExecute" && !lastsAsLong(wide, narrow)) return false;
  switch (wide.operator ?? "") {
    case "":
    case "Equal":
      return narrow.operator === "Equal" && (narrow.value ?? "") === (wide.value ?? "");
    default:
      return wide.operator === "Exists";
  }
}

function lastsAsLong({ tolerationSeconds: wide }: Toleration, { tolerationSeconds: narrow }: Toleration): boolean {
  return wide === undefined || (narrow !== undefined && narrow <= wide);
}

function areEqual(left: Toleration, right: Toleration): boolean {
  return (
    (left.key ?? "") === (right.key ?? "") &&
    (left.operator ?? "") === (right.operator ?? "") &&
    (left.value ?? "") === (right.value ?? "") &&
    (left.effect ?? "") === (right.effect ?? "") &&
    left.tolerationSeconds === right.tolerationSeconds
  );
}
