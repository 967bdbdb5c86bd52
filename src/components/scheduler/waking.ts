// What lets pods go on that wait for the cluster to change: the plugins that refused a pod are asked whether what happened may
// help it. Knows what waits for which kind of event, not how it waits.
// Imitates pkg/scheduler/backend/queue/scheduling_queue.go (isPodWorthRequeuing), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import { compileRequired, type RequiredNodeAffinity } from "../../model/node-selector.ts";
import type { SpreadConstraint } from "../../model/topology-spread.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { NodeAffinityArgs } from "../../scheduling/configuration/argument-types.ts";
import type { SchedulerConfiguration, SchedulerProfile } from "../../scheduling/framework/configuration.ts";
import { PLUGIN_DEFINITIONS } from "../../scheduling/plugin-definitions.ts";
import { SpreadRulebook } from "../../scheduling/plugins/pod-topology-spread-rules.ts";

import { claimHelps } from "./claim-events.ts";
import { keyOf, type ClusterEvent, type EventKey, type NodeAction, type PodAction } from "./cluster-events.ts";
import { NODE_HINTS } from "./node-hints.ts";
import { PluginSets, type PluginSetId } from "./plugin-sets.ts";
import { POD_HINTS } from "./pod-hints.ts";
import { listensToStorage, storageEventHelps } from "./storage-hints.ts";
import { always, type WaitingPod } from "./waiting-pod.ts";

/** The plugin that waits for claims to devices. */
const DEVICE_CLAIMS_PLUGIN = "DynamicResources";

/** Any other is a user's own plugin or an extender: it cannot say what it waits for, and is woken by everything. */
const KNOWN: ReadonlySet<string> = new Set(PLUGIN_DEFINITIONS.map(({ name }) => name));

/** What of a profile its pods' hints ask for. */
interface ProfileRules {
  readonly addedAffinity: RequiredNodeAffinity;
  readonly spread: SpreadRulebook;
}

export class Waking implements Snapshotable {
  readonly #cluster: ClusterState;
  readonly #profiles = new Map<string, ProfileRules>();
  readonly #plugins: ReadonlySet<string>;
  readonly #sets = new PluginSets();
  /** By kind, then by set: it is asked for every pod that is bound. */
  readonly #listening = new Map<EventKey, boolean[]>();
  /** The same for sets of which one plugin need not look at the event. */
  readonly #certain = new Map<EventKey, boolean[]>();

  constructor(cluster: ClusterState, { profiles }: SchedulerConfiguration) {
    this.#cluster = cluster;
    for (const profile of profiles) this.#profiles.set(profile.schedulerName, rulesOf(cluster, profile));
    this.#plugins = new Set(profiles.flatMap(({ plugins }) => Object.values(plugins).flat()));
  }

  /** The number of the set of plugins that refused a pod. */
  setOf(plugins: readonly string[]): PluginSetId {
    return this.#sets.idOf(plugins);
  }

  pluginsOf(set: PluginSetId): readonly string[] {
    return this.#sets.pluginsOf(set);
  }

  /** True if pods that these plugins refused wait for events of the kind. */
  listens(set: PluginSetId, key: EventKey): boolean {
    return (columnOf(this.#listening, key)[set] ??= this.#isAny(set, (plugin) => waitsFor(key, plugin)));
  }

  /** True if some plugin in use waits for such events at all. */
  isOfInterest(event: ClusterEvent): boolean {
    if (event.kind === "storage") return event.event.kind !== "csi-driver" || !event.event.isNew;
    const key = keyOf(event);
    return key === "wildcard" || [...this.#plugins].some((plugin) => waitsFor(key, plugin));
  }

  /** True if the event may help a pod that these plugins refused. */
  helps(pod: PodId, refusedBy: PluginSetId, event: ClusterEvent): boolean {
    if (event.kind === "wildcard") return event.pod === undefined || event.pod === pod;
    const key = keyOf(event);
    if (!this.listens(refusedBy, key)) return false;
    if ((columnOf(this.#certain, key)[refusedBy] ??= this.#isAny(refusedBy, (plugin) => needNotLook(key, plugin)))) {
      return true;
    }
    const waiting = this.#waitingPod(pod);
    return this.#isAny(refusedBy, (plugin) => this.#asks(plugin, waiting, event));
  }

  snapshot(): Snapshot {
    return this.#sets.snapshot();
  }

  restore(saved: Snapshot): void {
    this.#sets.restore(saved);
    this.#listening.clear();
    this.#certain.clear();
  }

  #isAny(set: PluginSetId, isMeant: (plugin: string) => boolean): boolean {
    return this.#sets.pluginsOf(set).some(isMeant);
  }

  #waitingPod(pod: PodId): WaitingPod {
    const podClass = this.#cluster.classOfPod(pod);
    const rules = this.#profiles.get(podClass.schedulerName)!;
    return {
      id: pod,
      name: this.#cluster.pods.nameOf(pod),
      podClass,
      addedAffinity: rules.addedAffinity,
      spread: hardConstraints(rules.spread, podClass),
    };
  }

  #asks(plugin: string, waiting: WaitingPod, event: Exclude<ClusterEvent, { kind: "wildcard" }>): boolean {
    switch (event.kind) {
      case "pod":
        return (
          POD_HINTS[event.action].get(plugin)?.(waiting, {
            action: event.action,
            before: this.#cluster.classes.get(event.before),
            after: this.#cluster.classes.get(event.after),
            isSelf: event.pod === waiting.id,
          }) ?? false
        );
      case "node":
        return NODE_HINTS[event.action].get(plugin)?.(waiting, event.before, event.after) ?? false;
      case "device-claim":
        return plugin === DEVICE_CLAIMS_PLUGIN && claimHelps(waiting, event.event);
      case "storage":
        return storageEventHelps(plugin, waiting, event.event);
    }
  }
}

function rulesOf(cluster: ClusterState, { args }: SchedulerProfile): ProfileRules {
  const { addedAffinity } = (args["NodeAffinity"] ?? {}) as NodeAffinityArgs;
  return {
    addedAffinity: compileRequired(undefined, addedAffinity),
    spread: new SpreadRulebook(cluster.objects, args["PodTopologySpread"] ?? {}),
  };
}

function hardConstraints(rulebook: SpreadRulebook, podClass: SchedulingClass): readonly SpreadConstraint[] | undefined {
  const { hard } = rulebook.rulesOf(podClass);
  return "kind" in hard ? undefined : hard;
}

/** What is known of each set of plugins about events of a sort. */
function columnOf(columns: Map<EventKey, boolean[]>, key: EventKey): boolean[] {
  let column = columns.get(key);
  if (column === undefined) columns.set(key, (column = []));
  return column;
}

function waitsFor(key: EventKey, plugin: string): boolean {
  if (!KNOWN.has(plugin)) return true;
  switch (key) {
    case "device-claim":
      return plugin === DEVICE_CLAIMS_PLUGIN;
    case "storage":
      return listensToStorage(plugin);
    case "wildcard":
      return true;
    default:
      return hintOf(key, plugin) !== undefined;
  }
}

function needNotLook(key: EventKey, plugin: string): boolean {
  if (!KNOWN.has(plugin)) return true;
  return key !== "device-claim" && key !== "storage" && key !== "wildcard" && hintOf(key, plugin) === always;
}

function hintOf(key: `pod/${PodAction}` | `node/${NodeAction}`, plugin: string): unknown {
  const [kind, action] = key.split("/") as ["pod" | "node", string];
  return kind === "pod" ? POD_HINTS[action as PodAction].get(plugin) : NODE_HINTS[action as NodeAction].get(plugin);
}
