// Where every node stands, by topology key, as small whole numbers: what counters over zones, racks and hosts are indexed by.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";

/** The number of no value: the node has no such label, or is not there. */
export const NO_VALUE = -1;

/** A node's own label: `constructor` is a valid key, and every object has one. */
export function topologyValueOf({ labels }: NodeRecord, topologyKey: string): string | undefined {
  return Object.hasOwn(labels, topologyKey) ? labels[topologyKey] : undefined;
}

/** The values of one topology key. */
export class TopologyColumn {
  readonly topologyKey: string;
  readonly #ids = new Map<string, number>();
  #byNode = new Int32Array(0);
  /** By value: how many nodes have it. */
  readonly #nodesWith: number[] = [];
  readonly #nodesWithout = new Set<number>();
  #valuesInUse = 0;

  constructor(topologyKey: string) {
    this.topologyKey = topologyKey;
  }

  /** By node id: the number of the node's value, or NO_VALUE. Replaced when nodes come. */
  get byNode(): Int32Array {
    return this.#byNode;
  }

  /** Numbers run from 0 to this; values that no node has any more keep theirs. */
  get limit(): number {
    return this.#ids.size;
  }

  /** In how many domains nodes stand at most, those without the key sharing one. */
  get domainsMost(): number {
    return this.#valuesInUse + (this.#nodesWithout.size === 0 ? 0 : 1);
  }

  /** The number of a value, given when first asked for. */
  idOf(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(value, id);
    this.#nodesWith.push(0);
    return id;
  }

  resize(nodes: number): void {
    if (nodes <= this.#byNode.length) return;
    const larger = new Int32Array(Math.max(nodes, 2 * this.#byNode.length)).fill(NO_VALUE);
    larger.set(this.#byNode);
    this.#byNode = larger;
  }

  /** Says where a node stands now; undefined: it has gone. */
  place(node: number, record: NodeRecord | undefined): void {
    const text = record === undefined ? undefined : topologyValueOf(record, this.topologyKey);
    const value = text === undefined ? NO_VALUE : this.idOf(text);
    if (record !== undefined && text === undefined) this.#nodesWithout.add(node);
    else this.#nodesWithout.delete(node);
    const before = this.#byNode[node]!;
    if (value === before) return;
    this.#byNode[node] = value;
    if (before !== NO_VALUE && (this.#nodesWith[before]! -= 1) === 0) this.#valuesInUse -= 1;
    if (value !== NO_VALUE && (this.#nodesWith[value]! += 1) === 1) this.#valuesInUse += 1;
  }
}

/** Columns by topology key, brought up to date by `refresh`. Each reader keeps its own. */
export class TopologyValues {
  readonly #cluster: ClusterState;
  readonly #columns = new Map<string, TopologyColumn>();
  #records: (NodeRecord | undefined)[] = [];
  #objectsVersion = -1;
  #epoch = 0;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** The column of a key; from then on it is kept up to date. */
  column(topologyKey: string): TopologyColumn {
    const known = this.#columns.get(topologyKey);
    if (known !== undefined) return known;
    const column = new TopologyColumn(topologyKey);
    column.resize(this.#records.length);
    for (const [node, record] of this.#records.entries()) column.place(node, record);
    this.#columns.set(topologyKey, column);
    return column;
  }

  /** All columns that somebody asked for. */
  columns(): Iterable<TopologyColumn> {
    return this.#columns.values();
  }

  /** True if no node came, went or has another object since the last refresh. */
  get isFresh(): boolean {
    const { nodes, placements } = this.#cluster;
    return nodes.objectsVersion === this.#objectsVersion && placements.epoch === this.#epoch;
  }

  /**
   * Takes in what happened to nodes since the last call and returns those that came, went, or have another object: few as a
   * rule. To be called before anything is read in a cycle.
   */
  refresh(): readonly number[] {
    if (this.isFresh) return NONE_CHANGED;
    const { nodes, placements } = this.#cluster;
    this.#objectsVersion = nodes.objectsVersion;
    this.#epoch = placements.epoch;
    for (const column of this.#columns.values()) column.resize(nodes.idLimit);
    const changed: number[] = [];
    // Another history may have had more nodes.
    for (let node = 0; node < Math.max(nodes.idLimit, this.#records.length); node += 1) {
      const record = nodes.has(node) ? nodes.record(node) : undefined;
      if (record === this.#records[node]) continue;
      this.#records[node] = record;
      changed.push(node);
      for (const column of this.#columns.values()) column.place(node, record);
    }
    this.#records.length = nodes.idLimit;
    return changed;
  }
}

const NONE_CHANGED: readonly number[] = Object.freeze([]);
