// The kubelets in virtual time: a bound pod is started after a while, runs, and ends when its time is up, when its containers
// say so, or some time after its deletion was asked for. One object stands for all kubelets. A pod of which nothing is said
// costs one event for its start; one with probes, init containers, images to pull or a behaviour has a record while anything of
// it is still to come. Knows the cluster and how long pods live; no other component.
// Imitates pkg/kubelet/pod_workers.go and kubelet.go (v1.36).

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { seconds, span, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ApiServer, Watch } from "../../cluster/api-client.ts";
import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { KubeletHealth } from "../../cluster/kubelet-health.ts";
import { isPodReady } from "../../cluster/live-pods.ts";
import { BOUND, DELETED, NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { DetailedPods } from "./detailed-pods.ts";
import { ImagePulls } from "./image-pulls.ts";
import { MirrorPods } from "./mirror-pods.ts";
import { NodeCare } from "./node-care.ts";
import { PodAdmission } from "./pod-admission.ts";
import { PodLifetimes } from "./pod-lifetimes.ts";
import { podProgramme, type PodProgramme } from "./pod-programme.ts";
import { PodStarts } from "./pod-starts.ts";
import { isHeldUp, stoppedForUs } from "./pods-before.ts";
import { DEFAULT_KUBELET_SETTINGS, type KubeletSettings } from "./settings.ts";
import { StatusWrites } from "./status-writes.ts";
import { StillMachines } from "./still-machines.ts";

export interface KubeletPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  readonly coefficients: readonly Coefficient[];
  /** Chance of each pod's start, and of what becomes of it. */
  readonly startDraws: EntityDraws;
  /** How long a pod runs once started; undefined: it does not end by itself. */
  readonly lifetimeOf: (pod: PodId) => Duration | undefined;
  /** By name of the nodes' pool; pools without settings of their own have those of every kubelet. */
  readonly settings?: ReadonlyMap<string, KubeletSettings>;
}

const BYTES_PER_MEGABYTE = 1_000_000;

/** What the watch tells of a pod. */
const IS_BOUND = 0;
const IS_LEAVING = 1;

const NOBODY: ReadonlySet<PodId> = new Set();

/** What of a node's pods outlived the time without a kubelet. */
type Outage = "containers-kept" | "containers-lost";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "pod-bound",
  "pod-terminating",
  "pod-started",
  "pod-deleted",
  "pod-ended",
  "node-added",
  "node-removed",
  "kubelet-changed",
]);

