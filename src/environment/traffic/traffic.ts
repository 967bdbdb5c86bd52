// The requests of a run: rates that come and go, pods that serve and stop to, callers that hear of it, and what all that comes to.
// Requests themselves are the models' (queueing/); this part is where the cluster meets them: it hears what happens to pods and
// EndpointSlices, and says how much processor each pod uses. The one part of this folder that the simulation puts together.

import type { Coefficient } from "../../base/coefficient.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { TrafficModel, TrafficNetwork, TrafficOutcome, WaitingRequests } from "../../queueing/traffic-model.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { CrowdedNode } from "../../cluster/crowded-node.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { PlannedLoad, PlannedService } from "../load/planned-load.ts";
import type { PlannedMetrics } from "../load/planned-metrics.ts";
import type { RatePath } from "../load/rate-path.ts";
import { LoadFigures } from "./load-figures.ts";
import { NodeProcessors } from "./node-processors.ts";
import { servingPlace } from "./pod-processor.ts";
import { networkParts, type NetworkPart } from "./network-parts.ts";
import { Routes } from "./routes.ts";
import { StationBook, type OpenedStation } from "./station-book.ts";
import { sharedTargets, TargetPods } from "./target-pods.ts";
import { TrafficGroup } from "./traffic-group.ts";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "pod-placed",
  "pod-usage",
  "pod-started",
  "pod-ready",
  "pod-containers",
  "pod-updated",
  "pod-terminating",
  "pod-ended",
  "pod-deleted",
  "kubelet-changed",
  "object-stored",
  "object-removed",
]);

/** What came of requests in one part of the network. */
export interface PartOutcome {
  readonly part: NetworkPart;
  readonly outcome: TrafficOutcome;
}

export interface TrafficPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
  /** In the order of the plan's sources. */
  readonly paths: readonly RatePath[];
  /** One model for each part of the network. */
  readonly modelOf: (network: TrafficNetwork, part: number) => TrafficModel;
  readonly served: (outcome: PartOutcome) => void;
  /** What adapters tell of the load. */
  readonly metrics: PlannedMetrics;
}

