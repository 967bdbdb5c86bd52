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

import type { PlannedService } from "../load/planned-load.ts";
import { processorOf, servingContainer, takesRequestsForUs } from "./pod-processor.ts";
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

/** A pod as the station of one service. */
interface PodStation {
  readonly service: number;
  readonly station: number;
}

export interface StationBookPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly targets: TargetPods;
  readonly services: readonly PlannedService[];
  readonly events: StationEvents;
}

const NO_STATIONS: readonly PodStation[] = Object.freeze([]);

export class StationBook implements Snapshotable {
  readonly #ports: StationBookPorts;
  readonly #drainDue: EventKind;
  #open = new Map<PodId, readonly PodStation[]>();
  #nextStation = 0;

  constructor(ports: StationBookPorts) {
    this.#ports = ports;
    this.#drainDue = ports.engine.defineBackgroundKind("traffic/drain", "kubelet", (pod, station) =>
      this.#drain(pod, station),
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
    const serving = wanted.filter((service) => this.#serves(pod, service));
    const kept = (before ?? NO_STATIONS).filter(({ service }) => serving.includes(service));
    for (const { service, station } of before ?? NO_STATIONS) {
      if (!serving.includes(service)) events.closed(service, station);
    }
    const added = serving
      .filter((service) => kept.every((own) => own.service !== service))
      .map((service) => ({ service, station: this.newNumber() }));
    if (kept.length + added.length > 0) this.#open.set(pod, [...kept, ...added]);
    else this.#open.delete(pod);
    for (const { service, station } of added) this.#begin(pod, service, station);
  }

  #begin(pod: PodId, service: number, station: number): void {
    const { cluster, events } = this.#ports;
    const node = cluster.pods.nodeOf(pod);
    const zone = cluster.nodes.has(node) ? cluster.nodes.record(node).zone : "";
    events.opened(service, pod, { id: station, zone, processor: this.#processor(pod, service) });
  }

  #serves(pod: PodId, service: number): boolean {
    const { cluster, services } = this.#ports;
    if (cluster.pods.phaseOf(pod) !== RUNNING) return false;
    const container = servingContainer(cluster.classOfPod(pod).pod, services[service]!.container);
    if (container === undefined) return false;
    const { containers } = cluster.life.detailOf(pod);
    const said = containers?.find(({ name }) => name === container.name);
    return said === undefined || said.state.kind === "running";
  }

  #processor(pod: PodId, service: number): Processor {
    const { cluster, services } = this.#ports;
    const node = cluster.pods.nodeOf(pod);
    const works = cluster.nodes.has(node) && cluster.kubelets.of(node).runsContainers;
    const cpuMilli = works ? cluster.nodes.allocatable(node, CPU_INDEX) : 0;
    return processorOf(cluster.classOfPod(pod).pod, services[service]!.container, cpuMilli, works ? 1 : 0);
  }

  /** A machine that does nothing answers nobody: whoever asks it waits. */
  #heedMachine(node: number): void {
    const { cluster, events } = this.#ports;
    for (let pod = cluster.pods.firstOnNode(node); pod !== NONE; pod = cluster.pods.nextOnNode(pod)) {
      for (const { service, station } of this.stationsOf(pod)) {
        events.changed(service, station, this.#processor(pod, service));
      }
    }
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