export class Kubelet implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #pulls: ImagePulls;
  readonly #writes: StatusWrites;
  readonly #detailed: DetailedPods;
  readonly #care: NodeCare;
  readonly #mirrors: MirrorPods;
  readonly #admission: PodAdmission;
  readonly #settings: ReadonlyMap<string, KubeletSettings>;
  readonly #lifetimes: PodLifetimes;
  readonly #still: StillMachines;
  readonly #watch: Watch;
  readonly #starts: PodStarts;
  readonly #stopped: EventKind;
  readonly #deadlineOver: EventKind;
  /** By class. */
  readonly #programmes = new Map<ClassId, PodProgramme>();
  /** Nodes without a kubelet. */
  #outages = new Map<number, Outage>();

  constructor({ engine, cluster, api, coefficients, startDraws, lifetimeOf, settings = new Map() }: KubeletPorts) {
    const value = (name: string) => coefficientValue(coefficients, `kubelet.${name}`);
    this.#engine = engine;
    this.#cluster = cluster;
    this.#settings = settings;
    const refusalUs = seconds(value("imageRequestSeconds"));
    const bytesPerSecond = value("imageMegabytesPerSecond") * BYTES_PER_MEGABYTE;
    this.#pulls = new ImagePulls(cluster.images, bytesPerSecond, refusalUs, {
      pullsAtOnce: (node) => this.#settingsOf(node).pullsAtOnce,
      pulls: (node, readyUs) => this.#care.pulls(node, readyUs),
    });
    const start = (pod: PodId) => this.#start(pod);
    this.#starts = new PodStarts({ engine, cluster, coefficients, draws: startDraws, start });
    this.#lifetimes = new PodLifetimes({ engine, cluster, lifetimeOf, over: (pod) => this.#end(pod) });
    this.#stopped = engine.defineKind("kubelet/pod-stopped", "kubelet", (pod) => this.#stop(pod));
    this.#deadlineOver = engine.defineKind("kubelet/pod-deadline", "kubelet", (pod) => this.#exceedDeadline(pod));
    this.#watch = api.watch({
      name: "kubelet/pods",
      phase: "kubelet",
      entityOf: (pod) => cluster.drawIdOf(pod),
      seen: (code, pod) => (code === IS_BOUND ? this.#takeUp(pod) : this.#terminate(pod)),
    });
    this.#writes = new StatusWrites(engine, cluster, api);
    this.#detailed = new DetailedPods({
      engine,
      cluster,
      draws: startDraws,
      pulls: this.#pulls,
      writes: this.#writes,
      programmeOf: (pod) => this.#programmeOf(pod),
      isManaged: (pod) => this.#isManaged(pod),
      moved: (pod) => this.#care.moved(pod),
      containerStartUs: seconds(value("containerStartSeconds")),
      relistUs: seconds(value("relistSeconds")),
      refusalUs,
    });
    this.#still = new StillMachines({ engine, cluster, detailed: this.#detailed, lifetimes: this.#lifetimes });
    this.#care = new NodeCare({
      engine,
      cluster,
      writes: this.#writes,
      pulls: this.#pulls,
      detailed: this.#detailed,
      programmeOf: (pod) => this.#programmeOf(pod),
      settingsOf: (node) => this.#settingsOf(node),
      isManaged: (node) => !this.#outages.has(node),
    });
    this.#mirrors = new MirrorPods({
      engine,
      cluster,
      settingsOf: (node) => this.#settingsOf(node),
      isManaged: (node) => !this.#outages.has(node),
    });
    this.#admission = new PodAdmission({
      engine,
      cluster,
      writes: this.#writes,
      refusalUs: seconds(value("podRefusalSeconds")),
      isEnding: (pod) => this.#care.isEnding(pod),
      isManaged: (pod) => this.#isManaged(pod),
      end: (pod, end) => this.#care.end(pod, end),
      roomMade: (pod) => {
        if (this.#awaitsKubelet(pod)) this.#admit(pod);
      },
    });
    for (let pod = 0; pod < cluster.pods.size; pod += 1) this.#takeOver(pod);
  }

  /** A pod bound to a node is taken up; one that is to go gets its grace period; a node that is well again is put in order. */
  hear({ change, node, pod }: Delta): void {
    switch (change.kind) {
      case "pod-bound":
        this.#watch.note(IS_BOUND, pod);
        break;
      case "pod-terminating":
        this.#watch.note(IS_LEAVING, pod);
        break;
      case "pod-started":
        this.#lifetimes.begin(pod);
        this.#care.moved(pod);
        break;
      case "pod-deleted":
      case "pod-ended":
        this.#detailed.forget(pod);
        this.#admission.forget(pod);
        this.#lifetimes.forget(pod);
        this.#starts.settle(pod);
        this.#care.left(pod, node);
        if (this.#programmeOf(pod).isMirror) this.#mirrors.left(change.kind, pod, node);
        break;
      case "node-added":
        this.#mirrors.kubeletStarted(node);
        break;
      case "node-removed":
        this.#care.nodeRemoved(node);
        break;
      case "kubelet-changed":
        this.#changeHealth(change.node, change.health);
        break;
      default:
    }
  }

  snapshot(): Snapshot {
    return {
      ...joinSnapshots({
        detailed: this.#detailed.snapshot(),
        care: this.#care.snapshot(),
        mirrors: this.#mirrors.snapshot(),
        admission: this.#admission.snapshot(),
        lifetimes: this.#lifetimes.snapshot(),
        starts: this.#starts.snapshot(),
        still: this.#still.snapshot(),
      }),
      outages: packJson([...this.#outages]),
    };
  }

  /** Beside the engine's own state, which holds what is foreseen of ordinary pods. */
  restore(saved: Snapshot): void {
    this.#detailed.restore(partOf(saved, "detailed"));
    this.#care.restore(partOf(saved, "care"));
    this.#mirrors.restore(partOf(saved, "mirrors"));
    this.#admission.restore(partOf(saved, "admission"));
    this.#lifetimes.restore(partOf(saved, "lifetimes"));
    this.#starts.restore(partOf(saved, "starts"));
    this.#outages = new Map(unpackJson(saved, "outages") as [number, Outage][]);
    this.#still.restore(partOf(saved, "still"));
  }

  #programmeOf(pod: PodId): PodProgramme {
    const classId = this.#cluster.pods.classOf(pod);
    const known = this.#programmes.get(classId);
    if (known !== undefined) return known;
    const programme = podProgramme(this.#cluster.classes.get(classId).pod);
    this.#programmes.set(classId, programme);
    return programme;
  }

  #settingsOf(node: number): KubeletSettings {
    const { nodes } = this.#cluster;
    // A node may have been deleted under its kubelet.
    const own = nodes.has(node) ? this.#settings.get(nodes.record(node).pool) : undefined;
    return own ?? DEFAULT_KUBELET_SETTINGS;
  }

  /** False while no kubelet works on the pods of its node. */
  #isManaged(pod: PodId): boolean {
    return this.#outages.size === 0 || !this.#outages.has(this.#cluster.pods.nodeOf(pod));
  }

  #takeUp(pod: PodId): void {
    if (this.#awaitsKubelet(pod) && this.#admission.admits(pod)) this.#admit(pod);
  }

  #awaitsKubelet(pod: PodId): boolean {
    return this.#cluster.pods.phaseOf(pod) === BOUND && this.#isManaged(pod);
  }

  #admit(pod: PodId): void {
    this.#cluster.apply({ kind: "pod-taken-up", pod }, this.#engine.now);
    const { deadlineUs } = this.#programmeOf(pod);
    if (deadlineUs !== undefined) this.#engine.scheduleAfter(span(deadlineUs), this.#deadlineOver, pod);
    this.#starts.begin(pod);
  }

  /** What stood on its node before the run. */
  #takeOver(pod: PodId): void {
    const { pods, life } = this.#cluster;
    const phase = pods.phaseOf(pod);
    const { containers = [], initContainers = [] } = life.detailOf(pod);
    const isHeld = phase === BOUND && isHeldUp([...initContainers, ...containers]);
    if (phase === RUNNING || isHeld) this.#detailed.takeOver(pod);
    if (pods.isTerminating(pod)) this.#terminate(pod, stoppedForUs(life.detailOf(pod).deletion));
    else if (phase === BOUND && !isHeld) {
      // One that has a start was taken up before.
      if (Number.isNaN(pods.statusStartUs(pod))) this.#takeUp(pod);
      else if (this.#awaitsKubelet(pod)) this.#admit(pod);
    } else if (phase === RUNNING) this.#foreseeDeadline(pod);
    if (phase === RUNNING) this.#care.moved(pod);
  }

  #foreseeDeadline(pod: PodId): void {
    const leftUs = this.#leftUs(pod);
    if (leftUs < Infinity) this.#engine.scheduleAfter(span(Math.max(0, leftUs)), this.#deadlineOver, pod);
  }

  /** Until the deadline of a pod that has started, from which it counts. */
  #leftUs(pod: PodId): number {
    const { deadlineUs = Infinity } = this.#programmeOf(pod);
    return (this.#cluster.pods.statusStartUs(pod) || 0) + deadlineUs - this.#engine.now;
  }

  #start(pod: PodId): void {
    if (!this.#isManaged(pod)) return;
    const isNew = this.#cluster.pods.phaseOf(pod) === BOUND;
    if (!isNew && !this.#detailed.has(pod)) return;
    this.#starts.settle(pod);
    if (isNew && this.#isPlain(pod)) this.#writes.started(pod);
    else this.#detailed.begin(pod);
  }

  /** Nothing of its life has to be followed on its node. */
  #isPlain(pod: PodId): boolean {
    const { isPlain, containers } = this.#programmeOf(pod);
    if (!isPlain) return false;
    const node = this.#cluster.pods.nodeOf(pod);
    return !containers.some(({ image, neverPulls }) => !neverPulls && this.#pulls.lacks(node, image));
  }

  #end(pod: PodId): void {
    const { pods } = this.#cluster;
    if (pods.phaseOf(pod) !== RUNNING || !this.#isManaged(pod)) return;
    this.#detailed.forget(pod);
    if (pods.isTerminating(pod)) this.#writes.deleted(pod);
    else this.#writes.succeeded(pod);
  }

  #exceedDeadline(pod: PodId): void {
    if (this.#cluster.pods.nodeOf(pod) === NONE || !this.#isManaged(pod)) return;
    this.#detailed.forget(pod);
    this.#writes.tell(pod, [{ kind: "pod-ended", pod, phase: "failed", reason: "DeadlineExceeded" }]);
  }

  /**
   * It is stopped from now on. Asked again, a shorter grace period counts: the pod is gone with the first of the two that is over.
   * `doneUs`: so much of what it takes was over before the run.
   */
  #terminate(pod: PodId, doneUs = 0): void {
    const { pods, life } = this.#cluster;
    if (pods.phaseOf(pod) === DELETED || !this.#isManaged(pod)) return;
    const programme = this.#programmeOf(pod);
    const graceSeconds = life.detailOf(pod).deletion?.graceSeconds ?? programme.graceSeconds;
    // What does not run has nothing to stop.
    const stopsUs = pods.phaseOf(pod) === RUNNING && !programme.isMirror ? this.#detailed.stopUs(pod, graceSeconds) : 0;
    this.#detailed.forget(pod);
    this.#engine.scheduleAfter(span(Math.max(0, stopsUs - doneUs)), this.#stopped, pod);
  }

  #stop(pod: PodId): void {
    if (this.#cluster.pods.phaseOf(pod) !== DELETED && this.#isManaged(pod)) this.#writes.deleted(pod);
  }

  #changeHealth(node: number, health: KubeletHealth): void {
    const { managesPods, runsContainers, standsStill = false, isShuttingDown, ticks } = health;
    const outage = this.#outages.get(node);
    this.#still.change(node, standsStill);
    if (!managesPods) {
      const keeps = (runsContainers || standsStill) && outage !== "containers-lost";
      this.#outages.set(node, keeps ? "containers-kept" : "containers-lost");
    } else if (outage !== undefined) {
      this.#outages.delete(node);
      for (const pod of this.#cluster.pods.onNode(node)) this.#care.recovers(pod);
      const refused = ticks === "anew" ? this.#admission.readmit(node) : NOBODY;
      for (const pod of this.#cluster.pods.onNode(node)) {
        if (refused.has(pod)) this.#detailed.forget(pod);
        else this.#recover(pod, outage);
      }
      if (ticks === "anew") this.#mirrors.kubeletStarted(node);
      this.#care.resume(node, ticks === "anew");
    }
    this.#care.shutDown(node, isShuttingDown);
  }

  /** A kubelet that comes back looks at each of its pods. */
  #recover(pod: PodId, outage: Outage): void {
    const { pods } = this.#cluster;
    const isRestarting = this.#starts.isRestarting(pod);
    if (outage === "containers-lost" && !isRestarting) this.#detailed.forget(pod);
    if (pods.isTerminating(pod)) {
      if (outage === "containers-lost") this.#stop(pod);
      else this.#terminate(pod, stoppedForUs(this.#cluster.life.detailOf(pod).deletion));
    } else if (pods.phaseOf(pod) === BOUND) {
      if (this.#detailed.has(pod)) this.#detailed.resume(pod);
      else {
        this.#starts.breakOff(pod);
        this.#takeUp(pod);
      }
    } else if (pods.phaseOf(pod) === RUNNING) {
      // Its time may have run out while nobody was there to see it.
      if (this.#leftUs(pod) <= 0) this.#exceedDeadline(pod);
      else if (outage === "containers-lost" || isRestarting) this.#restart(pod);
      else this.#reportAgain(pod);
    }
  }

  /** All its containers ended with the machine; those that had not been started again since the last time are none fewer now. */
  #restart(pod: PodId): void {
    this.#starts.breakOff(pod);
    if (this.#programmeOf(pod).spec.restartPolicy === "Never") {
      this.#writes.tell(pod, [{ kind: "pod-ended", pod, phase: "failed" }]);
      return;
    }
    if (!this.#starts.isRestarting(pod)) this.#detailed.loseContainers(pod);
    this.#lifetimes.beginAnew(pod, this.#starts.beginAnew(pod));
  }

  /** What others said of it meanwhile is set right. */
  #reportAgain(pod: PodId): void {
    if (this.#lifetimes.isOver(pod)) this.#end(pod);
    else if (this.#detailed.has(pod)) this.#detailed.resume(pod);
    else if (!isPodReady(this.#cluster, pod)) this.#writes.tell(pod, [{ kind: "pod-ready", pod, ready: "True" }]);
  }
}
