// What answers for metrics in a run: metrics-server and an adapter, as the plan has them, and the series that only they know.

import { RandomStreams } from "../base/random/random-streams.ts";

import type { Engine } from "../engine/engine.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";

import { MetricsApis } from "../components/metrics-server/metrics-apis.ts";
import {
  METRICS_SERVER_DEFAULTS,
  type AdapterSettings,
  type FigureReading,
} from "../components/metrics-server/settings.ts";

import { createRatePath } from "../environment/load/load-profiles.ts";
import type { LoadFigure, MetricValue, PlannedMetrics } from "../environment/load/planned-metrics.ts";
import { podSeries, serviceSeries } from "../environment/traffic/load-figures.ts";
import { MetricSeries, type OwnSeries } from "../environment/traffic/metric-series.ts";

export interface MetricsAtWorkPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly seed: string;
}

export function metricsApis({ server, ...planned }: PlannedMetrics, ports: MetricsAtWorkPorts): MetricsApis {
  const { engine, cluster, seed } = ports;
  const settings = {
    server: server === null ? undefined : { ...METRICS_SERVER_DEFAULTS, resolutionUs: server.resolutionUs },
    adapter: adapterSettings(planned),
  };
  return new MetricsApis(settings, { cluster, nowUs: () => engine.now, seed, nodes: cluster.nodes.size });
}

/** Series of metrics that have one of their own. */
export function metricSeries({ objects, external }: PlannedMetrics, ports: MetricsAtWorkPorts): MetricSeries {
  const streams = new RandomStreams(ports.seed);
  const own = [...objects, ...external].flatMap(({ name, value }, number): OwnSeries[] => {
    if (value.kind !== "series") return [];
    return [{ series: ownSeries(number), path: createRatePath(value.rate, `metric/${name}`, streams) }];
  });
  return new MetricSeries(own, ports.engine, ports.cluster);
}

function adapterSettings({ adapter, pods, objects, external }: Omit<PlannedMetrics, "server">): AdapterSettings {
  const seriesOf = (
    value: MetricValue,
    number: number,
  ): Pick<AdapterSettings["objects"][number], "series" | "reading"> =>
    value.kind === "service"
      ? { series: serviceSeries(value.service, value.figure), reading: readingOf(value.figure) }
      : { series: ownSeries(number), reading: "moment" };
  return {
    ...adapter,
    pods: pods.map(({ name, figure }) => ({ name, series: podSeries(figure), reading: readingOf(figure) })),
    objects: objects.map(({ name, object, value }, number) => ({ name, object, ...seriesOf(value, number) })),
    external: external.map(({ name, labels, value }, number) => {
      return { name, labels, ...seriesOf(value, objects.length + number) };
    }),
  };
}

/** Rates are those of the adapter's interval; what can be counted at a moment is what it is then. */
function readingOf({ kind }: LoadFigure): FigureReading {
  return kind === "requests-per-second" || kind === "errors-per-second" ? "mean" : "moment";
}

/** By place among the metrics of objects, then the external ones. */
function ownSeries(number: number): string {
  return `own/${number}`;
}
