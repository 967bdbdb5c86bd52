// The stations that pods are to the network of services: one for each target that selects a pod, from the moment at which its
// container runs until it stops, and a new one after each restart. Hears what the API says of pods and what happens to their
// machines; keeps numbers, and tells the traffic what comes and goes.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Processor } from "../../queueing/traffic-model.ts";

import type { Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";
import { CPU_INDEX } from "../../cluster/resource-index.ts";
import { runningSinceUs } from "../../cluster/running-since.ts";

import type { PlannedService } from "../load/planned-load.ts";
import {
  PaceOverAge,
  processorOf,
  servingContainer,
  servingPlace,
  takesRequestsForUs,
  type Pace,
} from "./pod-processor.ts";
import type { TargetPods } from "./target-pods.ts";

/** Who is told; `service` is the target's number. */
export interface StationEvents {
  opened(service: number, pod: PodId, station: OpenedStation): void;
  changed(service: number, station: number, processor: Processor): void;
  drained(service: number, station: number): void;
  closed(service: number, station: number): void;
}

export interface OpenedStation {
  readonly id: number;
  readonly zone: string;
  readonly processor: Processor;
}

/** A pod as the station of one service, from one start of its container on. */
interface PodStation {
  readonly service: number;
  readonly station: number;
  readonly sinceUs: number;
}

export interface StationBookPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly targets: TargetPods;
  readonly services: readonly PlannedService[];
  readonly events: StationEvents;
  /** What neighbours leave of the node to the pod's container of that place, cores; Infinity: enough. */
  readonly coresLeft: (pod: PodId, container: number) => number;
}

const NO_STATIONS: readonly PodStation[] = Object.freeze([]);
const STANDS_STILL: Pace = Object.freeze({ speed: 0, ownMilli: 0 });

export class StationBook implements Snapshotable {
  readonly #ports: StationBookPorts;
  readonly #drainDue: EventKind;
  readonly #warmer: EventKind;
  /** By class and service. */
  readonly #paces = new Map<string, PaceOverAge>();
  #open = new Map<PodId, readonly PodStation[]>();
  #nextStation = 0;

