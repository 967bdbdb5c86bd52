// Which nodes take part in a count of pods by domain, and in which domain each stands. One list serves all who agree on
// that; a node's own looks decide, so the list changes only with nodes' objects.

import { includesNode, type IncludedPod, type NodeInclusion } from "../../model/topology-spread.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import { NO_VALUE, TopologyValues, topologyValueOf, type TopologyColumn } from "./topology-values.ts";

/** What takes part: nodes with all keys, or all nodes, where those without the topology key share the empty value. */
export interface Participation extends NodeInclusion {
  readonly topologyKey: string;
  /** Undefined: nodes need no key. */
  readonly requiredKeys: readonly string[] | undefined;
}

export class IncludedNodes {
  readonly column: TopologyColumn;
  readonly #takesPart: (record: NodeRecord) => boolean;
  readonly #valueWithoutKey: number;
  #domains = new Int32Array(0);
  #version = 0;

  constructor(column: TopologyColumn, { requiredKeys, ...inclusion }: Participation, pod: IncludedPod) {
    this.column = column;
    this.#valueWithoutKey = requiredKeys === undefined ? column.idOf("") : NO_VALUE;
    this.#takesPart = (record) =>
      (requiredKeys ?? []).every((key) => topologyValueOf(record, key) !== undefined) &&
      includesNode(inclusion, pod, record);
  }

  /** By node id: the number of the node's domain, or NO_VALUE if it takes no part. Replaced when nodes come. */
  get domains(): Int32Array {
    return this.#domains;
  }

  /** The domain of nodes without the topology key; NO_VALUE where they take no part. */
  get valueWithoutKey(): number {
    return this.#valueWithoutKey;
  }

  /** Changes when some node takes part otherwise than before. */
  get version(): number {
    return this.#version;
  }

  resize(nodes: number): void {
    if (nodes <= this.#domains.length) return;
    const larger = new Int32Array(Math.max(nodes, 2 * this.#domains.length)).fill(NO_VALUE);
    larger.set(this.#domains);
    this.#domains = larger;
  }

  /** Says how a node looks now; undefined: it has gone. After the column. */
  place(node: number, record: NodeRecord | undefined): void {
    const domain = record !== undefined && this.#takesPart(record) ? this.#domainOf(node) : NO_VALUE;
    if (domain === this.#domains[node]) return;
    this.#domains[node] = domain;
    this.#version += 1;
  }

  #domainOf(node: number): number {
    const value = this.column.byNode[node]!;
    return value === NO_VALUE ? this.#valueWithoutKey : value;
  }
}

/** All lists of one reader, brought up to date together. */
export class NodeInclusions {
  readonly #cluster: ClusterState;
  readonly #values: TopologyValues;
  readonly #lists = new Map<string, IncludedNodes>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
    this.#values = new TopologyValues(cluster);
  }

  /** What the columns of the lists take. */
  get bytes(): number {
    let bytes = 0;
    for (const { domains } of this.#lists.values()) bytes += domains.byteLength;
    return bytes;
  }

  /** To be called before anything is read in a cycle. */
  refresh(): void {
    if (this.#values.isFresh) return;
    const { nodes } = this.#cluster;
    const changed = this.#values.refresh();
    for (const list of this.#lists.values()) {
      list.resize(nodes.idLimit);
      for (const node of changed) list.place(node, nodes.has(node) ? nodes.record(node) : undefined);
    }
  }

  /** The list for pods that look like those of the class. */
  of(participation: Participation, podClass: SchedulingClass): IncludedNodes {
    this.refresh();
    const key = keyOf(participation, podClass);
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const { nodes } = this.#cluster;
    const list = new IncludedNodes(this.#values.column(participation.topologyKey), participation, podClass);
    list.resize(nodes.idLimit);
    for (let node = 0; node < nodes.idLimit; node += 1) {
      list.place(node, nodes.has(node) ? nodes.record(node) : undefined);
    }
    this.#lists.set(key, list);
    return list;
  }

  forget(): void {
    this.#lists.clear();
  }
}

/** Equal texts mean equal lists. */
function keyOf(participation: Participation, { pod, tolerations }: SchedulingClass): string {
  const { topologyKey, requiredKeys, honorsAffinity, honorsTaints } = participation;
  const { nodeSelector, affinity } = pod.spec;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return JSON.stringify([
    topologyKey,
    requiredKeys?.toSorted() ?? null,
    honorsAffinity ? [nodeSelector ?? {}, required ?? null] : null,
    honorsTaints ? tolerations : null,
  ]);
}
