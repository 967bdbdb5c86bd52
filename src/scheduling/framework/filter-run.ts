// The filters of one cycle asked about one node: plugin by plugin, and with the pods counted in that are nominated to it.
// Imitates pkg/scheduler/framework/runtime/framework.go (RunFilterPlugins, RunFilterPluginsWithNominatedPods), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import { podViewOf, type NodeView, type PodView } from "./node-view.ts";
import type { CyclePod } from "./plugin.ts";
import type { ActivePlugin, ProfileRuntime } from "./profile-runtime.ts";
import { failure, isRejected, SUCCESS, type PluginStatus, type Status } from "./status.ts";
import { WhatIfNode } from "./what-if-node.ts";

/** What preFilter left for the filters, by plugin. */
export interface FilterInputs {
  readonly states: ReadonlyMap<string, unknown>;
  /** Plugins whose filter is not called. */
  readonly skipped: ReadonlySet<string>;
}

/** kube-scheduler's names of what is told to states. */
const POINTS = { addPod: "AddPod", removePod: "RemovePod" } as const;

const PASSED: PluginStatus = Object.freeze({ ...SUCCESS, plugin: "" });

export class FilterRun {
  readonly #cluster: ClusterState;
  readonly #runtime: ProfileRuntime;
  readonly pod: CyclePod;
  readonly inputs: FilterInputs;
  /** Plugins that are told of pods that come and leave; made when first needed. */
  #told: readonly ActivePlugin[] | undefined;
  /** Filters that are called. */
  #asked: readonly ActivePlugin[] | undefined;

  constructor(cluster: ClusterState, runtime: ProfileRuntime, pod: CyclePod, inputs: FilterInputs) {
    this.#cluster = cluster;
    this.#runtime = runtime;
    this.pod = pod;
    this.inputs = inputs;
  }

  /** True if no plugin is told of pods that come and leave. */
  get tellsNobody(): boolean {
    return this.#listeners.length === 0;
  }

  get #listeners(): readonly ActivePlugin[] {
    const { skipped, states } = this.inputs;
    return (this.#told ??= this.#runtime.preFilter.filter(
      ({ name, plugin }) =>
        (plugin.addPod !== undefined || plugin.removePod !== undefined) && !skipped.has(name) && states.has(name),
    ));
  }

  /** The first status that is no success, with its plugin. */
  statusOf(node: NodeView, states: ReadonlyMap<string, unknown> = this.inputs.states): PluginStatus {
    const { skipped } = this.inputs;
    this.#asked ??= this.#runtime.filter.filter(({ name }) => !skipped.has(name));
    for (const { name, plugin } of this.#asked) {
      const status = plugin.filter!(this.pod, node, states.get(name));
      if (status.code === "Success") continue;
      return isRejected(status) ? { ...status, plugin: name } : this.#failed(name, status);
    }
    return PASSED;
  }

  /** The status on the node with the nominated pods counted in and, if it passes so, without them too. */
  statusWithNominated(node: NodeView, states: ReadonlyMap<string, unknown> = this.inputs.states): PluginStatus {
    const nominated = this.nominatedOn(node.record.name);
    if (nominated.length > 0) {
      const status = this.#statusWith(nominated, node, states);
      if (status.code !== "Success") return status;
    }
    return this.statusOf(node, states);
  }

  /** Pods nominated to the node that are as important as this one, or more. */
  nominatedOn(nodeName: string): readonly PodId[] {
    const { nominations } = this.#cluster;
    if (nominations.size === 0) return nominations.onNode(nodeName);
    return nominations
      .onNode(nodeName)
      .filter((id) => id !== this.pod.id && this.#cluster.classOfPod(id).priority >= this.pod.podClass.priority);
  }

  /** The states as copies, which `add` and `remove` may change. */
  cloneStates(states: ReadonlyMap<string, unknown> = this.inputs.states): Map<string, unknown> {
    const copies = new Map(states);
    for (const { name, plugin } of this.#runtime.preFilter) {
      if (plugin.cloneState !== undefined && copies.has(name)) copies.set(name, plugin.cloneState(copies.get(name)));
    }
    return copies;
  }

  /** Puts a pod on the node and tells the plugins' states. */
  add(other: PodView, node: WhatIfNode, states: ReadonlyMap<string, unknown>): Status {
    node.addPod(other);
    return this.#tell("addPod", other, node, states);
  }

  remove(other: PodView, node: WhatIfNode, states: ReadonlyMap<string, unknown>): Status {
    node.removePod(other);
    return this.#tell("removePod", other, node, states);
  }

  #statusWith(nominated: readonly PodId[], node: NodeView, states: ReadonlyMap<string, unknown>): PluginStatus {
    const fuller = new WhatIfNode(node);
    const copies = this.cloneStates(states);
    for (const id of nominated) {
      const status = this.add(podViewOf(this.#cluster, id), fuller, copies);
      if (status.code !== "Success") return { ...status, plugin: "" };
    }
    return this.statusOf(fuller, copies);
  }

  #tell(what: "addPod" | "removePod", other: PodView, node: NodeView, states: ReadonlyMap<string, unknown>): Status {
    for (const { name, plugin } of this.#listeners) {
      const { code, reasons } = plugin[what]?.(states.get(name), this.pod, other, node) ?? SUCCESS;
      if (code !== "Success")
        return failure(`running ${POINTS[what]} on PreFilter plugin "${name}": ${reasons.join(", ")}`);
    }
    return SUCCESS;
  }

  #failed(plugin: string, { reasons }: Status): PluginStatus {
    return { ...failure(`running "${plugin}" filter plugin: ${reasons.join(", ")}`), plugin };
  }
}
