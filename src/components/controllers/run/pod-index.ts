// Which pods there are by name, by controlling owner, by namespace, among those that nobody controls and among those that finalizers
// hold: kept up with the cluster, so that no controller looks through all pods. Pods that were deleted are in none. Knows the
// cluster only.
// Imitates the indexers of client-go tools/cache/thread_safe_store.go, v1.36.

import { JoinedNames } from "../../../base/joined-names.ts";

import type { Change, ClusterObserver, Delta } from "../../../cluster/change.ts";
import type { ClassId } from "../../../cluster/class-table.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import { DELETED, FAILED, NONE, SUCCEEDED, type PodId } from "../../../cluster/pod-table.ts";
import type { PodTally } from "../controller.ts";
import { controllerOf } from "../owner-references.ts";
import { OwnerTallies } from "./owner-tallies.ts";
import { PodNumbers } from "./pod-numbers.ts";
import { PodsByName } from "./pods-by-name.ts";

/** What may change how a pod counts. */
const COUNTED: ReadonlySet<Change["kind"]> = new Set([
  "pod-started",
  "pod-ready",
  "pod-ended",
  "pod-terminating",
  "pod-updated",
  "pod-deleted",
]);

const NOBODY: ReadonlySet<PodId> = new Set();

/** Where pods of a class stand. */
interface ClassPlaces {
  readonly names: PodsByName;
  /** The key of `ofOwner`. */
  readonly ownerKey: string;
  readonly ofOwner: PodNumbers;
  readonly inNamespace: PodNumbers;
  /** Undefined where no finalizer holds them. */
  readonly held: PodNumbers | undefined;
}