  constructor(ports: StationBookPorts) {
    this.#ports = ports;
    this.#drainDue = ports.engine.defineBackgroundKind("traffic/drain", "kubelet", (pod, station) =>
      this.#drain(pod, station),
    );
    this.#warmer = ports.engine.defineBackgroundKind("traffic/warm-up", "kubelet", (pod, station) =>
      this.#warm(pod, station),
    );
  }

  /** A number that no station has had. */
  newNumber(): number {
    this.#nextStation += 1;
    return this.#nextStation;
  }

  /** Undefined while the pod is none for the service. */
  stationOf(pod: PodId, service: number): number | undefined {
    return this.stationsOf(pod).find((own) => own.service === service)?.station;
  }

  stationsOf(pod: PodId): readonly PodStation[] {
    return this.#open.get(pod) ?? NO_STATIONS;
  }

  /** Looks at every pod: at the begin, and when a target selects otherwise. */
  lookAtAll(): void {
    const { pods } = this.#ports.cluster;
    for (let pod = 0; pod < pods.size; pod += 1) {
      if (pods.phaseOf(pod) === RUNNING || this.#open.has(pod)) this.#look(pod);
    }
  }

  hear({ change, pod }: Delta): void {
    switch (change.kind) {
      case "pod-placed":
      case "pod-started":
      case "pod-containers":
      case "pod-updated":
      case "pod-ended":
      case "pod-deleted":
        this.#look(pod);
        break;
      case "pod-terminating":
        this.#foreseeDrain(pod);
        break;
      case "kubelet-changed":
        this.#heedMachine(change.node);
        break;
      default:
        // Of no pod or slice.
        break;
    }
  }

  snapshot(): Snapshot {
    return { stations: packJson([this.#nextStation, [...this.#open]]) };
  }

  restore(saved: Snapshot): void {
    const [next, open] = unpackJson(saved, "stations") as [number, [PodId, readonly PodStation[]][]];
    this.#nextStation = next;
    this.#open = new Map(open);
  }

  /** Opens and closes what is to be by now. */
  #look(pod: PodId): void {
    const { cluster, targets, events } = this.#ports;
    const before = this.#open.get(pod);
    const wanted = targets.of(cluster.pods.classOf(pod));
    if (before === undefined && wanted.length === 0) return;
    const serving = wanted.flatMap((service) => {
      const sinceUs = this.#servesSinceUs(pod, service);
      return sinceUs === undefined ? [] : [{ service, sinceUs }];
    });
    const goesOn = (own: PodStation): boolean =>
      serving.some(({ service, sinceUs }) => service === own.service && sinceUs === own.sinceUs);
    const kept = (before ?? NO_STATIONS).filter((own) => goesOn(own));
    for (const own of before ?? NO_STATIONS) if (!goesOn(own)) events.closed(own.service, own.station);
    const added = serving
      .filter(({ service }) => kept.every((own) => own.service !== service))
      .map(({ service, sinceUs }) => ({ service, sinceUs, station: this.newNumber() }));
    if (kept.length + added.length > 0) this.#open.set(pod, [...kept, ...added]);
    else this.#open.delete(pod);
    for (const own of added) this.#begin(pod, own);
  }

  #begin(pod: PodId, own: PodStation): void {
    const { cluster, events } = this.#ports;
    const { service, station } = own;
    const node = cluster.pods.nodeOf(pod);
    const zone = cluster.nodes.has(node) ? cluster.nodes.record(node).zone : "";
    events.opened(service, pod, { id: station, zone, processor: this.#processor(pod, own) });
    this.#awaitPace(pod, own);
  }

  /** While the container warms up, and as what it uses by itself changes, it does another amount of work from moments that are known. */
  #awaitPace(pod: PodId, { service, station, sinceUs }: PodStation): void {
    const { engine } = this.#ports;
    const nextUs = sinceUs + this.#paceOf(pod, service).nextAgeUs(engine.now - sinceUs);
    if (nextUs < Infinity) engine.schedule(moment(nextUs), this.#warmer, pod, station);
  }

  #warm(pod: PodId, station: number): void {
    const own = this.stationsOf(pod).find((open) => open.station === station);
    if (own === undefined) return;
    this.#ports.events.changed(own.service, station, this.#processor(pod, own));
    this.#awaitPace(pod, own);
  }

  #paceOf(pod: PodId, service: number): PaceOverAge {
    const { cluster, services } = this.#ports;
    const classId = cluster.pods.classOf(pod);
    const key = `${classId}/${service}`;
    let pace = this.#paces.get(key);
    if (pace === undefined) {
      pace = new PaceOverAge(cluster.classes.get(classId).pod, services[service]!.container);
      this.#paces.set(key, pace);
    }
    return pace;
  }

  /** Since when its container runs; undefined: it does not. */
  #servesSinceUs(pod: PodId, service: number): number | undefined {
    const { cluster, services } = this.#ports;
    if (cluster.pods.phaseOf(pod) !== RUNNING) return undefined;
    const container = servingContainer(cluster.classOfPod(pod).pod, services[service]!.container);
    if (container === undefined) return undefined;
    return runningSinceUs(cluster, pod, cluster.life.detailOf(pod), container.name);
  }

  #processor(pod: PodId, { service, sinceUs }: PodStation): Processor {
    const { engine, cluster, services, coresLeft } = this.#ports;
    const { pod: object } = cluster.classOfPod(pod);
    const { container } = services[service]!;
    const node = cluster.pods.nodeOf(pod);
    const works = cluster.nodes.has(node) && cluster.kubelets.of(node).runsContainers;
    const cpuMilli = works ? cluster.nodes.allocatable(node, CPU_INDEX) : 0;
    const pace = works ? this.#paceOf(pod, service).at(engine.now - sinceUs) : STANDS_STILL;
    const leftCores = coresLeft(pod, servingPlace(object, container));
    const alone = processorOf(object, container, cpuMilli, pace);
    return leftCores < alone.cores ? { ...alone, cores: leftCores } : alone;
  }

  /** A machine that does nothing answers nobody: whoever asks it waits. */
  #heedMachine(node: number): void {
    const { cluster } = this.#ports;
    for (let pod = cluster.pods.firstOnNode(node); pod !== NONE; pod = cluster.pods.nextOnNode(pod)) {
      this.renew(pod);
    }
  }

  /** Something that the pod's processors follow from has changed. */
  renew(pod: PodId): void {
    const { events } = this.#ports;
    for (const own of this.stationsOf(pod)) events.changed(own.service, own.station, this.#processor(pod, own));
  }

  #foreseeDrain(pod: PodId): void {
    const { engine, cluster, services } = this.#ports;
    const { pod: object } = cluster.classOfPod(pod);
    for (const { service, station } of this.stationsOf(pod)) {
      const takesUs = takesRequestsForUs(object, services[service]!.container);
      if (takesUs !== undefined) engine.schedule(moment(engine.now + takesUs), this.#drainDue, pod, station);
    }
  }

  #drain(pod: PodId, station: number): void {
    const own = this.stationsOf(pod).find((open) => open.station === station);
    if (own !== undefined) this.#ports.events.drained(own.service, station);
  }
}
