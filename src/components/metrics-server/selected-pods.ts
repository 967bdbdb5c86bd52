// Which pods the selectors of metrics queries choose, kept up with the cluster: pods of a class are chosen together, and those of
// classes that no query is about cost nothing. Knows the cluster's tables.

import { ABSENT, WholeNumberColumn } from "../../base/whole-number-column.ts";

import { selectsLabels, type CompiledLabelSelector } from "../../model/label-selector.ts";
import { SelectorIndex } from "../../model/selector-index.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { DELETED, type PodId } from "../../cluster/pod-table.ts";

/** What a query chooses. */
export interface Selection {
  readonly namespace: string;
  readonly selector: CompiledLabelSelector;
  /** Another number whenever a pod came or went. */
  version: number;
  /** Another number whenever something else happened to one of them that samples depend on. */
  touched: number;
  readonly groups: PodGroup[];
}

/** Pods of one class, and who chose it. */
interface PodGroup {
  readonly pods: PodId[];
  readonly selections: Selection[];
}

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "pod-created",
  "pod-placed",
  "pod-updated",
  "pod-deleted",
  "pod-started",
  "pod-ended",
  "pod-containers",
  "pod-usage",
  "pod-figure",
]);

/** Of a class that nobody chose. */
const NOBODY = null;

export class SelectedPods implements ClusterObserver {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  /** By namespace. */
  readonly #selections = new Map<string, SelectorIndex<Selection>>();
  /** By class; a hole where it was not looked at. */
  #groups: (PodGroup | null | undefined)[] = [];
  /** By pod: the class under which it was put into a group. */
  #classes = new WholeNumberColumn();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** Another history was taken over: selections made before are void. */
  forget(): void {
    this.#selections.clear();
    this.#groups = [];
    this.#classes = new WholeNumberColumn();
  }

  /** Chosen from now on. */
  select(namespace: string, selector: CompiledLabelSelector): Selection {
    const selection: Selection = { namespace, selector, version: 0, touched: 0, groups: [] };
    let index = this.#selections.get(namespace);
    if (index === undefined) this.#selections.set(namespace, (index = new SelectorIndex<Selection>()));
    index.add(selector, selection);
    this.#meetAll(selection);
    return selection;
  }

  /** In no order that means anything. */
  podsOf({ groups }: Selection): readonly PodId[] {
    return groups.flatMap(({ pods }) => pods);
  }

  hear({ change, pod }: Delta): void {
    if (this.#selections.size === 0) return;
    switch (change.kind) {
      case "pod-created":
      case "pod-placed":
        return this.#join(pod);
      case "pod-deleted":
        return this.#leave(pod);
      case "pod-updated":
        return this.#move(pod);
      default:
        return this.#touch(change.kind === "pod-usage" || change.kind === "pod-figure" ? change.pod : pod);
    }
  }

  #join(pod: PodId): void {
    const classId = this.#cluster.pods.classOf(pod);
    const group = this.#groupOf(classId);
    if (group === NOBODY) return;
    this.#classes.set(pod, classId);
    group.pods.push(pod);
    for (const selection of group.selections) selection.version += 1;
  }

  #leave(pod: PodId): void {
    const group = this.#joinedBy(pod);
    if (group === undefined) return;
    this.#classes.set(pod, ABSENT);
    group.pods.splice(group.pods.indexOf(pod), 1);
    for (const selection of group.selections) selection.version += 1;
  }

  #move(pod: PodId): void {
    if (this.#classes.get(pod) === this.#cluster.pods.classOf(pod)) return;
    this.#leave(pod);
    this.#join(pod);
  }

  #touch(pod: PodId): void {
    const group = this.#joinedBy(pod);
    if (group !== undefined) for (const selection of group.selections) selection.touched += 1;
  }

  #joinedBy(pod: PodId): PodGroup | undefined {
    const classId = this.#classes.get(pod);
    return classId === ABSENT ? undefined : (this.#groups[classId] ?? undefined);
  }

  #groupOf(classId: ClassId): PodGroup | null {
    let group = this.#groups[classId];
    if (group === undefined) this.#groups[classId] = group = this.#makeGroup(classId);
    return group;
  }

  /** Of a class that is met for the first time: none of its pods came before. */
  #makeGroup(classId: ClassId): PodGroup | null {
    const { namespace, pod } = this.#cluster.classes.get(classId);
    const selections = this.#selections.get(namespace)?.selecting(pod.metadata.labels ?? {}) ?? [];
    if (selections.length === 0) return NOBODY;
    const group: PodGroup = { pods: [], selections: [...selections] };
    for (const selection of selections) selection.groups.push(group);
    return group;
  }

  /** The pods that are there when a query is asked for the first time. */
  #meetAll(selection: Selection): void {
    const { classes } = this.#cluster;
    const found = new Set<ClassId>();
    for (let classId = 0; classId < classes.size; classId += 1) {
      const { namespace, pod } = classes.get(classId);
      const isChosen = namespace === selection.namespace && selectsLabels(selection.selector, pod.metadata.labels);
      if (isChosen && !this.#isJoined(classId, selection)) found.add(classId);
    }
    if (found.size > 0) this.#fill(found, selection);
    selection.version += 1;
  }

  /** True if the class has its pods together already: then the selection is one more that chose it. */
  #isJoined(classId: ClassId, selection: Selection): boolean {
    const group = this.#groups[classId];
    if (group === undefined || group === NOBODY) return false;
    group.selections.push(selection);
    selection.groups.push(group);
    return true;
  }

  #fill(found: ReadonlySet<ClassId>, selection: Selection): void {
    const { pods } = this.#cluster;
    for (const classId of found) {
      const group: PodGroup = { pods: [], selections: [selection] };
      this.#groups[classId] = group;
      selection.groups.push(group);
    }
    for (let pod = 0; pod < pods.size; pod += 1) {
      const classId = pods.classOf(pod);
      if (!found.has(classId) || pods.phaseOf(pod) === DELETED) continue;
      this.#classes.set(pod, classId);
      this.#groups[classId]!.pods.push(pod);
    }
  }
}
