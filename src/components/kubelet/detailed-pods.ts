// Pods with a record: those of which something is still to come beside their end. Each has one event for the next moment at
// which anything happens in it; a pod to which nothing more can happen has none, and its record is given up.
// Knows the rules of pods at work, the engine, and how status is written.

import { present } from "../../base/invariant.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isPodReady, podUidOf } from "../../cluster/live-pods.ts";
import { NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { exit, NEVER, processStartUs, standStill } from "./container-work.ts";
import type { ImagePulls } from "./image-pulls.ts";
import type { RunningUse } from "./memory-sum.ts";
import { refusalEvents, waitingEvents, type ToldPod } from "./pod-events.ts";
import { podStopUs, type ContainerProgramme, type PodProgramme } from "./pod-programme.ts";
import { containersText, reportPod } from "./pod-report.ts";
import { workBefore } from "./pods-before.ts";
import {
  advancePod,
  beginPod,
  isEndless,
  newPodWork,
  nextDueUs,
  resumePod,
  runningPodWork,
  workStopUs,
  type PodWork,
  type PodWorkPorts,
} from "./pod-work.ts";
import type { StatusWrites } from "./status-writes.ts";

/** Draws of a pod's start come first; those of its later life have numbers from here on. */
const FIRST_LATER_DRAW = 16;

/** SIGKILL of the kernel, and what the runtime makes of it. */
const KILLED_FOR_MEMORY = Object.freeze({ exitCode: 137, reason: "OOMKilled" } as const);

export interface DetailedPodsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly draws: EntityDraws;
  readonly pulls: ImagePulls;
  readonly writes: StatusWrites;
  readonly programmeOf: (pod: PodId) => PodProgramme;
  /** False while nobody works on the pods of its node. */
  readonly isManaged: (pod: PodId) => boolean;
  /** Containers of the pod may have started or ended. */
  readonly moved: (pod: PodId) => void;
  /** Spans in µs; see WorkPorts and PodWorkPorts. */
  readonly containerStartUs: number;
  readonly relistUs: number;
  readonly refusalUs: number;
}

export class DetailedPods implements Snapshotable {
  readonly #ports: DetailedPodsPorts;
  readonly #due: EventKind;
  /** Of pods that turn round and round: they do not keep a run going. */
  readonly #endlesslyDue: EventKind;
  #works = new Map<PodId, PodWork>();
  /** Pods that have come to their end, of which the API has not heard yet. */
  #over = new Set<PodId>();
  readonly #workPorts: PodWorkPorts;
  /** Whom the ports of works speak of. */
  #podAtWork: PodId = NONE;
  #workAtWork: PodWork | undefined;

