// How much of the cluster is requested, and how much of that really runs: per node, pool, zone and in all, over time.
// Sums are kept up to date from deltas; nothing rescans the nodes while a run goes on.

import type { Snapshot } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import type { SimTime } from "../base/time.ts";
import { ABSENT, WholeNumberColumn } from "../base/whole-number-column.ts";

import type { Node } from "../model/objects.ts";

import type { Change, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { SchedulingClass } from "../cluster/class-table.ts";
import { NONE, NOT_YET, type PodId } from "../cluster/pod-table.ts";

import {
  allocatableOf,
  columnName,
  columnOf,
  CPU_COLUMN,
  knownColumns,
  inUnits,
  PODS_COLUMN,
  reportedColumns,
  requestedOf,
  unitOf,
} from "./amounts.ts";
import type { NodeUseTable, ResourceUse, TimeSeries, UtilisationGroup } from "./findings.ts";
import type { Measurement } from "./measurement.ts";
import { LoadUse } from "./load-use.ts";
import { NodeGroups, WHOLE_CLUSTER, type NodeGroup } from "./node-groups.ts";
import { OfferedAmounts } from "./offered-amounts.ts";
import type { Probe } from "./probe.ts";
import { StepSeries } from "./step-series.ts";
import { WeightedSums } from "./weighted-sums.ts";

/** The containers of one pod are fewer. */
const CONTAINERS = 1000;

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "node-added",
  "node-removed",
  "node-updated",
  "pod-placed",
  "pod-assumed",
  "pod-started",
  "pod-updated",
  "pod-usage",
  "pod-forgotten",
  "pod-ended",
  "pod-deleted",
]);

