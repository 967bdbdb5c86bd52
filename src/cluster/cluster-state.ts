// The one mutable state of a run. Components read it through its tables and wish for changes;
// `apply` is the only writer, and tells every observer what happened.

import { invariant, present, unreachable } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import { SIMULATION_START, type SimTime } from "../base/time.ts";

import { withPodDefaults } from "../model/defaulting.ts";
import { devicePoolOf } from "../model/device-wish.ts";
import { withMergedLabelKeys } from "../model/label-keys.ts";
import type { Node, Pod } from "../model/objects.ts";
import { withoutOwnLife } from "../model/pod-without-life.ts";
import { isPreemptedPod } from "../model/preempted-pod.ts";
import type { VersionBehaviour } from "../model/version-behaviour.ts";

import type { Change, ClusterObserver, Delta } from "./change.ts";
import { ChangeLog } from "./change-log.ts";
import { ClassTable, type ClassId, type SchedulingClass } from "./class-table.ts";
import { classDelta, nodeDelta, nominationDelta, objectDelta, plainDelta } from "./deltas.ts";
import { DeviceTable } from "./device-table.ts";
import { DrawIds } from "./draw-ids.ts";
import { ImageIndex } from "./image-index.ts";
import { KubeletHealthTable } from "./kubelet-health.ts";
import { NodeTable } from "./node-table.ts";
import { NodeOrder } from "./node-order.ts";
import { Nominations } from "./nominations.ts";
import { ObjectStore } from "./object-store.ts";
import { Observers } from "./observers.ts";
import { PlacedClasses } from "./placed-classes.ts";
import { PlacementLog } from "./placement-log.ts";
import { placePod } from "./placed-status.ts";
import { PodLife } from "./pod-life.ts";
import { DELETED, FAILED, NONE, PENDING, PodTable, SUCCEEDED, type PodId } from "./pod-table.ts";
import { PodRoom } from "./pod-room.ts";
import { PodUsage, type UsageChange } from "./pod-usage.ts";
import { ResourceIndex } from "./resource-index.ts";

/** Of pods that do not say. */
const DEFAULT_GRACE_SECONDS = 30;

/** Kinds of changes that are about no pod, or about nothing of it that the API shows. */
type NotOfPods = `${"node" | "kubelet" | "object" | "event" | "user"}-${string}` | UsageChange["kind"];

export class ClusterState implements Snapshotable {
  readonly behaviour: VersionBehaviour;
  readonly resources = new ResourceIndex();
  readonly nodes = new NodeTable(this.resources);
  readonly pods = new PodTable();
  /** What is said of pods beyond their phase. */
  readonly life = new PodLife();
  readonly usage = new PodUsage(this.pods);
  readonly images = new ImageIndex();
  /** Single devices of nodes, and who holds them. */
  readonly devices = new DeviceTable();
  readonly classes: ClassTable;
  /** Ids of nodes in the order in which they changed. */
  readonly nodeChanges = new ChangeLog();
  /** Pods that came to nodes and left them. */
  readonly placements = new PlacementLog();
  readonly nominations = new Nominations();
  readonly kubelets = new KubeletHealthTable();
  /** Objects of other kinds that scheduling reads. */
  readonly objects = new ObjectStore();
  readonly #placedClasses = new PlacedClasses();
  readonly #room: PodRoom;
  readonly #order = new NodeOrder(this.nodes);
  readonly #drawIds: DrawIds;
  readonly #observers = new Observers();
  #now: SimTime = SIMULATION_START;

  constructor(behaviour: VersionBehaviour) {
    this.behaviour = behaviour;
    this.classes = new ClassTable(behaviour, this.resources);
    this.#room = new PodRoom(this);
    this.#drawIds = new DrawIds(this.pods, this.classes);
  }

  /** When the latest change happened. */
  get now(): SimTime {
    return this.#now;
  }

  /** The scheduler takes its picture of the nodes. */
  beginAttempt(): void {
    this.#order.beginAttempt();
  }

  /** Node ids in the scheduler's order of search. */
  get nodeOrder(): Int32Array {
    return this.#order.list;
  }

  observe(observer: ClusterObserver): void {
    this.#observers.add(observer);
  }