  constructor(ports: DetailedPodsPorts) {
    this.#ports = ports;
    const { cluster, pulls, containerStartUs, relistUs, refusalUs } = ports;
    this.#workPorts = {
      containerStartUs,
      relistUs,
      refusalUs,
      refusedAgain: (container, isBackedOff) => this.#tellOfRefusal(container, isBackedOff),
      chance: () => this.#draw(),
      imageReadyUs: (image, sizeBytes, nowUs) =>
        pulls.readyUs(cluster.pods.nodeOf(this.#podAtWork), image, sizeBytes, nowUs),
    };
    const goOn = (pod: number, ticket: number) => this.#goOn(pod, ticket);
    this.#due = ports.engine.defineKind("kubelet/pod-work", "kubelet", goOn);
    this.#endlesslyDue = ports.engine.defineBackgroundKind("kubelet/pod-endless-work", "kubelet", goOn);
  }

  has(pod: PodId): boolean {
    return this.#works.has(pod);
  }

  /** Containers that run now; undefined: the pod has no record. */
  running(pod: PodId): readonly RunningUse[] | undefined {
    const work = this.#works.get(pod);
    if (work === undefined) return this.#over.has(pod) ? [] : undefined;
    const { containers } = this.#ports.programmeOf(pod);
    return work.containers.flatMap((container, index) => {
      const { name, memory } = containers[index]!;
      if (container.state !== "running" && container.state !== "stopping") return [];
      return [{ name, use: memory, startedAtUs: processStartUs(container) }];
    });
  }

  /** How long the pod takes to stop that is asked to now, with or without a record, µs. */
  stopUs(pod: PodId, graceSeconds: number): number {
    const { engine, programmeOf } = this.#ports;
    const work = this.#works.get(pod);
    const programme = programmeOf(pod);
    return work === undefined
      ? podStopUs(programme, graceSeconds)
      : workStopUs(work, programme, graceSeconds, engine.now);
  }

  /** The pod's sandbox stands: its first container's turn has come. */
  begin(pod: PodId): void {
    const { engine, programmeOf } = this.#ports;
    const programme = programmeOf(pod);
    const work = this.#works.get(pod) ?? newPodWork(programme, engine.now, []);
    this.#works.set(pod, work);
    beginPod(work, programme, engine.now, this.#portsOf(pod, work));
    this.#advance(pod, work);
  }

  /** A pod that ran before the run: what of it is still to come is awaited. */
  takeOver(pod: PodId): void {
    const { cluster, engine, programmeOf } = this.#ports;
    const { containers = [], initContainers = [] } = cluster.life.detailOf(pod);
    const programme = programmeOf(pod);
    const startedUs = Math.min(cluster.pods.statusStartUs(pod) || 0, engine.now);
    const runs = cluster.pods.phaseOf(pod) === RUNNING;
    const isReady = isPodReady(cluster, pod);
    const before = { runs, isReady, startedUs, containers: [...initContainers, ...containers] };
    const work = workBefore(programme, before, engine.now);
    if (work === undefined) return;
    work.saidContainers = containersText(work, programme);
    this.#works.set(pod, work);
    this.#await(pod, work, nextDueUs(work, programme));
  }

  /** Its containers are gone with the machine that they ran on; `begin` starts them anew, each once more than before. */
  loseContainers(pod: PodId): void {
    const { cluster, engine, programmeOf } = this.#ports;
    const programme = programmeOf(pod);
    const counts = this.#restartsOf(pod, programme);
    const restarts = programme.containers.map(({ role }, index) => counts[index]! + Number(role !== "init"));
    const work = {
      ...newPodWork(programme, engine.now, restarts),
      saidStarted: true,
      saidReady: isPodReady(cluster, pod),
    };
    this.#works.set(pod, work);
    this.#report(pod, work, programme);
  }

  /** One of its containers is killed, as the machine has no memory left. */
  kill(pod: PodId, containerName: string): void {
    const { engine, programmeOf, relistUs } = this.#ports;
    const programme = programmeOf(pod);
    const work = this.#works.get(pod) ?? this.#runningWork(pod, programme);
    this.#works.set(pod, work);
    const index = programme.containers.findIndex(({ name }) => name === containerName);
    this.#portsOf(pod, work);
    exit(work.containers[index]!, KILLED_FOR_MEMORY, engine.now, Math.round(relistUs * this.#draw()));
    this.#advance(pod, work);
  }

  /** Its machine stood still since `fromUs`. */
  standStill(pod: PodId, fromUs: number): void {
    const { engine, programmeOf } = this.#ports;
    for (const [index, container] of (this.#works.get(pod)?.containers ?? []).entries()) {
      standStill(container, programmeOf(pod).containers[index]!, fromUs, engine.now);
    }
  }

  /** A kubelet is there again for a pod whose containers went on meanwhile. */
  resume(pod: PodId): void {
    const work = this.#works.get(pod);
    if (work === undefined) return;
    resumePod(work, this.#ports.programmeOf(pod), this.#ports.engine.now);
    work.saidReady = isPodReady(this.#ports.cluster, pod);
    this.#advance(pod, work);
  }

  /** Nothing more is to come of it. */
  forget(pod: PodId): void {
    this.#works.delete(pod);
    if (this.#over.size > 0) this.#over.delete(pod);
  }

  snapshot(): Snapshot {
    return {
      ...joinSnapshots({ pulls: this.#ports.pulls.snapshot() }),
      works: packJson([...this.#works]),
      over: packJson([...this.#over]),
    };
  }

  restore(saved: Snapshot): void {
    this.#ports.pulls.restore(partOf(saved, "pulls"));
    this.#works = new Map(unpackJson(saved, "works") as [PodId, PodWork][]);
    this.#over = new Set(unpackJson(saved, "over") as PodId[]);
  }

  /** Of a pod that has run as its status says, and that nobody had to follow. */
  #runningWork(pod: PodId, programme: PodProgramme): PodWork {
    const { cluster, engine } = this.#ports;
    const { pods } = cluster;
    const startedAtUs = Math.max(pods.startedAtUs(pod), 0);
    const work = runningPodWork(programme, startedAtUs, this.#restartsOf(pod, programme));
    advancePod(work, programme, engine.now, this.#portsOf(pod, work));
    return { ...work, saidStarted: true, saidReady: isPodReady(cluster, pod) };
  }

  #restartsOf(pod: PodId, programme: PodProgramme): readonly number[] {
    const { containers = [], initContainers = [] } = this.#ports.cluster.life.detailOf(pod);
    const counts = new Map([...containers, ...initContainers].map(({ name, restartCount }) => [name, restartCount]));
    return programme.containers.map(({ name }) => counts.get(name) ?? 0);
  }

  #goOn(pod: PodId, ticket: number): void {
    const work = this.#works.get(pod);
    if (work?.ticket === ticket && this.#ports.isManaged(pod)) this.#advance(pod, work);
  }

  #advance(pod: PodId, work: PodWork): void {
    const { engine, programmeOf } = this.#ports;
    const programme = programmeOf(pod);
    const dueUs = advancePod(work, programme, engine.now, this.#portsOf(pod, work));
    this.#report(pod, work, programme);
    if (!this.#works.has(pod)) return;
    // Nothing will happen any more, nothing is out of the ordinary that its status does not say, and nobody asks for its age.
    if (dueUs === NEVER && work.saidStarted && work.saidReady && !programme.saysMemory) this.#works.delete(pod);
    else this.#await(pod, work, dueUs);
    this.#ports.moved(pod);
  }

  #report(pod: PodId, work: PodWork, programme: PodProgramme): void {
    const { changes, hasEnded } = reportPod(pod, work, programme);
    if (changes.length > 0) this.#ports.writes.tell(pod, [...changes, ...this.#eventsOf(pod, programme, changes)]);
    if (!hasEnded) return;
    this.#works.delete(pod);
    this.#over.add(pod);
  }

  #eventsOf(pod: PodId, programme: PodProgramme, changes: readonly Change[]): readonly Change[] {
    const { cluster } = this.#ports;
    const said = changes.find((change) => change.kind === "pod-containers");
    if (said === undefined) return [];
    const { containers = [], initContainers = [] } = cluster.life.detailOf(pod);
    const live = [...(said.containers ?? []), ...(said.initContainers ?? [])];
    const events = waitingEvents(this.#toldPod(pod), programme, [...containers, ...initContainers], live);
    return events.map((event) => ({ kind: "event-recorded", event }));
  }

  #toldPod(pod: PodId): ToldPod {
    const { cluster } = this.#ports;
    return { namespace: cluster.classOfPod(pod).namespace, name: cluster.pods.nameOf(pod), uid: podUidOf(pod) };
  }

  /** The status says nothing new, but `kubectl get events` counts. */
  #tellOfRefusal(container: ContainerProgramme, isBackedOff: boolean): void {
    for (const event of refusalEvents(this.#toldPod(this.#podAtWork), container, isBackedOff)) {
      this.#ports.writes.record(event);
    }
  }

  #await(pod: PodId, work: PodWork, dueUs: number): void {
    work.ticket += 1;
    if (dueUs === NEVER) return;
    this.#ports.engine.schedule(moment(dueUs), isEndless(work) ? this.#endlesslyDue : this.#due, pod, work.ticket);
  }

  /** One object for all pods, each at its turn. */
  #portsOf(pod: PodId, work: PodWork): PodWorkPorts {
    this.#podAtWork = pod;
    this.#workAtWork = work;
    return this.#workPorts;
  }

  #draw(): number {
    const { cluster, draws } = this.#ports;
    const work = present(this.#workAtWork, "a pod at work");
    work.draws += 1;
    return draws.unit(cluster.drawIdOf(this.#podAtWork), FIRST_LATER_DRAW + work.draws);
  }
}
