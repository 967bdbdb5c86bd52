// Which pods of a node `kubectl drain` removes, which it leaves, and which forbid it: a pure function of the pods.
// Imitates kubectl v1.36: pkg/drain/filters.go, pkg/drain/drain.go (GetPodsForDeletion).

import { MIRROR_POD } from "../../model/api/pod-annotation-names.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import { parseLabelSelector } from "../../model/label-selector-text.ts";
import { selectsLabels } from "../../model/label-selector.ts";

import type { LivePod } from "../../cluster/live-pod.ts";

/** The flags of `kubectl drain`. */
export interface DrainOptions {
  readonly force: boolean;
  readonly ignoreDaemonSets: boolean;
  readonly deleteEmptyDirData: boolean;
  readonly disableEviction: boolean;
  /** null: each pod's own. */
  readonly graceSeconds: number | null;
  /** 0: without end. */
  readonly timeoutUs: number;
  /** A label selector as text; empty: all pods. */
  readonly podSelector: string;
}

/** As kubectl does without flags. */
const PLAIN_DRAIN: DrainOptions = Object.freeze({
  force: false,
  ignoreDaemonSets: false,
  deleteEmptyDirData: false,
  disableEviction: false,
  graceSeconds: null,
  timeoutUs: 0,
  podSelector: "",
});

/** As agents drain that look after machines: whatever is in the way goes, but what a DaemonSet would only make again. */
export const AGENTS_DRAIN: DrainOptions = Object.freeze({
  ...PLAIN_DRAIN,
  force: true,
  ignoreDaemonSets: true,
  deleteEmptyDirData: true,
});

/** What becomes of one pod. */
type Verdict =
  | { readonly kind: "remove" }
  | { readonly kind: "leave" }
  | { readonly kind: "remove-with-warning" | "leave-with-warning" | "forbids"; readonly message: string };

export interface FilteredPods {
  /** To be removed. */
  readonly pods: readonly LivePod[];
  /** kubectl's one line of warnings, without the word itself; empty if there are none. */
  readonly warnings: string;
  /** Why nothing is removed; empty if nothing is in the way. */
  readonly errors: readonly string[];
}

/** `hasDaemonSet` says whether a DaemonSet of that name is there. Messages are in order of their first pod. */
export function filterPods(
  pods: readonly LivePod[],
  options: DrainOptions,
  hasDaemonSet: (namespace: string, name: string) => boolean,
): FilteredPods {
  const selector = parseLabelSelector(options.podSelector);
  const selected = pods.filter(
    ({ object }) => selector.kind !== "invalid" && selectsLabels(selector, object.metadata.labels),
  );
  const judged = selected.map((pod) => ({ pod, verdict: verdictOn(pod, options, hasDaemonSet) }));
  const grouped = (isIn: (kind: Verdict["kind"]) => boolean) => {
    const groups = new Map<string, string[]>();
    for (const { pod, verdict } of judged) {
      if (!("message" in verdict) || !isIn(verdict.kind)) continue;
      groups.set(verdict.message, [...(groups.get(verdict.message) ?? []), `${pod.namespace}/${pod.name}`]);
    }
    return [...groups].map(([message, names]) => `${message}: ${names.join(", ")}`);
  };
  return {
    pods: judged.filter(({ verdict }) => verdict.kind.startsWith("remove")).map(({ pod }) => pod),
    warnings: grouped((kind) => kind.endsWith("-with-warning")).join("; "),
    errors: grouped((kind) => kind === "forbids").map((message) => `cannot delete ${message}`),
  };
}

type Filter = (
  pod: LivePod,
  options: DrainOptions,
  hasDaemonSet: (namespace: string, name: string) => boolean,
) => Verdict;

const REMOVE: Verdict = Object.freeze({ kind: "remove" });

/** In this order; the first that does not remove the pod decides, else the last one's warning is kept. */
const FILTERS: readonly Filter[] = [daemonSetFilter, mirrorPodFilter, localStorageFilter, unmanagedFilter];

function verdictOn(...asked: Parameters<Filter>): Verdict {
  let verdict = REMOVE;
  for (const filter of FILTERS) {
    verdict = filter(...asked);
    if (!verdict.kind.startsWith("remove")) return verdict;
  }
  return verdict;
}

function hasEnded({ phase }: LivePod): boolean {
  return phase === "Succeeded" || phase === "Failed";
}

function controllerOf({ object }: LivePod) {
  return controllingOwner(object.metadata);
}

function daemonSetFilter(...[pod, options, hasDaemonSet]: Parameters<Filter>): Verdict {
  const owner = controllerOf(pod);
  if (owner?.kind !== "DaemonSet" || owner.apiVersion !== "apps/v1") return REMOVE;
  if (hasEnded(pod)) return REMOVE;
  if (!hasDaemonSet(pod.namespace, owner.name)) {
    const message = `daemonsets.apps "${owner.name}" not found`;
    return { kind: options.force ? "remove-with-warning" : "forbids", message };
  }
  return options.ignoreDaemonSets
    ? { kind: "leave-with-warning", message: "ignoring DaemonSet-managed Pods" }
    : { kind: "forbids", message: "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)" };
}

function mirrorPodFilter({ object }: LivePod): Verdict {
  const isMirror = Object.hasOwn(object.metadata.annotations ?? {}, MIRROR_POD);
  return isMirror ? { kind: "leave" } : REMOVE;
}

function localStorageFilter(...[pod, options]: Parameters<Filter>): Verdict {
  const isLocal = (pod.object.spec.volumes ?? []).some((volume) => (volume["emptyDir"] ?? null) !== null);
  if (!isLocal || hasEnded(pod)) return REMOVE;
  return options.deleteEmptyDirData
    ? { kind: "remove-with-warning", message: "deleting Pods with local storage" }
    : { kind: "forbids", message: "Pods with local storage (use --delete-emptydir-data to override)" };
}

function unmanagedFilter(...[pod, options]: Parameters<Filter>): Verdict {
  if (hasEnded(pod) || controllerOf(pod) !== undefined) return REMOVE;
  return options.force
    ? { kind: "remove-with-warning", message: "deleting Pods that declare no controller" }
    : { kind: "forbids", message: "Pods that declare no controller (use --force to override)" };
}
