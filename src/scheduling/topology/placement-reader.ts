// Reads the log of placements once for all counts of selected pods: each entry goes to those who count pods that look so. A count
// that begins when no pod was placed yet that it would count begins at nothing, and looks at no pod.

import type { Labels } from "../../model/objects.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE } from "../../cluster/pod-table.ts";

import { LabelIndex, SelectorIndex } from "./label-index.ts";
import type { SelectedPods } from "./selected-pods.ts";

/** Pods of one namespace that share their labels: whoever counts one of them counts all. */
interface Look {
  readonly namespace: string;
  readonly labels: Labels;
  readonly counts: SelectedPods[];
  /** Whether any of them was placed since the reader looked at all pods. */
  isPlaced: boolean;
}

/** Stands for labels that are absent. */
const UNLABELLED: Labels = Object.freeze({});

export class PlacementReader {
  readonly #cluster: ClusterState;
  readonly #counts: SelectedPods[] = [];
  /** By labels, then by namespace. */
  readonly #looks = new Map<Labels, Map<string, Look>>();
  #countsByLabel = new SelectorIndex<SelectedPods>();
  #looksByLabel = new LabelIndex<Look>();
  #lookOfClass: (Look | undefined)[] = [];
  #cursor = -1;
  #epoch = -1;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** Tells it from now on. */
  add(count: SelectedPods): void {
    let isEmpty = this.#cursor >= 0;
    for (const look of this.#looksByLabel.candidates(count.selector)) {
      if (!count.selects(look.namespace, look.labels)) continue;
      look.counts.push(count);
      if (look.isPlaced) isEmpty = false;
    }
    this.#counts.push(count);
    this.#countsByLabel.add(count.selector, count);
    if (isEmpty) count.beginEmpty();
  }

  /** Tells all that happened since the last call. To be called before anything is read in a cycle. */
  catchUp(): void {
    const { placements } = this.#cluster;
    if (this.#epoch !== placements.epoch || !placements.reaches(this.#cursor)) this.#beginAfresh();
    else this.#readLog();
    this.#epoch = placements.epoch;
    this.#cursor = placements.end;
  }

  /** Knows nobody any more. */
  clear(): void {
    this.#counts.length = 0;
    this.#looks.clear();
    this.#countsByLabel = new SelectorIndex();
    this.#looksByLabel = new LabelIndex();
    this.#lookOfClass = [];
    this.#cursor = -1;
  }

  #readLog(): void {
    const { placements } = this.#cluster;
    const { end } = placements;
    for (let cursor = this.#cursor; cursor < end; cursor += 1) {
      const change = placements.liveAt(cursor);
      if (change === 0) continue;
      const look = this.#lookOf(placements.classAt(cursor));
      look.isPlaced = true;
      const { counts } = look;
      for (let index = 0; index < counts.length; index += 1) {
        counts[index]!.note(placements.nodeAt(cursor), change === 1 ? 1 : -1);
      }
    }
  }

  /** What happened meanwhile is not known, or never was. */
  #beginAfresh(): void {
    const { pods } = this.#cluster;
    // Another history may have given the same numbers to other classes.
    this.#lookOfClass = [];
    for (const looks of this.#looks.values()) for (const look of looks.values()) look.isPlaced = false;
    for (const count of this.#counts) count.spoil();
    // Those on nodes that have gone, too: what will be told of them must have been counted.
    for (let pod = 0; pod < pods.size; pod += 1) {
      if (pods.nodeOf(pod) !== NONE) this.#lookOf(pods.classOf(pod)).isPlaced = true;
    }
  }

  #lookOf(classId: ClassId): Look {
    return (this.#lookOfClass[classId] ??= this.#findLook(classId));
  }

  #findLook(classId: ClassId): Look {
    const { namespace, pod } = this.#cluster.classes.get(classId);
    const { labels = UNLABELLED } = pod.metadata;
    let looks = this.#looks.get(labels);
    if (looks === undefined) this.#looks.set(labels, (looks = new Map<string, Look>()));
    let look = looks.get(namespace);
    if (look === undefined) {
      const counts = [...this.#countsByLabel.candidates(labels)].filter((count) => count.selects(namespace, labels));
      looks.set(namespace, (look = { namespace, labels, counts, isPlaced: false }));
      this.#looksByLabel.add(labels, look);
    }
    return look;
  }
}
