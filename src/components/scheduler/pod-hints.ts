// Does what happened to one pod help another that waits? Each plugin that refused the latter is asked.
// Imitates the hints of pkg/scheduler/framework/plugins for pods, v1.36.

import { HostPortSet } from "../../model/host-port.ts";
import { selectsLabels } from "../../model/label-selector.ts";
import { termSelects, type AffinityTerm } from "../../model/pod-affinity-terms.ts";
import type { ResourceAmounts } from "../../model/resource-list.ts";
import { isTolerated, UNSCHEDULABLE_TAINT } from "../../model/toleration.ts";
import { disksConflict } from "../../model/volumes/shared-disk.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { PodAction } from "./cluster-events.ts";
import { isSame } from "./object-aspects.ts";
import { always, type WaitingPod } from "./waiting-pod.ts";

/** What happened to a pod: what it was and what it is; the same where it came or went. */
export interface PodNews {
  readonly action: PodAction;
  readonly before: SchedulingClass;
  readonly after: SchedulingClass;
  /** It is the pod itself that waits. */
  readonly isSelf: boolean;
}

/** Whether the news may make room for the pod. */
type PodHint = (waiting: WaitingPod, news: PodNews) => boolean;

const SPREAD: readonly [string, PodHint] = ["PodTopologySpread", changesSpread];

/** Every update, of whatever aspect. */
const ANY_UPDATE: readonly [string, PodHint] = ["NodeDeclaredFeatures", needsOtherFeatures];

/** By action, the plugins that wait for it. Any other plugin of kube-scheduler lets the pod wait on. */
export const POD_HINTS: Readonly<Record<PodAction, ReadonlyMap<string, PodHint>>> = {
  Add: new Map<string, PodHint>([
    SPREAD,
    ["InterPodAffinity", ({ podClass }, { after }) => matchesAll(podClass.affinityTerms.requiredAffinity, after)],
  ]),
  Delete: new Map<string, PodHint>([
    ["NodeResourcesFit", always],
    ["NodePorts", sharesHostPort],
    SPREAD,
    ["InterPodAffinity", standsApart],
    ["NodeVolumeLimits", (_waiting, { before }) => before.volumes.attachable.length > 0],
    ["VolumeRestrictions", sharesVolume],
    ["DefaultPreemption", () => false],
    ["Open-Gpu-Share", (_waiting, { before }) => before.deviceWish !== undefined],
  ]),
  UpdatePodLabel: new Map<string, PodHint>([SPREAD, ["InterPodAffinity", changesAffinity], ANY_UPDATE]),
  UpdatePodScaleDown: new Map<string, PodHint>([["NodeResourcesFit", freesRoom], ANY_UPDATE]),
  UpdatePodSchedulingGatesEliminated: new Map<string, PodHint>([["SchedulingGates", isSelf], ANY_UPDATE]),
  UpdatePodToleration: new Map<string, PodHint>([
    ["TaintToleration", isSelf],
    ["NodeUnschedulable", (waiting, news) => isSelf(waiting, news) && toleratesCordon(news.after)],
    SPREAD,
    ANY_UPDATE,
  ]),
  UpdatePodGeneratedResourceClaim: new Map<string, PodHint>([["DynamicResources", isSelf], ANY_UPDATE]),
  Update: new Map<string, PodHint>([ANY_UPDATE]),
};

function isSelf(_waiting: WaitingPod, news: PodNews): boolean {
  return news.isSelf;
}

function sharesHostPort({ podClass }: WaitingPod, { before: departed }: PodNews): boolean {
  if (departed.hostPorts.length === 0) return false;
  const freed = new HostPortSet();
  for (const port of departed.hostPorts) freed.add(port);
  return podClass.hostPorts.some((port) => freed.conflictsWith(port));
}

/** Namespaces of others do not count. An update counts if it makes the pod match a constraint, or match it no longer. */
function changesSpread({ podClass, spread }: WaitingPod, news: PodNews): boolean {
  const { before, after } = news;
  if (!news.isSelf && podClass.namespace !== after.namespace) return false;
  if (spread === undefined) return true;
  if (news.action === "Add" || news.action === "Delete") {
    return spread.some(({ selector }) => selectsLabels(selector, after.pod.metadata.labels));
  }
  const honorsTaints = spread.some(({ honorsTaints: honors }) => honors);
  if (news.isSelf && honorsTaints && !isSame(before.tolerations, after.tolerations)) return true;
  return spread.some(
    ({ selector }) =>
      selectsLabels(selector, before.pod.metadata.labels) !== selectsLabels(selector, after.pod.metadata.labels),
  );
}

/** One of the two kept the other away. */
function standsApart({ podClass }: WaitingPod, { before: departed }: PodNews): boolean {
  return (
    matchesAll(podClass.affinityTerms.requiredAntiAffinity, departed) ||
    matchesAll(departed.affinityTerms.requiredAntiAffinity, podClass)
  );
}

/** The pod's own labels matter to the terms of others; another pod counts once it begins or ceases to match. */
function changesAffinity({ podClass }: WaitingPod, { isSelf: own, before, after }: PodNews): boolean {
  if (own) return true;
  const { requiredAffinity, requiredAntiAffinity } = podClass.affinityTerms;
  if (!matchesAll(requiredAffinity, before) && matchesAll(requiredAffinity, after)) return true;
  return matchesAll(requiredAntiAffinity, before) && !matchesAll(requiredAntiAffinity, after);
}

/** Namespaces are not looked up here: a namespaceSelector is asked about no labels, as in the source. */
function matchesAll(terms: readonly AffinityTerm[], { namespace, pod }: SchedulingClass): boolean {
  const selectable = { namespace, labels: pod.metadata.labels };
  return terms.length > 0 && terms.every((term) => termSelects(term, selectable, undefined));
}

/** Another pod must give back something that the waiting one asks for. */
function freesRoom({ podClass: { requests } }: WaitingPod, { isSelf: own, before, after }: PodNews): boolean {
  if (own) return true;
  const [old, now] = [before.placedRequests, after.placedRequests];
  const frees = (amount: (amounts: ResourceAmounts) => number) => amount(requests) > 0 && amount(now) < amount(old);
  return (
    frees(({ cpuMilli }) => cpuMilli) ||
    frees(({ memoryBytes }) => memoryBytes) ||
    frees(({ ephemeralStorageBytes }) => ephemeralStorageBytes) ||
    [...requests.scalars.keys()].some((name) => frees(({ scalars }) => scalars.get(name) ?? 0))
  );
}

function toleratesCordon({ tolerations }: SchedulingClass): boolean {
  return isTolerated(UNSCHEDULABLE_TAINT, tolerations);
}

function sharesVolume({ podClass: waiting }: WaitingPod, { before: departed }: PodNews): boolean {
  if (waiting.namespace !== departed.namespace) return false;
  const { volumes: wanted } = waiting;
  const { volumes: freed } = departed;
  return (
    wanted.disks.some((disk) => freed.disks.some((other) => disksConflict(disk, other))) ||
    wanted.claimNames.some((name) => freed.claimNames.includes(name))
  );
}

/** No update of a pod changes which features it needs: those parts of it cannot be changed. */
function needsOtherFeatures(): boolean {
  return false;
}