  /** The class of a new pod as a user wrote it. */
  classify(pod: Pod): ClassId {
    return this.classifyStored(withMergedLabelKeys(pod, this.behaviour));
  }

  /** The class of a pod that was created before. */
  classifyStored(pod: Pod): ClassId {
    return this.classes.intern(withPodDefaults(pod, this.behaviour));
  }

  /** The class of a pod that stands on its node already: the node's name is no part of it. */
  classifyPlaced(pod: Pod): ClassId {
    return this.#placedClasses.of(pod, (first) => this.classifyStored(withoutOwnLife(first)));
  }

  classOfPod(pod: PodId): SchedulingClass {
    return this.classes.get(this.pods.classOf(pod));
  }

  /** `namespace/name`, as Kubernetes names a pod. */
  keyOfPod(pod: PodId): string {
    return `${this.classOfPod(pod).namespace}/${this.pods.nameOf(pod)}`;
  }

  /** The node that preemption found for the pod earlier, if it is there; undefined for a pod of no id. */
  nominatedNodeOf(pod: PodId): number | undefined {
    const name = this.nominations.nodeNameOf(pod);
    return name === undefined ? undefined : this.nodes.find(name);
  }

  /** The number under which a pod draws: its name's, so that it does not depend on what other pods there are. */
  drawIdOf(pod: PodId): number {
    return this.#drawIds.of(pod);
  }

