// A small world for the traffic: a cluster without components, in which tests say what happens, and a model that writes down what it
// is told.

import { moment, seconds } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { PodId } from "../../../src/cluster/pod-table.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { LoadTarget, PlannedLoad } from "../../../src/environment/load/planned-load.ts";
import type { PlannedMetrics } from "../../../src/environment/load/planned-metrics.ts";
import type { RatePath } from "../../../src/environment/load/rate-path.ts";
import { COEFFICIENTS } from "../../../src/environment/traffic/coefficients.ts";
import { Traffic, type PartOutcome } from "../../../src/environment/traffic/traffic.ts";
import type { EndpointSlice } from "../../../src/model/api/types/endpoint-slice.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import type { Processor, Station, TrafficModel, TrafficOutcome } from "../../../src/queueing/traffic-model.ts";
import { node, pod as newPod } from "../../model/build-objects.ts";

export const SECOND = 1_000_000;

/** Serves nothing: each station works at a rate that the test sets, and all that it is told is written down. */
export class WrittenModel implements TrafficModel {
  nowUs = 0;
  readonly told: string[] = [];
  /** Cores in use, by station. */
  readonly cores = new Map<number, number>();
  readonly #work = new Map<number, number>();
  steadySinceUs = 0;

  advance(toUs: number): void {
    for (const [station, cores] of this.cores) {
      this.#work.set(station, this.workDoneUs(station) + cores * (toUs - this.nowUs));
    }
    this.nowUs = toUs;
  }

  setRate(source: number, perSecond: number): void {
    this.#tell(`source ${source}: ${perSecond}/s`);
  }

  open({ id, service, zone, processor }: Station): void {
    this.#tell(`open ${id} for ${service} in ${zone}: ${text(processor)}`);
  }

  setProcessor(station: number, processor: Processor): void {
    this.#tell(`${station}: ${text(processor)}`);
  }

  drain(station: number): void {
    this.#tell(`drain ${station}`);
  }

  close(station: number): void {
    this.cores.delete(station);
    this.#tell(`close ${station}`);
  }

  unanswered(): undefined {
    return undefined;
  }

  route(service: number, stations: readonly number[]): void {
    this.#tell(`route ${service}: ${stations.join(" ")}`);
  }

  collect(): TrafficOutcome {
    return { fromUs: 0, untilUs: this.nowUs, sources: [], services: [] };
  }

  workDoneUs(station: number): number {
    return this.#work.get(station) ?? 0;
  }

  arrivedAt(): number {
    return 0;
  }

  inStation(): number {
    return 0;
  }

  waiting(): number {
    return 0;
  }

  snapshot() {
    return {};
  }

  restore(): void {}

  #tell(what: string): void {
    this.told.push(`${this.nowUs / SECOND} s: ${what}`);
  }
}

function text({ speed, cores, quota }: Processor): string {
  return `${cores} cores at ${speed}${quota === undefined ? "" : `, ${quota.workUs} of ${quota.periodUs} us`}`;
}

/** The rates of one source: each holds until the next moment. */
export function stepsOf(...pieces: readonly (readonly [number, number])[]): RatePath {
  let place = 0;
  return {
    get fromUs() {
      return pieces[place]![0];
    },
    get untilUs() {
      return pieces[place + 1]?.[0] ?? Infinity;
    },
    get perSecond() {
      return pieces[place]![1];
    },
    advance() {
      place += 1;
    },
    snapshot: () => ({ place: Float64Array.of(place) }),
    restore: (saved) => {
      place = saved["place"]![0]!;
    },
  };
}

const PATIENCE = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
const POSITION = { file: "load.yaml", line: 1, column: 1 };

/** One service and one source for each target. */
function plannedLoad(targets: readonly LoadTarget[]): PlannedLoad {
  const requestClass = {
    name: "all",
    serviceTime: { kind: "constant", value: 1000 },
    cpuShare: 1,
    stages: [],
  } as const;
  const services = targets.map(({ name }) => ({
    name,
    classes: [requestClass],
    concurrency: Infinity,
    queueLimit: Infinity,
    balancing: "random" as const,
  }));
  const sources = targets.map(({ name }, service) => ({
    name: `to-${name}`,
    service,
    mix: [{ requestClass: 0, share: 1 }],
    arrivals: "poisson" as const,
    patience: PATIENCE,
  }));
  return {
    mode: "exact",
    network: { services, sources },
    services: targets.map((target) => ({ target, position: POSITION })),
    sources: targets.map(() => ({ rate: [] })),
  };
}