export class UtilisationProbe implements Probe {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  readonly #groups = new NodeGroups();
  readonly #offered = new OfferedAmounts();
  /** Requested by group and column, and the part of it that really runs. */
  readonly #requested = new WeightedSums();
  readonly #running = new WeightedSums();
  readonly #loadUse = new LoadUse();
  /** Requested by node and column. */
  readonly #onNode = new WeightedSums();
  /** The share of the whole cluster that is requested, by column. */
  #ratios: (StepSeries | undefined)[] = [];
  /** The greatest such share, by column. */
  #peakRatios: number[] = [];
  /** The class that each pod's amounts were added for. */
  readonly #classAdded = new WholeNumberColumn();
  /** What the whole cluster can allocate by column; forgotten when a node changes. */
  #wholeAllocatable: (number | undefined)[] = [];

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod, node, previousNode }: Delta): void {
    switch (change.kind) {
      case "node-added":
        this.#join(node);
        break;
      case "node-removed":
        this.#groups.leave(node);
        this.#offered.remove(node, this.#cluster.now);
        this.#nodesChanged();
        break;
      case "node-updated":
        // Conditions and taints change often where nodes fail, and change nothing here.
        if (!hasSameSizes(previousNode, this.#cluster.nodes.record(node).object)) this.#offer(node);
        break;
      case "pod-placed":
        this.#come(pod, node);
        this.#run(this.#cluster.classOfPod(pod), node, 1);
        break;
      case "pod-assumed":
        this.#come(pod, node);
        break;
      case "pod-started":
        this.#run(this.#cluster.classOfPod(pod), this.#cluster.pods.nodeOf(pod), 1);
        break;
      case "pod-updated":
        // Room that is held for a pod that has ended counts for nobody.
        if (this.#classAdded.get(pod) === ABSENT) break;
        this.#go(pod, node);
        this.#come(pod, node);
        if (this.#hasStarted(pod)) this.#run(this.#cluster.classOfPod(pod), node, 1);
        break;
      case "pod-usage":
        this.#use(change.pod, change.container ?? 0, change.fromUs, change.cpuMilli);
        break;
      case "pod-forgotten":
      case "pod-ended":
      case "pod-deleted":
        if (node !== NONE) this.#go(pod, node);
        break;
      default:
        break;
    }
  }

  /** Forgets means and peaks of the time before. Series keep it. */
  beginAt(begin: SimTime): void {
    for (const sums of [this.#requested, this.#running, this.#onNode]) sums.beginAt(begin);
    this.#loadUse.beginAt(begin);
    this.#offered.beginAt(begin);
    this.#peakRatios = this.#peakRatios.map((_, column) => this.#ratioNow(column) ?? 0);
  }

  /** The whole cluster first, then pools, then zones. */
  groups(end: SimTime): readonly UtilisationGroup[] {
    const columns = reportedColumns(this.#cluster);
    const order = ["cluster", "pool", "zone"];
    return this.#groups.all
      .toSorted((left, right) => order.indexOf(left.dimension) - order.indexOf(right.dimension))
      .map((group) => ({
        dimension: group.dimension,
        name: group.name,
        nodes: group.nodes.size,
        resources: columns.map((column) => this.#useOf(group, column, end)),
      }));
  }

  /** Every node at the end of the run. */
  nodeTable(end: SimTime): NodeUseTable {
    const nodes = [...this.#cluster.nodeOrder].toSorted((left, right) => left - right);
    const records = nodes.map((node) => this.#cluster.nodes.record(node));
    return {
      name: records.map(({ name }) => name),
      pool: records.map(({ pool }) => pool),
      zone: records.map(({ zone }) => zone),
      pods: nodes.map((node) => this.#cluster.nodes.podCount(node)),
      resources: reportedColumns(this.#cluster).map((column) => ({
        resource: columnName(this.#cluster, column),
        unit: unitOf(column),
        allocatable: nodes.map((node) => inUnits(column, allocatableOf(this.#cluster, node, column))),
        requestedAtEnd: nodes.map((node) => inUnits(column, requestedOf(this.#cluster, node, column))),
        requestedMean: nodes.map((node) => inUnits(column, this.#onNode.mean(node, column, end))),
      })),
    };
  }

  series(end: SimTime): readonly TimeSeries[] {
    return reportedColumns(this.#cluster).map((column) => {
      const series = this.#ratios[column] ?? new StepSeries();
      return series.finish("requested_ratio", { resource: columnName(this.#cluster, column) }, "ratio", end);
    });
  }

  measurements(): readonly Measurement[] {
    const { whole } = this.#groups;
    if (whole === undefined) return [];
    return reportedColumns(this.#cluster).flatMap((column): Measurement[] => {
      const labels = { resource: columnName(this.#cluster, column), unit: unitOf(column) };
      const allocatable = inUnits(column, this.#allocatable(whole, column));
      const requested = inUnits(column, this.#requested.value(WHOLE_CLUSTER, column));
      return [
        { name: "kube_node_status_allocatable", labels, kind: "gauge", value: allocatable },
        { name: "kube_pod_container_resource_requests", labels, kind: "gauge", value: requested },
      ];
    });
  }

  snapshot(): Snapshot {
    const ratios = [...this.#ratios.entries()].flatMap(([column, series]) =>
      series === undefined ? [] : [[String(column), series.snapshot()] as const],
    );
    return joinSnapshots({
      groups: this.#groups.snapshot(),
      offered: this.#offered.snapshot(),
      requested: this.#requested.snapshot(),
      running: this.#running.snapshot(),
      loadUse: this.#loadUse.snapshot(),
      onNode: this.#onNode.snapshot(),
      classAdded: this.#classAdded.snapshot(),
      ratioColumns: { list: Int32Array.from(ratios, ([column]) => Number(column)) },
      peakRatios: { list: Float64Array.from(this.#peakRatios) },
      ratios: joinSnapshots(Object.fromEntries(ratios)),
    });
  }

  restore(saved: Snapshot): void {
    this.#groups.restore(partOf(saved, "groups"));
    this.#offered.restore(partOf(saved, "offered"));
    this.#requested.restore(partOf(saved, "requested"));
    this.#running.restore(partOf(saved, "running"));
    this.#loadUse.restore(partOf(saved, "loadUse"));
    this.#onNode.restore(partOf(saved, "onNode"));
    this.#classAdded.restore(partOf(saved, "classAdded"));
    this.#peakRatios = [...arrayIn(saved, "peakRatios/list")];
    this.#ratios = [];
    for (const column of arrayIn(saved, "ratioColumns/list")) {
      const series = (this.#ratios[column] = new StepSeries());
      series.restore(partOf(saved, `ratios/${column}`));
    }
    this.#wholeAllocatable = [];
  }

  #useOf(group: NodeGroup, column: number, end: SimTime): ResourceUse {
    const { number: row } = group;
    return {
      resource: columnName(this.#cluster, column),
      unit: unitOf(column),
      allocatable: inUnits(column, this.#allocatable(group, column)),
      requestedAtEnd: inUnits(column, this.#requested.value(row, column)),
      requestedMean: inUnits(column, this.#requested.mean(row, column, end)),
      requestedPeak: inUnits(column, this.#requested.peak(row, column)),
      requestedRunningMean: inUnits(column, this.#running.mean(row, column, end)),
      ...this.#changedUseOf(row, column, end),
      ...(column === CPU_COLUMN && this.#loadUse.isKnown ? { usedByLoadMean: this.#loadUse.meanCores(row, end) } : {}),
    };
  }

  /** What a share of the time is taken of, where what there is at the end was not there all the time. */
  #changedUseOf(row: number, column: number, end: SimTime): Partial<ResourceUse> {
    if (!this.#offered.hasChanged(row)) return {};
    const allocatableMean = inUnits(column, this.#offered.mean(row, column, end));
    if (row !== WHOLE_CLUSTER) return { allocatableMean };
    return { allocatableMean, requestedPeakRatio: this.#peakRatios[column] ?? 0 };
  }

  #use(pod: PodId, container: number, fromUs: number, milli: number): void {
    this.#loadUse.record(pod * CONTAINERS + container, milli, fromUs, () => {
      const node = this.#cluster.pods.nodeOf(pod);
      return node === NONE ? [] : this.#groups.of(node).map(({ number }) => number);
    });
  }

  #allocatable(group: NodeGroup, column: number): number {
    let sum = 0;
    for (const node of group.nodes) sum += allocatableOf(this.#cluster, node, column);
    return sum;
  }

  #join(node: number): void {
    const { pool, zone } = this.#cluster.nodes.record(node);
    this.#groups.join(node, pool, zone);
    this.#offer(node);
  }

  #offer(node: number): void {
    const groups = this.#groups.of(node).map(({ number }) => number);
    const amounts = knownColumns(this.#cluster).map((column) => allocatableOf(this.#cluster, node, column));
    this.#offered.set(node, groups, amounts, this.#cluster.now);
    this.#nodesChanged();
  }

  #hasStarted(pod: PodId): boolean {
    return this.#cluster.pods.startedAtUs(pod) !== NOT_YET;
  }

  #come(pod: PodId, node: number): void {
    const podClass = this.#cluster.classOfPod(pod);
    this.#classAdded.set(pod, podClass.id);
    this.#add(podClass, node, 1);
  }

  /** Takes back what was added for the pod, whatever it looks like by now. */
  #go(pod: PodId, node: number): void {
    const podClass = this.#cluster.classes.get(this.#classAdded.get(pod));
    this.#classAdded.set(pod, ABSENT);
    this.#add(podClass, node, -1);
    if (this.#hasStarted(pod)) this.#run(podClass, node, -1);
  }

  #add({ placedVector }: SchedulingClass, node: number, sign: 1 | -1): void {
    const { indices, amounts } = placedVector;
    for (let entry = 0; entry < indices.length; entry += 1) {
      this.#request(columnOf(indices[entry]!), sign * amounts[entry]!, node);
    }
    this.#request(PODS_COLUMN, sign, node);
  }

  #request(column: number, difference: number, node: number): void {
    const { now } = this.#cluster;
    this.#onNode.add(node, column, difference, now);
    for (const { number } of this.#groups.of(node)) this.#requested.add(number, column, difference, now);
    this.#recordRatio(column);
  }

  #run({ placedVector }: SchedulingClass, node: number, sign: 1 | -1): void {
    const { now } = this.#cluster;
    const { indices, amounts } = placedVector;
    for (const { number } of this.#groups.of(node)) {
      for (let entry = 0; entry < indices.length; entry += 1) {
        this.#running.add(number, columnOf(indices[entry]!), sign * amounts[entry]!, now);
      }
      this.#running.add(number, PODS_COLUMN, sign, now);
    }
  }

  /** Shares change with what there is, too. */
  #nodesChanged(): void {
    this.#wholeAllocatable = [];
    for (const column of this.#ratios.keys()) if (this.#ratios[column] !== undefined) this.#recordRatio(column);
  }

  /** The cluster's requested share, in series. */
  #recordRatio(column: number): void {
    const ratio = this.#ratioNow(column);
    if (ratio === undefined) return;
    const series = (this.#ratios[column] ??= new StepSeries());
    series.record(this.#cluster.now, ratio);
    while (this.#peakRatios.length <= column) this.#peakRatios.push(0);
    this.#peakRatios[column] = Math.max(this.#peakRatios[column]!, ratio);
  }

  /** Undefined as long as there is nothing to take a share of. */
  #ratioNow(column: number): number | undefined {
    const allocatable = this.#allocatableOfAll(column);
    return allocatable === 0 ? undefined : this.#requested.value(WHOLE_CLUSTER, column) / allocatable;
  }

  #allocatableOfAll(column: number): number {
    return (this.#wholeAllocatable[column] ??= this.#allocatable(this.#groups.whole!, column));
  }
}

function hasSameSizes(before: Node | undefined, after: Node): boolean {
  const sizes = before?.status?.allocatable;
  const now = after.status?.allocatable;
  return sizes === now || JSON.stringify(sizes) === JSON.stringify(now);
}