export class PodIndex implements ClusterObserver {
  readonly #cluster: ClusterState;
  /** Of namespaces and uids of owners. */
  readonly #ownerKeys = new JoinedNames();
  /** By namespace. */
  readonly #byName = new Map<string, PodsByName>();
  /** By namespace and uid of the owner; that of pods without an owner is empty. */
  readonly #byOwner = new Map<string, PodNumbers>();
  readonly #byNamespace = new Map<string, PodNumbers>();
  /** Pods with finalizers, by namespace. */
  readonly #held = new Map<string, PodNumbers>();
  /** Pods that have ended and are still there, by the node on which they ran. */
  readonly #ended = new Map<number, PodNumbers>();
  readonly #tallies: OwnerTallies;
  /** By class. */
  readonly #places: (ClassPlaces | undefined)[] = [];
  /** By namespace, then by class: made when it is asked for, and good until a pod comes, goes or becomes of another class. */
  readonly #byClass = new Map<string, ReadonlyMap<ClassId, readonly PodId[]>>();
  /** By pod: the class under which it was put in. */
  readonly #classes: (ClassId | undefined)[] = [];

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
    this.#tallies = new OwnerTallies(cluster);
    this.recount();
  }

  /** All afresh: what is counted follows from the cluster's tables. */
  recount(): void {
    for (const index of [this.#byName, this.#byOwner, this.#byNamespace, this.#held, this.#ended]) index.clear();
    this.#classes.length = 0;
    this.#places.length = 0;
    this.#byClass.clear();
    this.#tallies.clear();
    const { pods } = this.#cluster;
    for (let pod = 0; pod < pods.size; pod += 1) if (pods.phaseOf(pod) !== DELETED) this.#add(pod);
    for (let pod = 0; pod < pods.size; pod += 1) this.#noteEnded(pod);
  }

  hear({ change, pod }: Delta): void {
    if (pod === NONE) return;
    if (change.kind === "pod-created" || change.kind === "pod-placed") this.#add(pod);
    else if (change.kind === "pod-ended") this.#noteEnded(pod);
    else if (change.kind === "pod-deleted") this.#remove(pod);
    else if (change.kind === "pod-updated") this.#reclass(pod);
    if (COUNTED.has(change.kind)) this.#tally(pod);
  }

  /** Counts of an owner's pods. */
  tallies(namespace: string, uid: string): readonly PodTally[] {
    return this.#tallies.of(this.#ownerKeys.of(namespace, uid));
  }

  #tally(pod: PodId): void {
    const classId = this.#classes[pod];
    if (classId === undefined) this.#tallies.forget(pod);
    else this.#tallies.note(pod, this.#placesOf(classId).ownerKey);
  }

  /** In the order in which they came. */
  *all(): Generator<PodId> {
    for (let pod = 0; pod < this.#classes.length; pod += 1) if (this.#classes[pod] !== undefined) yield pod;
  }

  find(namespace: string, name: string): PodId | undefined {
    return this.#byName.get(namespace)?.find(name);
  }

  /** In the order in which they came. */
  controlledBy(namespace: string, uid: string): ReadonlySet<PodId> {
    return this.#byOwner.get(this.#ownerKeys.of(namespace, uid))?.inOrder() ?? NOBODY;
  }

  orphans(namespace: string): ReadonlySet<PodId> {
    return this.controlledBy(namespace, "");
  }

  inNamespace(namespace: string): ReadonlySet<PodId> {
    return this.#byNamespace.get(namespace)?.inOrder() ?? NOBODY;
  }

  /** Those of a namespace by their classes, of which the one that came first is first. */
  byClassIn(namespace: string): ReadonlyMap<ClassId, readonly PodId[]> {
    const known = this.#byClass.get(namespace);
    if (known !== undefined) return known;
    const byClass = new Map<ClassId, PodId[]>();
    for (const pod of this.inNamespace(namespace)) {
      const classId = this.#classes[pod]!;
      const alike = byClass.get(classId);
      if (alike === undefined) byClass.set(classId, [pod]);
      else alike.push(pod);
    }
    this.#byClass.set(namespace, byClass);
    return byClass;
  }

  /** Those with finalizers, in the order in which they came. */
  heldIn(namespace: string): ReadonlySet<PodId> {
    return this.#held.get(namespace)?.inOrder() ?? NOBODY;
  }

  /** In the order in which they came. */
  endedOn(node: number): ReadonlySet<PodId> {
    return this.#ended.get(node)?.inOrder() ?? NOBODY;
  }

  #partClasses(): void {
    // An empty map that is cleared costs a new table.
    if (this.#byClass.size > 0) this.#byClass.clear();
  }

  #noteEnded(pod: PodId): void {
    const phase = this.#cluster.pods.phaseOf(pod);
    const node = this.#cluster.life.ranOn(pod);
    if ((phase === SUCCEEDED || phase === FAILED) && node !== NONE) joined(this.#ended, node).add(pod);
  }

  #add(pod: PodId): void {
    const classId = this.#cluster.pods.classOf(pod);
    const { names, ownerKey, ofOwner, inNamespace, held } = this.#placesOf(classId);
    this.#classes[pod] = classId;
    this.#partClasses();
    ofOwner.add(pod);
    inNamespace.add(pod);
    names.add(pod);
    held?.add(pod);
    this.#tallies.note(pod, ownerKey);
  }

  /** The pod is of another class now. Its name and namespace never change, so where it stands by them it stays. */
  #reclass(pod: PodId): void {
    const before = this.#classes[pod];
    const classId = this.#cluster.pods.classOf(pod);
    if (before === undefined || before === classId) return;
    const [left, joins] = [this.#placesOf(before), this.#placesOf(classId)];
    this.#classes[pod] = classId;
    this.#partClasses();
    if (left.ofOwner !== joins.ofOwner) {
      left.ofOwner.delete(pod);
      joins.ofOwner.add(pod);
    }
    if (left.held === joins.held) return;
    left.held?.delete(pod);
    joins.held?.add(pod);
  }

  #remove(pod: PodId): void {
    const classId = this.#classes[pod];
    if (classId === undefined) return;
    const { names, ofOwner, inNamespace, held } = this.#placesOf(classId);
    this.#classes[pod] = undefined;
    this.#partClasses();
    ofOwner.delete(pod);
    inNamespace.delete(pod);
    names.delete(pod);
    held?.delete(pod);
    this.#ended.get(this.#cluster.life.ranOn(pod))?.delete(pod);
  }

  #namesIn(namespace: string, pods: PodNumbers): PodsByName {
    let names = this.#byName.get(namespace);
    if (names === undefined) {
      names = new PodsByName(pods, (pod) => this.#cluster.pods.nameOf(pod));
      this.#byName.set(namespace, names);
    }
    return names;
  }

  #placesOf(classId: ClassId): ClassPlaces {
    return (this.#places[classId] ??= this.#findPlaces(classId));
  }

  #findPlaces(classId: ClassId): ClassPlaces {
    const { namespace, pod } = this.#cluster.classes.get(classId);
    const ownerKey = this.#ownerKeys.of(namespace, controllerOf(pod.metadata)?.uid ?? "");
    const isHeld = (pod.metadata.finalizers ?? []).length > 0;
    const inNamespace = joined(this.#byNamespace, namespace);
    return {
      names: this.#namesIn(namespace, inNamespace),
      ownerKey,
      ofOwner: joined(this.#byOwner, ownerKey),
      inNamespace,
      held: isHeld ? joined(this.#held, namespace) : undefined,
    };
  }
}

function joined<Key>(index: Map<Key, PodNumbers>, key: Key): PodNumbers {
  let members = index.get(key);
  if (members === undefined) {
    members = new PodNumbers();
    index.set(key, members);
  }
  return members;
}
