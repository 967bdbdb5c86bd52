// Trying the filters on a node as it would be with fewer or more pods on it: what preemption asks of the framework.
// Imitates pkg/scheduler/framework/preemption (the Evaluator's use of RunPreFilterExtension… and of
// RunFilterPluginsWithNominatedPods on copies), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { FilterRun } from "./filter-run.ts";
import { LiveNode, type NodeView, type PodView } from "./node-view.ts";
import type { PluginStatus, Status } from "./status.ts";
import { WhatIfNode } from "./what-if-node.ts";

/** One node in a dry run: pods are taken from it and put back, and the filters are asked in between. */
export interface DryNode {
  readonly node: NodeView;
  remove(pod: PodView): Status;
  add(pod: PodView): Status;
  /** What the filters say of the node as it would be, pods nominated to it counted in. */
  status(): PluginStatus;
  /** Whether that is success. */
  fits(): boolean;
}

export interface DryRun {
  /** The node as it stands, with states of its own. */
  on(node: number): DryNode;
}

export class FilterDryRun implements DryRun {
  readonly #cluster: ClusterState;
  readonly #filters: FilterRun;

  constructor(cluster: ClusterState, filters: FilterRun) {
    this.#cluster = cluster;
    this.#filters = filters;
  }

  on(id: number): DryNode {
    const node = new WhatIfNode(new LiveNode(this.#cluster, id));
    const states = this.#filters.cloneStates();
    const status = () => this.#filters.statusWithNominated(node, states);
    return {
      node,
      remove: (pod) => this.#filters.remove(pod, node, states),
      add: (pod) => this.#filters.add(pod, node, states),
      status,
      fits: () => status().code === "Success",
    };
  }
}