  /** Makes one change, at a moment no earlier than the last, and tells the observers. */
  apply(change: Change, at: SimTime): Delta {
    invariant(at >= this.#now, "changes come in order of time", { at, now: this.#now });
    this.#now = at;
    const delta = this.#write(change);
    if (delta.node !== NONE) this.nodeChanges.append(delta.node);
    this.#observers.tell(delta);
    return delta;
  }

  snapshot(): Snapshot {
    const parts = Object.entries(this.#parts()).map(([name, part]) => [name, part.snapshot()] as const);
    return {
      ...joinSnapshots(Object.fromEntries(parts)),
      now: Float64Array.of(this.#now),
    };
  }

  /** Takes over the state of a cluster that began as this one did; tells nobody. */
  restore(saved: Snapshot): void {
    for (const [name, part] of Object.entries(this.#parts())) part.restore(partOf(saved, name));
    this.#drawIds.forget();
    this.#now = arrayIn(saved, "now")[0] as SimTime;
  }

  /** All that is saved, in an order in which it can be restored. */
  #parts(): Readonly<Record<string, Snapshotable>> {
    const { resources, classes, nodes, pods, life, usage, images, devices } = this;
    const { nodeChanges, placements, nominations, kubelets, objects } = this;
    const tables = { resources, classes, nodes, pods, life, usage, images, devices };
    return { ...tables, nodeChanges, placements, nominations, kubelets, objects, order: this.#order };
  }

  #write(change: Change): Delta {
    switch (change.kind) {
      case "node-added":
        return plainDelta(change, NONE, this.#addNode(change.node, change.pool));
      case "node-updated":
        return this.#updateNode(change);
      case "node-removed":
        return this.#removeNode(change);
      case "kubelet-changed":
      case "kubelet-pressure":
        this.kubelets.write(change, this.#now);
        return plainDelta(change, NONE, NONE);
      case "object-stored":
        return objectDelta(change, this.objects.put(change.stored));
      case "object-removed":
        return objectDelta(change, this.objects.remove(change.name));
      case "pod-usage":
      case "pod-figure":
      case "figure-recorded":
        this.usage.write(change, this.#now);
        return plainDelta(change, NONE, NONE);
      case "kubelet-let-go":
      case "event-said":
      case "event-recorded":
      case "user-message":
      case "user-mark":
        return plainDelta(change, NONE, NONE);
      default:
        return this.#writePod(change);
    }
  }

  #writePod(change: Exclude<Change, { kind: NotOfPods }>): Delta {
    switch (change.kind) {
      case "pod-created":
        return plainDelta(change, this.#create(change), NONE);
      case "pod-placed":
        return this.#placeExisting(change);
      case "pod-refused":
        return plainDelta(change, NONE, NONE);
      case "pod-updated":
        return this.#updatePod(change);
      case "pod-attempted":
        this.pods.attempt(change.pod, this.#now);
        return plainDelta(change, change.pod, NONE);
      case "pod-assumed":
        this.#occupy(change.pod, change.node, change.devices);
        return plainDelta(change, change.pod, change.node);
      case "pod-forgotten": {
        const node = this.#vacate(change.pod);
        this.pods.forget(change.pod);
        return plainDelta(change, change.pod, node);
      }
      case "pod-bound":
        this.nominations.set(change.pod, undefined);
        this.pods.bind(change.pod, this.#now);
        this.pods.reattach(change.pod);
        return plainDelta(change, change.pod, NONE);
      case "pod-started":
        this.pods.start(change.pod, this.#now);
        this.pods.reattach(change.pod);
        if (change.isReady === false) this.life.setReadiness(change.pod, "False", this.#now);
        return plainDelta(change, change.pod, NONE);
      case "pod-terminating":
        return plainDelta(change, change.pod, this.#terminate(change));
      case "pod-ended":
        return this.#end(change, change.phase === "succeeded" ? SUCCEEDED : FAILED);
      case "pod-deleted":
        return this.#end(change, DELETED);
      case "pod-nominated":
        return this.#nominate(change);
      case "place-kept":
        this.nominations.keepPlace(change.pod, change.nodeName);
        return plainDelta(change, change.pod, NONE);
      case "room-taken":
        this.pods.hold(change.pod, change.node);
        this.#room.book(change.pod, change.node, 1);
        return plainDelta(change, change.pod, change.node);
      case "room-given-back":
        return plainDelta(change, change.pod, this.#vacate(change.pod));
      case "pod-ready":
      case "pod-containers":
      case "pod-condition":
        this.life.write(change, this.#now);
        return plainDelta(change, change.pod, NONE);
      case "pod-queued":
      case "pod-taken-up":
      case "pod-unschedulable":
      case "pod-attempt-failed":
        return plainDelta(change, change.pod, NONE);
      default:
        return unreachable(change);
    }
  }

  #addNode(node: Node, pool: string): number {
    const id = this.nodes.add(node, pool);
    const { zoneKey, object } = this.nodes.record(id);
    this.#order.add(id, zoneKey);
    this.devices.setPool(id, devicePoolOf(object));
    this.images.addOf(id, node.status?.images);
    return id;
  }

  #updateNode(change: Extract<Change, { kind: "node-updated" }>): Delta {
    const { node } = change;
    const id = present(this.nodes.find(node.metadata.name), "the node to update");
    const before = this.nodes.record(id);
    for (const name of before.imageNames) this.images.remove(id, name);
    this.nodes.update(id, node);
    const { zoneKey, object } = this.nodes.record(id);
    this.devices.setPool(id, devicePoolOf(object));
    if (zoneKey !== before.zoneKey) {
      this.#order.move(id, before.zoneKey, zoneKey);
    }
    this.images.addOf(id, node.status?.images);
    return nodeDelta(change, id, before.object);
  }

  #removeNode(change: Extract<Change, { kind: "node-removed" }>): Delta {
    const id = present(this.nodes.find(change.name), "the node to remove");
    const record = this.nodes.record(id);
    for (const image of record.imageNames) this.images.remove(id, image);
    this.#order.remove(id, record.zoneKey);
    this.nodes.remove(id);
    this.kubelets.forget(id);
    return nodeDelta(change, id, record.object);
  }

  #placeExisting(change: Extract<Change, { kind: "pod-placed" }>): Delta {
    const node = present(this.nodes.find(change.nodeName), "the node of a placed pod");
    const pod = this.#create(change);
    this.#occupy(pod, node, undefined);
    placePod(this, pod, change.status, this.#now);
    return plainDelta(change, pod, node);
  }

  #create({ name, classId }: { readonly name: string; readonly classId: ClassId }): PodId {
    const pod = this.pods.create(name, classId, this.#now);
    const { isTerminating, isPreempted } = this.classes.get(classId);
    if (isTerminating) this.pods.setTerminating(pod);
    if (isPreempted) this.pods.setPreempted(pod);
    return pod;
  }

  /** Asked for a second time, for no other reason, it changes nothing. Returns the node that is looked at again. */
  #terminate({ pod, preemptor, graceSeconds }: Extract<Change, { kind: "pod-terminating" }>): number {
    const forAnother = preemptor !== undefined;
    const ownSeconds = this.classOfPod(pod).pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
    this.life.askForEnd(pod, graceSeconds, ownSeconds, this.#now);
    if (forAnother ? this.pods.isPreemptedHere(pod) : this.pods.isTerminating(pod)) return NONE;
    this.#setTerminating(pod);
    if (forAnother) this.pods.setPreemptedHere(pod);
    return this.#touchNodeOf(pod);
  }

  /** The end of a pod that is on a node is told to those that count live pods. */
  #setTerminating(pod: PodId): void {
    if (this.pods.isTerminating(pod)) return;
    this.pods.setTerminating(pod);
    const node = this.pods.nodeOf(pod);
    if (node !== NONE) this.placements.append(this.pods.classOf(pod), node, 0, -1);
  }

  /** A pod's labels, gates or requests changed; what it holds on its node changes with them. */
  #updatePod(change: Extract<Change, { kind: "pod-updated" }>): Delta {
    const { pod, object } = change;
    const previousClass = this.pods.classOf(pod);
    const { nodeName: _nodeName, ...spec } = object.spec;
    const classId = this.classifyStored({ ...object, spec });
    const node = this.#touchNodeOf(pod);
    if (object.metadata.deletionTimestamp) this.#setTerminating(pod);
    if (isPreemptedPod(object)) this.pods.setPreempted(pod);
    const delta = classDelta(change, pod, node, previousClass);
    if (classId === previousClass) return delta;
    if (node !== NONE) this.#room.book(pod, node, -1);
    this.pods.setClass(pod, classId);
    if (node === NONE) return delta;
    this.#room.book(pod, node, 1);
    this.#room.reviseDevices(pod, node);
    return delta;
  }

  /** A pod's node is looked at again even if its books stay: the scheduler's cache takes the pod in anew. */
  #touchNodeOf(pod: PodId): number {
    const node = this.pods.nodeOf(pod);
    if (node === NONE) return node;
    this.nodes.touch(node);
    this.pods.reattach(pod);
    return node;
  }

  #occupy(pod: PodId, node: number, devices: readonly number[] | undefined): void {
    invariant(this.pods.phaseOf(pod) === PENDING, "only a pending pod takes room", { pod, node });
    this.nominations.keepPlace(pod, undefined);
    this.pods.attach(pod, node, this.#now);
    this.#room.book(pod, node, 1);
    this.#room.holdDevices(pod, node, devices);
  }

  #vacate(pod: PodId): number {
    const node = this.pods.nodeOf(pod);
    this.#room.book(pod, node, -1);
    this.devices.release(pod);
    this.pods.detach(pod);
    return node;
  }

  #end(change: Extract<Change, { pod: PodId }>, phase: typeof SUCCEEDED | typeof FAILED | typeof DELETED): Delta {
    const node = this.pods.livesOn(change.pod) === NONE ? NONE : this.#vacate(change.pod);
    if (phase === DELETED) this.life.forget(change.pod);
    else this.life.endOn(change.pod, node);
    if (change.kind === "pod-ended" && change.reason !== undefined) {
      const { reason, message } = change;
      this.life.say(change.pod, message === undefined ? { reason } : { reason, message });
    }
    this.usage.forget(change.pod);
    const nomination = this.nominations.nodeNameOf(change.pod);
    this.nominations.set(change.pod, undefined);
    this.pods.end(change.pod, phase, this.#now);
    return nominationDelta(change, change.pod, node, nomination);
  }

  /** The scheduler follows, unless it has taken room for the pod. */
  #nominate(change: Extract<Change, { kind: "pod-nominated" }>): Delta {
    const { pod, nodeName } = change;
    const before = this.nominations.nodeNameOf(pod);
    if (this.pods.nodeOf(pod) === NONE) this.nominations.set(pod, nodeName);
    else this.nominations.setStatus(pod, nodeName);
    return nominationDelta(change, pod, NONE, before);
  }
}
