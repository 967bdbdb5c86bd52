// `spec.metrics` of a scenario: what the metrics APIs tell, and how late.
// Defaults: kubernetes-sigs/metrics-server v0.8, manifests/base (15 s, at least 10 s); a Prometheus that scrapes each 30 s.

import { span } from "../../base/time.ts";

import { USAGE_KEPT_US } from "../../cluster/pod-usage.ts";

import type {
  LoadFigure,
  MetricValue,
  PlannedExternalMetric,
  PlannedMetrics,
  PlannedObjectMetric,
} from "../../environment/load/planned-metrics.ts";
import { METRIC_VALUES } from "../../environment/load/profile-options.ts";
import type { OptionPath } from "../../environment/option-reader.ts";

import { ScenarioOptions } from "../scenario-options.ts";
import type { LoadReading } from "./load-reading.ts";
import type { MetricsOptions, ValueOptions } from "./metrics-schema.ts";
import { readRate } from "./read-rate.ts";
import { findService, namedServices, type NamedService } from "./service-names.ts";

const DEFAULT_RESOLUTION = "15s";
const SHORTEST_RESOLUTION_US = 10_000_000;
/** What pods used is kept for ten minutes: three scrapes must fall into them, and whatever an adapter looks back on. */
const LONGEST_RESOLUTION_US = 180_000_000;
const DEFAULT_INTERVAL = "30s";
const ROOT = ["spec", "metrics"];

/** What is told where controllers run; undefined where none do, which is told if metrics were asked for. */
export function readMetrics(reading: LoadReading): PlannedMetrics | undefined {
  const { spec } = reading.scenario.options;
  const reader = new ScenarioOptions(reading.scenario, ROOT, reading.sink);
  const { metrics = {} } = spec;
  if (!reading.areControlled) {
    if (spec.metrics === undefined) return undefined;
    const message = "metrics: no controllers run in this scenario, so that nobody asks for metrics";
    reader.reportKey([], { code: "wrong-value", message, expected: "spec.controllers: simulated" });
  }
  const services = namedServices(spec.load ?? []);
  if (services.length === 0 && Object.keys(metrics.pods ?? {}).length > 0) {
    const message = "pods: the scenario has no load, so that there are no figures of pods";
    reader.reportKey(["pods"], { code: "wrong-value", message, expected: "services under spec.load" });
  }
  return {
    server: readServer(metrics, reader),
    adapter: readAdapter(metrics, reader),
    pods: Object.entries(metrics.pods ?? {}).map(([name, figure]) => ({ name, figure: figureOf(figure) })),
    objects: readObjects(metrics, services, reading, reader),
    external: readExternal(metrics, services, reading, reader),
  };
}

function readServer({ server }: MetricsOptions, reader: ScenarioOptions): PlannedMetrics["server"] {
  if (server === "none") return null;
  const { resolution = DEFAULT_RESOLUTION } = server ?? {};
  const resolutionUs = reader.spanOf(resolution, ["server", "resolution"]);
  const isShort = resolutionUs < SHORTEST_RESOLUTION_US;
  if (!isShort && resolutionUs <= LONGEST_RESOLUTION_US) return { resolutionUs };
  const why = isShort ? "metrics-server refuses it" : "plimsoll keeps ten minutes of what pods use";
  const message = `resolution: ${resolution} is out of range: ${why}`;
  reader.report(["server", "resolution"], { code: "out-of-range", message, expected: "10s to 3m" });
  return { resolutionUs: SHORTEST_RESOLUTION_US };
}

function readAdapter({ adapter = {} }: MetricsOptions, reader: ScenarioOptions): PlannedMetrics["adapter"] {
  const { interval = DEFAULT_INTERVAL, lag } = adapter;
  const intervalUs = reader.spanOf(interval, ["adapter", "interval"]);
  if (intervalUs < 1_000_000) {
    const message = `interval: ${interval} is out of range`;
    reader.report(["adapter", "interval"], { code: "out-of-range", message, expected: "at least 1s" });
  }
  const lagUs = lag === undefined ? span(0) : reader.spanOf(lag, ["adapter", "lag"]);
  if (2 * intervalUs + lagUs > USAGE_KEPT_US) {
    const message = "adapter: it looks back further than the ten minutes that plimsoll keeps of figures";
    reader.report(["adapter"], {
      code: "out-of-range",
      message,
      expected: "a lag and twice the interval of 10m at most",
    });
  }
  return { intervalUs: Math.max(intervalUs, 1_000_000), lagUs };
}

/** The figure of a text that the schema has let through. */
export function figureOf(text: string): LoadFigure {
  switch (text) {
    case "requestsPerSecond":
      return { kind: "requests-per-second" };
    case "errorsPerSecond":
      return { kind: "errors-per-second" };
    case "inFlight":
      return { kind: "in-flight" };
    case "waiting":
      return { kind: "waiting" };
    default:
      return { kind: "latency", quantile: Number(`${text.slice("latency p(".length, -1)}e-2`) };
  }
}

function readObjects(
  { objects = [] }: MetricsOptions,
  services: readonly NamedService[],
  reading: LoadReading,
  reader: ScenarioOptions,
): readonly PlannedObjectMetric[] {
  const taken = new Set<string>();
  return objects.flatMap((metric, index) => {
    const path = ["objects", index];
    const { name, object, namespace = "default" } = metric;
    const slash = object.indexOf("/");
    const meant = { kind: object.slice(0, slash), namespace, name: object.slice(slash + 1) };
    checkTwice(`${name} of ${namespace}/${object}`, taken, path, reader);
    const value = readValue(metric, name, path, services, reading, reader);
    const position = reading.scenario.positionOf([...ROOT, ...path]);
    return value === undefined ? [] : [{ name, object: meant, value, position }];
  });
}

function readExternal(
  { external = [] }: MetricsOptions,
  services: readonly NamedService[],
  reading: LoadReading,
  reader: ScenarioOptions,
): readonly PlannedExternalMetric[] {
  const taken = new Set<string>();
  return external.flatMap((metric, index) => {
    const path = ["external", index];
    const { name, labels = {} } = metric;
    const shown = Object.entries(labels).map(([key, value]) => `${key}: ${value}`);
    checkTwice(shown.length === 0 ? name : `${name} {${shown.toSorted().join(", ")}}`, taken, path, reader);
    const value = readValue(metric, name, path, services, reading, reader);
    const position = reading.scenario.positionOf([...ROOT, ...path]);
    return value === undefined ? [] : [{ name, labels, value, position }];
  });
}

function checkTwice(shown: string, taken: Set<string>, path: OptionPath, reader: ScenarioOptions): void {
  if (taken.has(shown)) {
    const message = `the metric ${shown} is there twice`;
    reader.report([...path, "name"], { code: "duplicate-name", message, expected: "one value for each metric" });
  }
  taken.add(shown);
}

function readValue(
  { figure, service, series }: ValueOptions,
  name: string,
  path: OptionPath,
  services: readonly NamedService[],
  reading: LoadReading,
  reader: ScenarioOptions,
): MetricValue | undefined {
  if ((figure === undefined) === (series === undefined) || (service === undefined) !== (figure === undefined)) {
    const message = `nothing says where the values of ${name} come from, or too much does`;
    reader.report(path, { code: "missing-field", message, expected: "figure and service, or series" });
    return undefined;
  }
  if (series !== undefined)
    return { kind: "series", rate: readRate(series, [...ROOT, ...path, "series"], METRIC_VALUES, reading) };
  const found = findService(service!, services, [...path, "service"], reader);
  return found === undefined ? undefined : { kind: "service", service: found, figure: figureOf(figure!) };
}
