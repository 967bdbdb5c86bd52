// Pods that a selector selects, kept as long as somebody asks for them, and a number that changes with them: so that who looks
// at the same pods every few seconds sees at once that nothing has become of them. Costs nothing until it is asked.
// Knows the cluster only.

import { selectsLabels, type CompiledLabelSelector } from "../../../model/label-selector.ts";

import type { Change, ClusterObserver, Delta } from "../../../cluster/change.ts";
import type { ClassId } from "../../../cluster/class-table.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import { DELETED, NONE, type PodId } from "../../../cluster/pod-table.ts";

/** What may change how a pod looks: its phase, whether it is ready, since when, and whether it is on its way out. */
const SEEN: ReadonlySet<Change["kind"]> = new Set([
  "pod-created",
  "pod-placed",
  "pod-updated",
  "pod-bound",
  "pod-taken-up",
  "pod-started",
  "pod-ready",
  "pod-ended",
  "pod-terminating",
  "pod-deleted",
]);

/** Pods of one class. */
interface Alike {
  readonly pods: Set<PodId>;
  version: number;
}

/** What one selector selects in one namespace. */
interface Selection {
  readonly classes: Alike[];
  /** Classes of pods that have been looked at: further ones come behind them. */
  seen: number;
}

export class SelectedPods implements ClusterObserver {
  readonly #cluster: ClusterState;
  /** By selector, then by namespace. */
  #selections = new WeakMap<CompiledLabelSelector, Map<string, Selection>>();
  /** By class; only classes that somebody selects. */
  readonly #alike = new Map<ClassId, Alike>();
  /** The class under which a pod is in `#alike`. */
  readonly #classOf = new Map<PodId, ClassId>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod }: Delta): void {
    if (this.#alike.size === 0 || pod === NONE || !SEEN.has(change.kind)) return;
    const before = this.#classOf.get(pod);
    const classId = this.#cluster.pods.classOf(pod);
    if (change.kind === "pod-deleted" || (before !== undefined && before !== classId)) this.#remove(pod);
    if (change.kind === "pod-deleted") return;
    const alike = this.#alike.get(classId);
    if (alike === undefined) return;
    alike.pods.add(pod);
    alike.version += 1;
    if (before !== classId) this.#classOf.set(pod, classId);
  }

  /** After the cluster was replaced by another. */
  forget(): void {
    this.#selections = new WeakMap();
    this.#alike.clear();
    this.#classOf.clear();
  }

  /** Changes with every pod of the selection that comes, changes or goes; it only grows. */
  versionOf(namespace: string, selector: CompiledLabelSelector): number {
    const { classes } = this.#selectionOf(namespace, selector);
    let version = classes.length;
    for (let index = 0; index < classes.length; index += 1) version += classes[index]!.version;
    return version;
  }

  /** In the order in which they came. */
  podsOf(namespace: string, selector: CompiledLabelSelector): readonly PodId[] {
    const { classes } = this.#selectionOf(namespace, selector);
    const pods = classes.flatMap((alike) => [...alike.pods]);
    return pods.sort((left, right) => left - right);
  }

  #selectionOf(namespace: string, selector: CompiledLabelSelector): Selection {
    let byNamespace = this.#selections.get(selector);
    if (byNamespace === undefined) this.#selections.set(selector, (byNamespace = new Map<string, Selection>()));
    let selection = byNamespace.get(namespace);
    if (selection === undefined) byNamespace.set(namespace, (selection = { classes: [], seen: 0 }));
    if (selection.seen < this.#cluster.classes.size) this.#lookOn(selection, namespace, selector);
    return selection;
  }

  #lookOn(selection: Selection, namespace: string, selector: CompiledLabelSelector): void {
    const { classes } = this.#cluster;
    for (let classId = selection.seen; classId < classes.size; classId += 1) {
      const { namespace: own, pod } = classes.get(classId);
      if (own === namespace && selectsLabels(selector, pod.metadata.labels)) selection.classes.push(this.#at(classId));
    }
    selection.seen = classes.size;
  }

  #at(classId: ClassId): Alike {
    let alike = this.#alike.get(classId);
    if (alike === undefined) {
      alike = { pods: new Set<PodId>(), version: 0 };
      this.#alike.set(classId, alike);
      this.#fill(classId, alike);
    }
    return alike;
  }

  #fill(classId: ClassId, { pods: found }: Alike): void {
    const { pods } = this.#cluster;
    for (let pod = 0; pod < pods.size; pod += 1) {
      if (pods.classOf(pod) !== classId || pods.phaseOf(pod) === DELETED) continue;
      found.add(pod);
      this.#classOf.set(pod, classId);
    }
  }

  #remove(pod: PodId): void {
    const classId = this.#classOf.get(pod);
    if (classId === undefined) return;
    this.#classOf.delete(pod);
    const alike = this.#alike.get(classId)!;
    alike.pods.delete(pod);
    alike.version += 1;
  }
}
