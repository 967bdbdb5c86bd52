// The scenario of a backtest as data: the cluster, the objects, and the series as load. Each setting has one, and the manifests as the
// user wrote them have one too, so that their mistakes are told at their places.

import { isMapping } from "../../base/mapping.ts";

import { pathFrom } from "../../scenario/paths-between.ts";

import type { BacktestOptions, SeriesUnit } from "./backtest-request.ts";
import { listAt, mappingAt, textAt, type PlainObject } from "./plain-object.ts";
import { BEGIN } from "./warm-begin.ts";

const US_PER_SECOND = 1_000_000;

/** Where the pods run. */
export type BacktestCluster =
  /** Nodes that are made so that nothing waits. */
  | { readonly kind: "made"; readonly nodePool: PlainObject }
  /** `spec` of a scenario; `directory`: of its file, from which its paths lead. */
  | { readonly kind: "given"; readonly spec: PlainObject; readonly directory: string };

/** What one of the scenarios has of its own. */
export interface ScenarioParts {
  readonly name: string;
  readonly cluster: BacktestCluster;
  /** Files of objects that are there when the run begins, and of workloads that come then. */
  readonly standing: readonly string[];
  readonly coming: readonly string[];
  /** `service/web`. */
  readonly target: string;
  readonly namespace: string;
  readonly horizonUs: number;
  /** Metrics that the autoscaler asks for beside those of metrics-server. */
  readonly metrics: PlainObject;
  /** One by one, by intervals, or as the scenario finds fit. */
  readonly loadMode: string;
}

/** The document of the scenario. */
export function scenarioOf(parts: ScenarioParts, options: BacktestOptions): PlainObject {
  const { name, cluster, standing, coming, metrics } = parts;
  const given = cluster.kind === "given" ? keptOf(cluster.spec) : { start: BEGIN };
  const own = cluster.kind === "given" ? mappingAt(cluster.spec, ["cluster"]) : { nodePools: [cluster.nodePool] };
  const directory = cluster.kind === "given" ? cluster.directory : ".";
  const from = (path: string): string => pathFrom(directory, path);
  const manifests = [...textsIn(own["manifests"]), ...standing.map(from)];
  const told = { ...mappingAt(given, ["metrics"]), ...metrics };
  return {
    apiVersion: "plimsoll/v1alpha1",
    kind: "Scenario",
    metadata: { name, description: `A recorded series against the autoscaler of ${parts.target}` },
    spec: {
      ...given,
      horizon: `${parts.horizonUs}us`,
      cluster: { ...own, ...(manifests.length === 0 ? {} : { manifests }) },
      workloads: [
        ...listAt(given, ["workloads"]),
        ...(coming.length === 0 ? [] : [{ name: "backtest", manifests: coming.map(from) }]),
      ],
      load: [...listAt(given, ["load"]), loadOf(parts, options, from(options.series.path))],
      loadMode: parts.loadMode,
      ...(Object.keys(told).length === 0 ? {} : { metrics: told }),
    },
  };
}

/** What says how the cluster behaves; what a run is to end with, or to be held to, is the backtest's own. */
function keptOf(spec: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(spec).filter(([field]) => !OWN_FIELDS.has(field)));
}

const OWN_FIELDS: ReadonlySet<string> = new Set([
  "horizon",
  "thresholds",
  "sweep",
  "warmUp",
  "seed",
  "cluster",
  "controllers",
  "loadMode",
]);

function textsIn(manifests: unknown): readonly string[] {
  if (typeof manifests === "string") return [manifests];
  return Array.isArray(manifests) ? (manifests as readonly string[]) : [];
}

function loadOf({ target, namespace }: ScenarioParts, options: BacktestOptions, file: string): PlainObject {
  const { latency, concurrency, slo, cpuPerRequest } = options;
  return {
    target,
    namespace,
    name: SOURCE_NAME,
    requestsPerSecond: { recorded: recordedOf(options, file) },
    cpuPerRequest,
    ...(latency === undefined ? {} : { latency }),
    ...(concurrency === undefined ? {} : { concurrency }),
    slo,
  };
}

/** By which the load of the series is known among others of a scenario. */
export const SOURCE_NAME = "recorded";

const VALUES: Readonly<Record<SeriesUnit, string>> = Object.freeze({
  "requests-per-second": "perSecond",
  "requests-per-minute": "perMinute",
  "requests-per-hour": "perHour",
  count: "counts",
  cores: "perSecond",
});

function recordedOf({ series, cpuPerRequestUs }: BacktestOptions, file: string): PlainObject {
  const { unit, column, time, labels, gaps, from } = series;
  const scale = unit === "cores" ? (series.scale * US_PER_SECOND) / cpuPerRequestUs : series.scale;
  return {
    file,
    values: VALUES[unit],
    scale,
    atEnd: "loop",
    ...(column === undefined ? {} : { column }),
    ...(time === undefined ? {} : { time }),
    ...(labels === undefined ? {} : { series: labels }),
    ...(gaps === undefined ? {} : { gaps }),
    ...(from === undefined ? {} : { skip: from }),
  };
}

/**
 * Who answers for the metrics of the autoscaler that are not metrics-server's: figures of the load, chosen by the metrics' names.
 */
export function metricsOf(autoscaler: PlainObject): PlainObject {
  const pods: Record<string, string> = {};
  const objects: PlainObject[] = [];
  const external: PlainObject[] = [];
  for (const metric of listAt(autoscaler, ["spec", "metrics"])) {
    const type = textAt(metric, ["type"]);
    const source = type === undefined ? {} : mappingAt(metric, [type.charAt(0).toLowerCase() + type.slice(1)]);
    const name = textAt(source, ["metric", "name"]);
    if (name === undefined) continue;
    const value = { figure: figureNamed(name), service: SOURCE_NAME };
    if (type === "Pods") pods[name] = value.figure;
    if (type === "Object") objects.push({ name, ...described(source, autoscaler), ...value });
    if (type === "External") external.push({ name, ...labelsOf(source), ...value });
  }
  return {
    ...(Object.keys(pods).length === 0 ? {} : { pods }),
    ...(objects.length === 0 ? {} : { objects }),
    ...(external.length === 0 ? {} : { external }),
  };
}

function figureNamed(name: string): string {
  if (/in.?flight|concurren|active|connections/i.test(name)) return "inFlight";
  if (/wait|queue|backlog/i.test(name)) return "waiting";
  if (/latency|duration/i.test(name)) return "latency p(95)";
  return /error|fail/i.test(name) ? "errorsPerSecond" : "requestsPerSecond";
}

function described(source: unknown, autoscaler: PlainObject): PlainObject {
  const { kind, name } = mappingAt(source, ["describedObject"]);
  const namespace = textAt(autoscaler, ["metadata", "namespace"]);
  return { object: `${String(kind)}/${String(name)}`, ...(namespace === undefined ? {} : { namespace }) };
}

function labelsOf(source: unknown): PlainObject {
  const labels = mappingAt(source, ["metric", "selector", "matchLabels"]);
  return isMapping(labels) && Object.keys(labels).length > 0 ? { labels } : {};
}
