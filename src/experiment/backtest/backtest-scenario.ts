// The scenario of a backtest as data: the cluster, the objects, and the series as load. Each setting has one, and the manifests as the
// user wrote them have one too, so that their mistakes are told at their places.

import { withAssignments } from "../../scenario/assignments.ts";
import { pathFrom } from "../../scenario/paths-between.ts";

import type { BacktestOptions } from "./backtest-request.ts";
import { metricsServing, type MetricFigure } from "./metric-figures.ts";
import { isLeftOut, SOURCE_NAME } from "./own-fields.ts";
import { listAt, mappingAt, type PlainObject } from "./plain-object.ts";
import type { SeriesUnit } from "./series-units.ts";
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
  readonly autoscaler: PlainObject;
  /** Of its metrics that the scenario does not serve by itself. */
  readonly figures: readonly MetricFigure[];
  /** One by one, by intervals, or as the scenario finds fit. */
  readonly loadMode: string;
}

/** The document of the scenario. */
export function scenarioOf(parts: ScenarioParts, options: BacktestOptions): PlainObject {
  const { name, cluster, standing, coming, autoscaler, figures } = parts;
  const given = cluster.kind === "given" ? keptOf(cluster.spec) : { start: BEGIN };
  const own = cluster.kind === "given" ? mappingAt(cluster.spec, ["cluster"]) : { nodePools: [cluster.nodePool] };
  const directory = cluster.kind === "given" ? cluster.directory : ".";
  const from = (path: string): string => pathFrom(directory, path);
  const manifests = [...textsIn(own["manifests"]), ...standing.map(from)];
  const told = metricsServing(figures, autoscaler, SOURCE_NAME, mappingAt(given, ["metrics"]));
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

/** What kube-controller-manager is started with, as the scenario of the cluster and the user's options have it. */
export function controllerManagerOf(cluster: BacktestCluster | undefined, { set }: BacktestOptions): PlainObject {
  const spec = cluster?.kind === "given" ? cluster.spec : {};
  const assigned = withAssignments({ spec }, set);
  return assigned.kind === "assigned" ? mappingAt(assigned.value, ["spec", "controllerManager"]) : {};
}

/** What says how the cluster behaves; what a run is to end with, or to be held to, is the backtest's own. */
function keptOf(spec: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(spec).filter(([field]) => !isLeftOut(field)));
}

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

const VALUES: Readonly<Record<SeriesUnit, string>> = Object.freeze({
  "requests-per-second": "perSecond",
  "requests-per-minute": "perMinute",
  "requests-per-hour": "perHour",
  count: "counts",
  rows: "requests",
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
