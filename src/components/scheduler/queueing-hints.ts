// Does what happened to one pod help another that waits? Each plugin that refused the latter is asked.
// Imitates the hints of pkg/scheduler/framework/plugins, v1.36, for the events that a run can have so far: pods that are bound
// and pods that leave. Plugins that register for neither (DefaultPreemption among them) let the pod wait on.

import { HostPortSet } from "../../model/host-port.ts";
import {
  compileLabelSelector,
  selectsLabels,
  SELECTS_NOTHING,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";
import { termSelects, type AffinityTerm } from "../../model/pod-affinity-terms.ts";
import { disksConflict } from "../../model/volumes/shared-disk.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import { PLUGIN_DEFINITIONS } from "../../scheduling/plugin-definitions.ts";

/** A pod came to its node, or left it (or gave up the node that it was nominated to). */
export type PodEventKind = "arrival" | "departure";

/** Whether an event about `other` may make room for `waiting`. */
type Hint = (waiting: SchedulingClass, other: SchedulingClass) => boolean;

const HINTS: Readonly<Record<PodEventKind, ReadonlyMap<string, Hint>>> = {
  arrival: new Map<string, Hint>([
    ["PodTopologySpread", countsForSpread],
    ["InterPodAffinity", (waiting, other) => matchesAll(waiting.affinityTerms.requiredAffinity, other)],
  ]),
  departure: new Map<string, Hint>([
    ["NodeResourcesFit", () => true],
    ["NodePorts", sharesHostPort],
    ["PodTopologySpread", countsForSpread],
    ["InterPodAffinity", standsApart],
    ["NodeVolumeLimits", (_waiting, { volumes }) => volumes.attachable.length > 0],
    ["VolumeRestrictions", sharesVolume],
    ["Open-Gpu-Share", (_waiting, { deviceWish }) => deviceWish !== undefined],
  ]),
};

/** Any other is a user's own plugin or an extender: it cannot say what it waits for, and is woken by everything. */
const KNOWN: ReadonlySet<string> = new Set(PLUGIN_DEFINITIONS.map(({ name }) => name));

/** True if pods that the plugin refused wait for such events. */
export function listensTo(event: PodEventKind, plugin: string): boolean {
  return HINTS[event].has(plugin) || !KNOWN.has(plugin);
}

/** True if the event may help a pod that `plugin` refused. */
export function eventHelps(
  event: PodEventKind,
  plugin: string,
  waiting: SchedulingClass,
  other: SchedulingClass,
): boolean {
  return HINTS[event].get(plugin)?.(waiting, other) ?? !KNOWN.has(plugin);
}

function sharesHostPort(waiting: SchedulingClass, departed: SchedulingClass): boolean {
  if (departed.hostPorts.length === 0) return false;
  const freed = new HostPortSet();
  for (const port of departed.hostPorts) freed.add(port);
  return waiting.hostPorts.some((port) => freed.conflictsWith(port));
}

/** Selectors of a class's own constraints. */
const SPREAD_SELECTORS = new WeakMap<SchedulingClass, readonly CompiledLabelSelector[]>();

/** A pod that is refused for a constraint of the profile has none of its own: then any pod of its namespace counts. */
function countsForSpread(waiting: SchedulingClass, other: SchedulingClass): boolean {
  if (waiting.namespace !== other.namespace) return false;
  const selectors = spreadSelectors(waiting);
  return selectors.length === 0 || selectors.some((selector) => selectsLabels(selector, other.pod.metadata.labels));
}

function spreadSelectors(podClass: SchedulingClass): readonly CompiledLabelSelector[] {
  const known = SPREAD_SELECTORS.get(podClass);
  if (known !== undefined) return known;
  const constraints = podClass.pod.spec.topologySpreadConstraints ?? [];
  const selectors = constraints
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === "DoNotSchedule")
    .map(({ labelSelector }) => compileLabelSelector(labelSelector))
    .map((selector) => (selector.kind === "invalid" ? SELECTS_NOTHING : selector));
  SPREAD_SELECTORS.set(podClass, selectors);
  return selectors;
}

/** One of the two kept the other away. */
function standsApart(waiting: SchedulingClass, departed: SchedulingClass): boolean {
  return (
    matchesAll(waiting.affinityTerms.requiredAntiAffinity, departed) ||
    matchesAll(departed.affinityTerms.requiredAntiAffinity, waiting)
  );
}

/** Namespaces are not looked up here: a namespaceSelector is asked about no labels, as in the source. */
function matchesAll(terms: readonly AffinityTerm[], { namespace, pod }: SchedulingClass): boolean {
  const selectable = { namespace, labels: pod.metadata.labels };
  return terms.length > 0 && terms.every((term) => termSelects(term, selectable, undefined));
}

function sharesVolume(waiting: SchedulingClass, departed: SchedulingClass): boolean {
  if (waiting.namespace !== departed.namespace) return false;
  const { volumes: wanted } = waiting;
  const { volumes: freed } = departed;
  return (
    wanted.disks.some((disk) => freed.disks.some((other) => disksConflict(disk, other))) ||
    wanted.claimNames.some((name) => freed.claimNames.includes(name))
  );
}
