// All nodes: one interleaved row of whole numbers per node for what the scheduler's inner loop reads, and the
// object as the API would show it beside it. Amounts are exact: bytes, milli-CPU and counts as integers in doubles.
// Written only by ClusterState.apply.

import { grownTo } from "../base/grown-column.ts";
import { invariant, InvariantViolation } from "../base/invariant.ts";
import type { Snapshot, SnapshotArray, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../base/snapshot-parts.ts";

import { HostPortSet, type HostPort } from "../model/host-port.ts";
import type { Node } from "../model/objects.ts";

import { AllocatableShapes, withAllocatable, type AllocatableShape } from "./allocatable-shapes.ts";
import { recordOf, type NodeRecord } from "./node-record.ts";
import type { ResourceIndex, ResourceVector } from "./resource-index.ts";

/** Offsets in a row. Resource r has its allocatable at FIRST_RESOURCE + 2r, what pods request right after it. */
export const ALLOWED_PODS = 0;
export const POD_COUNT = 1;
export const NON_ZERO_CPU = 2;
export const NON_ZERO_MEMORY = 3;
export const FIRST_RESOURCE = 4;

const INITIAL_CAPACITY = 64;

export class NodeTable implements Snapshotable {
  readonly #resources: ResourceIndex;
  readonly #shapes: AllocatableShapes;
  #records: (NodeRecord | undefined)[] = [];
  readonly #byName = new Map<string, number>();
  /** Ids of nodes that were there. */
  readonly #gone = new Map<string, number>();
  /** By id, of all that are or were there. */
  #names: string[] = [];
  #ports: (HostPortSet | undefined)[] = [];
  #stride: number;
  #rows: Float64Array;
  #versions = new Int32Array(INITIAL_CAPACITY);
  #objectsVersion = 0;
  #live = 0;
  #preferNoScheduleTaints = 0;
  #hardTaints = 0;
  #unschedulable = 0;
  #tainted = new Uint8Array(INITIAL_CAPACITY);
  /** A run may be set back to the same state many times. */
  #restored: { readonly packed: SnapshotArray; readonly records: readonly (NodeRecord | undefined)[] } | undefined;

  constructor(resources: ResourceIndex) {
    this.#resources = resources;
    this.#shapes = new AllocatableShapes(resources);
    this.#stride = strideFor(resources.size);
    this.#rows = new Float64Array(INITIAL_CAPACITY * this.#stride);
  }

  /** Nodes present. */
  get size(): number {
    return this.#live;
  }

  /** Ids run from 0 to this, removed ones included. */
  get idLimit(): number {
    return this.#records.length;
  }

  /** Rows of all nodes; row of node i begins at i × stride. Replaced when the table grows. */
  get rows(): Float64Array {
    this.#fitResources();
    return this.#rows;
  }

  get stride(): number {
    this.#fitResources();
    return this.#stride;
  }

  /** A number per node that changes with every change to it. Replaced when the table grows. */
  get versions(): Int32Array {
    return this.#versions;
  }

  /** Changes whenever a node comes, goes, or has another object (labels, taints, sizes); not with its pods. */
  get objectsVersion(): number {
    return this.#objectsVersion;
  }

  /** PreferNoSchedule taints in the whole cluster. */
  get preferNoScheduleTaints(): number {
    return this.#preferNoScheduleTaints;
  }

  /** NoSchedule and NoExecute taints in the whole cluster. */
  get hardTaints(): number {
    return this.#hardTaints;
  }

  /** By node: 1 where it has taints. Replaced when the table grows. */
  get tainted(): Uint8Array {
    return this.#tainted;
  }

  /** Cordoned nodes in the whole cluster. */
  get unschedulableNodes(): number {
    return this.#unschedulable;
  }

  find(name: string): number | undefined {
    return this.#byName.get(name);
  }

  has(id: number): boolean {
    return this.#records[id] !== undefined;
  }

  record(id: number): NodeRecord {
    const record = this.#records[id];
    if (record === undefined) throw new InvariantViolation("the node is there", { id });
    return record;
  }

  /** Of a node that is or was there. */
  nameOf(id: number): string {
    return this.#names[id]!;
  }

  hostPorts(id: number): HostPortSet | undefined {
    return this.#ports[id];
  }

  allocatable(id: number, resource: number): number {
    return this.rows[id * this.#stride + FIRST_RESOURCE + 2 * resource]!;
  }

  requested(id: number, resource: number): number {
    return this.rows[id * this.#stride + FIRST_RESOURCE + 2 * resource + 1]!;
  }

  podCount(id: number): number {
    return this.rows[id * this.#stride + POD_COUNT]!;
  }

  allowedPods(id: number): number {
    return this.rows[id * this.#stride + ALLOWED_PODS]!;
  }

  nonZeroCpu(id: number): number {
    return this.rows[id * this.#stride + NON_ZERO_CPU]!;
  }

  nonZeroMemory(id: number): number {
    return this.rows[id * this.#stride + NON_ZERO_MEMORY]!;
  }

  /** Adds a node as a user wrote it. One that comes back under its name has the id and the pods that it had. */
  add(node: Node, pool: string): number {
    invariant(!this.#byName.has(node.metadata.name), "node names are unique", { name: node.metadata.name });
    const id = this.#gone.get(node.metadata.name) ?? this.#newId(node.metadata.name);
    this.#gone.delete(node.metadata.name);
    this.#byName.set(node.metadata.name, id);
    this.#live += 1;
    this.#store(id, node, pool);
    return id;
  }

  /** Replaces the object of a node; its pods stay. */
  update(id: number, node: Node): void {
    const before = this.record(id);
    this.#countRecord(id, before, -1);
    this.#store(id, node, before.pool);
  }

  remove(id: number): void {
    const record = this.record(id);
    this.#countRecord(id, record, -1);
    this.#byName.delete(record.name);
    this.#gone.set(record.name, id);
    this.#records[id] = undefined;
    this.#live -= 1;
    this.#objectsVersion += 1;
    this.touch(id);
  }

  /** Books a pod's amounts on the node; `sign` is +1 when it comes and −1 when it goes. */
  book(id: number, placed: ResourceVector, nonZeroCpu: number, nonZeroMemory: number, sign: 1 | -1): void {
    const rows = this.rows;
    const base = id * this.#stride;
    rows[base + POD_COUNT] = rows[base + POD_COUNT]! + sign;
    rows[base + NON_ZERO_CPU] = rows[base + NON_ZERO_CPU]! + sign * nonZeroCpu;
    rows[base + NON_ZERO_MEMORY] = rows[base + NON_ZERO_MEMORY]! + sign * nonZeroMemory;
    for (let entry = 0; entry < placed.indices.length; entry += 1) {
      const at = base + FIRST_RESOURCE + 2 * placed.indices[entry]! + 1;
      rows[at] = rows[at]! + sign * placed.amounts[entry]!;
    }
    this.touch(id);
  }

  /** The node's host ports, made on first use. */
  hostPortsForWriting(id: number): HostPortSet {
    return (this.#ports[id] ??= new HostPortSet());
  }

  touch(id: number): void {
    this.#versions[id] = (this.#versions[id]! + 1) | 0;
  }

  snapshot(): Snapshot {
    const count = this.#records.length;
    const nodes = this.#records.map((record) => (record === undefined ? null : [record.object, record.pool]));
    return {
      nodes: packJson(nodes),
      names: packJson(this.#names),
      ports: packJson(this.#ports.map((ports) => ports?.list() ?? null)),
      rows: this.rows.slice(0, count * this.#stride),
      versions: this.#versions.slice(0, count),
      objectsVersion: Float64Array.of(this.#objectsVersion),
    };
  }

  /** After the resources. */
  restore(saved: Snapshot): void {
    this.#forgetAll();
    this.#records = [...this.#recordsIn(saved)];
    this.#names = unpackJson(saved, "names") as string[];
    this.#growTo(this.#records.length);
    for (const [id, record] of this.#records.entries()) {
      if (record === undefined) {
        this.#gone.set(this.nameOf(id), id);
        continue;
      }
      this.#byName.set(record.name, id);
      this.#countRecord(id, record, 1);
      this.#live += 1;
    }
    const ports = unpackJson(saved, "ports") as readonly (readonly HostPort[] | null)[];
    this.#ports = ports.map((held) => (held === null ? undefined : hostPortSetOf(held)));
    this.rows.fill(0).set(arrayIn(saved, "rows"));
    this.#versions.fill(0).set(arrayIn(saved, "versions"));
    this.#objectsVersion = arrayIn(saved, "objectsVersion")[0]!;
  }

  /** Those of removed nodes are undefined. What was read of the snapshot that was restored last is known. */
  #recordsIn(saved: Snapshot): readonly (NodeRecord | undefined)[] {
    const packed = arrayIn(saved, "nodes");
    if (this.#restored?.packed === packed) return this.#restored.records;
    const nodes = unpackJson(saved, "nodes") as readonly ([Node, string] | null)[];
    const records = nodes.map((entry) => {
      if (entry === null) return undefined;
      const [node, pool] = entry;
      return recordOf(withAllocatable(node, this.#shapes.shapeOf(node)), pool);
    });
    this.#restored = { packed, records };
    return records;
  }

  #newId(name: string): number {
    const id = this.#records.length;
    this.#growTo(id + 1);
    this.#names.push(name);
    this.#records.push(undefined);
    this.#ports.push(undefined);
    return id;
  }

  #forgetAll(): void {
    this.#records = [];
    this.#byName.clear();
    this.#gone.clear();
    this.#live = 0;
    this.#preferNoScheduleTaints = 0;
    this.#hardTaints = 0;
    this.#unschedulable = 0;
    this.#tainted.fill(0);
  }

  #store(id: number, node: Node, pool: string): void {
    const shape = this.#shapes.shapeOf(node);
    const record = recordOf(withAllocatable(node, shape), pool);
    this.#records[id] = record;
    this.#countRecord(id, record, 1);
    this.#storeAllocatable(id, shape);
    this.#objectsVersion += 1;
    this.touch(id);
  }

  /** Counts what lets filters pass over the whole cluster at once. */
  #countRecord(id: number, { taints, unschedulable }: NodeRecord, sign: 1 | -1): void {
    this.#tainted[id] = Number(sign === 1 && taints.length > 0);
    const soft = taints.filter(({ effect }) => effect === "PreferNoSchedule").length;
    this.#preferNoScheduleTaints += sign * soft;
    this.#hardTaints += sign * (taints.length - soft);
    if (unschedulable) this.#unschedulable += sign;
  }

  #storeAllocatable(id: number, { vector, allowedPods }: AllocatableShape): void {
    const rows = this.rows;
    const base = id * this.#stride;
    for (let resource = 0; resource < this.#resources.size; resource += 1) {
      rows[base + FIRST_RESOURCE + 2 * resource] = 0;
    }
    rows[base + ALLOWED_PODS] = allowedPods;
    for (let entry = 0; entry < vector.indices.length; entry += 1) {
      rows[base + FIRST_RESOURCE + 2 * vector.indices[entry]!] = vector.amounts[entry]!;
    }
  }

  #growTo(count: number): void {
    if (count <= this.#versions.length) return;
    let capacity = this.#versions.length;
    while (capacity < count) capacity *= 2;
    this.#versions = copyInto(new Int32Array(capacity), this.#versions);
    this.#tainted = grownTo(this.#tainted, capacity);
    this.#fitResources();
    const rows = new Float64Array(capacity * this.#stride);
    rows.set(this.#rows);
    this.#rows = rows;
  }

  /** Widens the rows when a new resource has been named. */
  #fitResources(): void {
    const stride = strideFor(this.#resources.size);
    if (stride === this.#stride) return;
    const rows = new Float64Array(this.#versions.length * stride);
    for (let id = 0; id < this.#records.length; id += 1) {
      rows.set(this.#rows.subarray(id * this.#stride, (id + 1) * this.#stride), id * stride);
    }
    this.#rows = rows;
    this.#stride = stride;
  }
}

function hostPortSetOf(ports: readonly HostPort[]): HostPortSet {
  const set = new HostPortSet();
  for (const port of ports) set.add(port);
  return set;
}

function strideFor(resources: number): number {
  return FIRST_RESOURCE + 2 * resources;
}

function copyInto(target: Int32Array<ArrayBuffer>, source: Int32Array): Int32Array<ArrayBuffer> {
  target.set(source);
  return target;
}