export interface TrafficWorld {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly traffic: Traffic;
  /** By part of the network. */
  readonly models: readonly WrittenModel[];
  readonly uses: { readonly pod: PodId; readonly fromUs: number; readonly cpuMilli: number }[];
  readonly outcomes: PartOutcome[];
  at(atSeconds: number, action: () => void): void;
  apply(change: Change): void;
  /** Of what is there by then. */
  begin(): void;
  /** A pod of the labels `app: APP` that runs on the node, which has 4 cores. */
  place(
    app: string,
    name: string,
    options?: Partial<Pod["spec"]>,
    annotations?: Readonly<Record<string, string>>,
  ): PodId;
}

export const NO_METRICS: PlannedMetrics = {
  server: null,
  adapter: { intervalUs: 30 * SECOND, lagUs: 0 },
  pods: [],
  objects: [],
  external: [],
};

export function trafficWorld(
  targets: readonly LoadTarget[],
  paths: readonly RatePath[],
  metrics: PlannedMetrics = NO_METRICS,
): TrafficWorld {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const models: WrittenModel[] = [];
  const outcomes: PartOutcome[] = [];
  const uses: { pod: PodId; fromUs: number; cpuMilli: number }[] = [];
  const apply = (change: Change): void => void cluster.apply(change, engine.now);
  for (const zone of ["a", "b"]) {
    const labels = { "topology.kubernetes.io/zone": zone };
    apply({
      kind: "node-added",
      node: node(`n-${zone}`, { cpu: "4", memory: "8Gi", pods: "110" }, { labels }),
      pool: "p",
    });
  }
  const traffic = new Traffic(plannedLoad(targets), {
    engine,
    cluster,
    coefficients: COEFFICIENTS,
    paths,
    modelOf: () => {
      models.push(new WrittenModel());
      return models.at(-1)!;
    },
    served: (outcome) => outcomes.push(outcome),
    metrics,
  });
  cluster.observe({ hear: ({ change }) => void (change.kind === "pod-usage" && uses.push(change)) });
  return {
    engine,
    cluster,
    traffic,
    models,
    uses,
    outcomes,
    apply,
    begin: () => {
      cluster.observe(traffic);
      traffic.begin();
    },
    at: (atSeconds, action) => void engine.scheduleHook(moment(seconds(atSeconds)), "api", action),
    place: (app, name, spec = {}, annotations = {}) => {
      const object = newPod(spec, { name, labels: { app }, annotations });
      const classId = cluster.classifyPlaced(object);
      apply({ kind: "pod-placed", classId, name, nodeName: "n-a" });
      return cluster.pods.size - 1;
    },
  };
}

export function storedService(name: string): Change {
  const metadata = { name, namespace: "default" };
  return {
    kind: "object-stored",
    stored: { kind: "Service", object: { metadata, spec: { selector: { app: name } } } },
  };
}

/** A slice of the Service with these pods; those named with `!` are not ready, those with `~` serve while they terminate. */
export function storedSlice(name: string, ...pods: readonly string[]): Change {
  const endpoints = pods.map((text_) => ({
    addresses: [],
    conditions: { ready: !/^[!~]/.test(text_), serving: !text_.startsWith("!"), terminating: text_.startsWith("~") },
    targetRef: { kind: "Pod", namespace: "default", name: text_.replace(/^[!~]/, "") },
  }));
  const metadata = { name: `${name}-1`, namespace: "default", labels: { "kubernetes.io/service-name": name } };
  const object: EndpointSlice = { metadata, addressType: "IPv4", endpoints, ports: [] };
  return { kind: "object-stored", stored: { kind: "EndpointSlice", object } };
}

export const WEB: LoadTarget = { kind: "Service", namespace: "default", name: "web" };

/** What the first part's model was told until then. */
export function toldUntil(world: TrafficWorld, atSeconds: number): readonly string[] {
  world.at(atSeconds, () => {});
  world.engine.run();
  return world.models[0]!.told;
}
