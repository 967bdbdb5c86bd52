// How much of the cluster is requested, and how much of that really runs: per node, pool, zone and in all, over time.
// Sums are kept up to date from deltas; nothing rescans the nodes while a run goes on.

import type { SimTime } from "../base/time.ts";

import type { Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import { NONE, NOT_YET, type PodId } from "../cluster/pod-table.ts";

import { allocatableOf, columnName, inUnits, podsColumn, reportedColumns, requestedOf, unitOf } from "./amounts.ts";
import type { NodeUseTable, ResourceUse, TimeSeries, UtilisationGroup } from "./findings.ts";
import type { Measurement } from "./measurement.ts";
import type { Probe } from "./probe.ts";
import { StepSeries } from "./step-series.ts";
import { WeightedSum } from "./weighted-sum.ts";

/** A pool, a zone, or the whole cluster. */
interface Group {
  readonly dimension: string;
  readonly name: string;
  readonly nodes: Set<number>;
  /** By column. */
  readonly requested: WeightedSum[];
  readonly running: WeightedSum[];
}

export class UtilisationProbe implements Probe {
  readonly #cluster: ClusterState;
  readonly #groups = new Map<string, Group>();
  readonly #groupsOfNode: (readonly Group[] | undefined)[] = [];
  /** Requested on each node, by column. */
  readonly #onNode: WeightedSum[][] = [];
  readonly #ratios = new Map<number, StepSeries>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod, node }: Delta): void {
    switch (change.kind) {
      case "node-added":
        this.#join(node);
        break;
      case "pod-placed":
        this.#add(pod, node, 1);
        this.#run(pod, node, 1);
        break;
      case "pod-assumed":
        this.#add(pod, node, 1);
        break;
      case "pod-forgotten":
        this.#add(pod, node, -1);
        break;
      case "pod-started":
        this.#run(pod, this.#cluster.pods.nodeOf(pod), 1);
        break;
      case "pod-ended":
      case "pod-deleted":
        if (node === NONE) break;
        this.#add(pod, node, -1);
        if (this.#cluster.pods.startedAtUs(pod) !== NOT_YET) this.#run(pod, node, -1);
        break;
      default:
        break;
    }
  }

  /** The whole cluster first, then pools, then zones. */
  groups(end: SimTime): readonly UtilisationGroup[] {
    const columns = reportedColumns(this.#cluster);
    const order = ["cluster", "pool", "zone"];
    return [...this.#groups.values()]
      .toSorted((left, right) => order.indexOf(left.dimension) - order.indexOf(right.dimension))
      .map((group) => ({
        dimension: group.dimension,
        name: group.name,
        nodes: group.nodes.size,
        resources: columns.map((column) => this.#use(group, column, end)),
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
        requestedMean: nodes.map((node) => inUnits(column, this.#onNode[node]?.[column]?.mean(end) ?? 0)),
      })),
    };
  }

  series(end: SimTime): readonly TimeSeries[] {
    return reportedColumns(this.#cluster).map((column) => {
      const series = this.#ratios.get(column) ?? new StepSeries();
      return series.finish("requested_ratio", { resource: columnName(this.#cluster, column) }, "ratio", end);
    });
  }

  measurements(): readonly Measurement[] {
    const group = this.#groups.get("cluster\ncluster");
    if (group === undefined) return [];
    return reportedColumns(this.#cluster).flatMap((column): Measurement[] => {
      const labels = { resource: columnName(this.#cluster, column), unit: unitOf(column) };
      const allocatable = inUnits(column, this.#allocatable(group, column));
      const requested = inUnits(column, group.requested[column]?.value ?? 0);
      return [
        { name: "kube_node_status_allocatable", labels, kind: "gauge", value: allocatable },
        { name: "kube_pod_container_resource_requests", labels, kind: "gauge", value: requested },
      ];
    });
  }

  #use(group: Group, column: number, end: SimTime): ResourceUse {
    const requested = group.requested[column];
    return {
      resource: columnName(this.#cluster, column),
      unit: unitOf(column),
      allocatable: inUnits(column, this.#allocatable(group, column)),
      requestedAtEnd: inUnits(column, requested?.value ?? 0),
      requestedMean: inUnits(column, requested?.mean(end) ?? 0),
      requestedPeak: inUnits(column, requested?.peak ?? 0),
      usedMean: inUnits(column, group.running[column]?.mean(end) ?? 0),
    };
  }

  #allocatable(group: Group, column: number): number {
    let sum = 0;
    for (const node of group.nodes)
      if (this.#cluster.nodes.has(node)) sum += allocatableOf(this.#cluster, node, column);
    return sum;
  }

  #join(node: number): void {
    const { pool, zone } = this.#cluster.nodes.record(node);
    const groups = [this.#group("cluster", "cluster"), this.#group("pool", pool)];
    if (zone !== "") groups.push(this.#group("zone", zone));
    for (const group of groups) group.nodes.add(node);
    this.#groupsOfNode[node] = groups;
    this.#onNode[node] = [];
  }

  #group(dimension: string, name: string): Group {
    const key = `${dimension}\n${name}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const made: Group = { dimension, name, nodes: new Set(), requested: [], running: [] };
    this.#groups.set(key, made);
    return made;
  }

  #add(pod: PodId, node: number, sign: 1 | -1): void {
    const { now } = this.#cluster;
    this.#eachAmount(pod, sign, (column, amount) => {
      sumIn(this.#onNode[node]!, column).add(amount, now);
      for (const group of this.#groupsOfNode[node]!) sumIn(group.requested, column).add(amount, now);
      this.#recordRatio(column, now);
    });
  }

  #run(pod: PodId, node: number, sign: 1 | -1): void {
    const { now } = this.#cluster;
    this.#eachAmount(pod, sign, (column, amount) => {
      for (const group of this.#groupsOfNode[node]!) sumIn(group.running, column).add(amount, now);
    });
  }

  #eachAmount(pod: PodId, sign: 1 | -1, visit: (column: number, amount: number) => void): void {
    const { indices, amounts } = this.#cluster.classOfPod(pod).placedVector;
    for (let entry = 0; entry < indices.length; entry += 1) visit(indices[entry]!, sign * amounts[entry]!);
    visit(podsColumn(this.#cluster), sign);
  }

  /** The cluster's requested share, in series. */
  #recordRatio(column: number, now: SimTime): void {
    const whole = this.#group("cluster", "cluster");
    const allocatable = this.#wholeAllocatable(column);
    if (allocatable === 0) return;
    let series = this.#ratios.get(column);
    if (series === undefined) this.#ratios.set(column, (series = new StepSeries()));
    series.record(now, whole.requested[column]!.value / allocatable);
  }

  readonly #allocatableCache = new Map<number, { readonly changes: number; readonly amount: number }>();

  /** Summed anew only when nodes have come or gone. */
  #wholeAllocatable(column: number): number {
    const changes = this.#cluster.nodes.size;
    const known = this.#allocatableCache.get(column);
    if (known?.changes === changes) return known.amount;
    const amount = this.#allocatable(this.#group("cluster", "cluster"), column);
    this.#allocatableCache.set(column, { changes, amount });
    return amount;
  }
}

function sumIn(sums: WeightedSum[], column: number): WeightedSum {
  return (sums[column] ??= new WeightedSum());
}