export class Traffic implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #ports: TrafficPorts;
  readonly #services: readonly PlannedService[];
  readonly #targets: TargetPods;
  readonly #processors: NodeProcessors;
  readonly #stations: StationBook;
  readonly #routes: Routes;
  readonly #parts: readonly NetworkPart[];
  readonly #groups: readonly TrafficGroup[];
  /** By service and by source: its part, and its number in it. */
  readonly #ofService: readonly PlaceInPart[];
  readonly #ofSource: readonly PlaceInPart[];
  readonly #rateDue: EventKind;
  readonly #lookDue: EventKind;

  constructor({ network, services }: PlannedLoad, ports: TrafficPorts) {
    const { engine, cluster, coefficients } = ports;
    this.#ports = ports;
    this.#services = services;
    this.#rateDue = engine.defineBackgroundKind("traffic/rate", "faults", (source) => this.#changeRate(source));
    this.#lookDue = engine.defineBackgroundKind("traffic/look", "faults", (part) =>
      this.#groups[part]!.look(engine.now),
    );
    const targets = services.map(({ target }) => target);
    this.#targets = new TargetPods(cluster, targets);
    this.#parts = networkParts(network, sharedTargets(cluster, this.#targets));
    this.#groups = this.#parts.map((part, number) => this.#makeGroup(part, number));
    this.#ofService = placesIn(network.services.length, this.#parts, (part) => part.services);
    this.#ofSource = placesIn(network.sources.length, this.#parts, (part) => part.sources);
    this.#processors = new NodeProcessors({ engine, cluster, changed: (pod) => this.#stations.renew(pod) });
    this.#stations = new StationBook({
      engine,
      cluster,
      targets: this.#targets,
      services,
      events: {
        opened: (service, pod, station) => this.#open(service, pod, station),
        changed: (service, station, processor) => this.#touched(service).change(station, processor),
        drained: (service, station) => this.#touched(service).model.drain(station),
        closed: (service, station) => this.#close(service, station),
      },
      coresLeft: (pod, container) => this.#processors.coresLeft(pod, container),
    });
    const routed = (service: number): void => this.#route(service);
    this.#routes = new Routes({ engine, cluster, targets: this.#targets, services: targets, coefficients, routed });
  }

  /** To be called once, when the pods and objects of the begin are there. */
  begin(): void {
    this.#targets.forget();
    this.#processors.lookAtAll();
    this.#stations.lookAtAll();
    this.#routes.lookAtAll();
    this.#routes.begin();
    for (let source = 0; source < this.#ofSource.length; source += 1) this.#setRate(source);
  }

  hear(delta: Delta): void {
    // Told far more often than all else, and of no use to the others.
    if (delta.change.kind === "pod-usage") {
      this.#processors.hear(delta);
      return;
    }
    const isOtherwise = this.#targets.hear(delta);
    if (isOtherwise) this.#stations.lookAtAll();
    this.#processors.hear(delta);
    this.#stations.hear(delta);
    if (isOtherwise) this.#routes.lookAtAll();
    this.#routes.hear(delta);
  }

  /** The nodes whose pods wanted all of their processors until now, the longest first. */
  crowdedNodes(): readonly CrowdedNode[] {
    return this.#processors.crowdedNodes();
  }

  /** By source and place in its mix: requests that had no answer when all was told last; undefined: which they are is not known. */
  unanswered(): readonly (readonly (readonly WaitingRequests[])[] | undefined)[] {
    const byPart = this.#groups.map(({ model }) => model.unanswered());
    return this.#ofSource.map(({ part, number }) => byPart[part]?.[number]);
  }

  /** All that came of requests until now is told: at the end of a run. */
  finish(): void {
    for (const group of this.#groups) group.finish(this.#ports.engine.now);
  }

  snapshot(): Snapshot {
    const groups = this.#groups.map((group, number) => [`group${number}`, group.snapshot()] as const);
    const paths = this.#ports.paths.map((path, number) => [`path${number}`, path.snapshot()] as const);
    return joinSnapshots({
      ...Object.fromEntries([...groups, ...paths]),
      processors: this.#processors.snapshot(),
      stations: this.#stations.snapshot(),
      routes: this.#routes.snapshot(),
    });
  }

  /** After the cluster. */
  restore(saved: Snapshot): void {
    this.#targets.forget();
    for (const [number, group] of this.#groups.entries()) group.restore(partOf(saved, `group${number}`));
    for (const [number, path] of this.#ports.paths.entries()) path.restore(partOf(saved, `path${number}`));
    this.#processors.restore(partOf(saved, "processors"));
    this.#stations.restore(partOf(saved, "stations"));
    this.#routes.restore(partOf(saved, "routes"));
  }

  #makeGroup(part: NetworkPart, number: number): TrafficGroup {
    const { engine, cluster, metrics, modelOf, served } = this.#ports;
    return new TrafficGroup(modelOf(part.network, number), {
      uses: ({ pod, container }, fromUs, cpuMilli) =>
        cluster.apply({ kind: "pod-usage", pod, container, fromUs, cpuMilli }, engine.now),
      served: (outcome) => served({ part, outcome }),
      lookAt: (us) => engine.schedule(moment(us), this.#lookDue, number),
      services: part.services,
      figures: asksForFigures(metrics)
        ? new LoadFigures(metrics, (change) => cluster.apply(change, engine.now))
        : undefined,
    });
  }

  #changeRate(source: number): void {
    this.#ports.paths[source]!.advance();
    this.#setRate(source);
  }

  #setRate(source: number): void {
    const { engine, paths } = this.#ports;
    const { part, number } = this.#ofSource[source]!;
    const path = paths[source]!;
    const group = this.#groups[part]!;
    group.touch(engine.now);
    group.model.setRate(number, path.perSecond);
    if (path.untilUs < Infinity) engine.schedule(moment(path.untilUs), this.#rateDue, source);
  }

  /** The group of the service, with its time at now. */
  #touched(service: number): TrafficGroup {
    const group = this.#groups[this.#ofService[service]!.part]!;
    group.touch(this.#ports.engine.now);
    return group;
  }

  #open(service: number, pod: PodId, { id, zone, processor }: OpenedStation): void {
    const group = this.#touched(service);
    group.model.open({ id, service: this.#ofService[service]!.number, zone, processor });
    const container = servingPlace(this.#ports.cluster.classOfPod(pod).pod, this.#services[service]!.container);
    group.enter({ pod, container }, service, { id, processor });
    if (this.#routes.of(service).includes(pod)) this.#route(service);
  }

  #close(service: number, station: number): void {
    const group = this.#touched(service);
    group.model.close(station);
    group.leave(station);
  }

  #route(service: number): void {
    const stations = this.#routes.of(service).map((pod) => this.#stations.stationOf(pod, service) ?? NO_STATION);
    this.#touched(service).model.route(this.#ofService[service]!.number, stations);
  }
}

function asksForFigures({ pods, objects, external }: PlannedMetrics): boolean {
  return pods.length > 0 || [...objects, ...external].some(({ value }) => value.kind === "service");
}

/** Of a pod that serves nobody: it refuses. */
const NO_STATION = 0;

interface PlaceInPart {
  readonly part: number;
  readonly number: number;
}

function placesIn(
  count: number,
  parts: readonly NetworkPart[],
  membersOf: (part: NetworkPart) => readonly number[],
): readonly PlaceInPart[] {
  const places = Array.from({ length: count }, (): PlaceInPart => ({ part: 0, number: 0 }));
  for (const [part, members] of parts.entries()) {
    for (const [number, member] of membersOf(members).entries()) places[member] = { part, number };
  }
  return places;
}
