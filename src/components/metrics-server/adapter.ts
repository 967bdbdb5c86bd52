// An adapter of custom and external metrics: it looks at what was measured at moments of its own, tells it some time later, and
// tells the same until its next look. Looks are derived as scrapes are. Knows the figures of the cluster's usage.
// Imitates kubernetes-sigs/prometheus-adapter pkg/custom-provider/provider.go and pkg/external-provider, v0.12.

import { EntityDraws } from "../../base/random/entity-draws.ts";

import { selectsLabels } from "../../model/label-selector.ts";

import type {
  CustomMetricSample,
  ExternalMetricQuery,
  ExternalMetricSample,
  MetricsAnswer,
  MilliValue,
  ObjectMetricQuery,
  PodsMetricQuery,
} from "../../cluster/metrics-client.ts";
import { NO_LINE } from "../../cluster/pod-usage.ts";

import type { MetricsPorts } from "./metrics-server.ts";
import type { SelectedPods, Selection } from "./selected-pods.ts";
import type { AdapterSettings, FigureReading, ServedPodMetric } from "./settings.ts";

/** What an adapter is asked. */
export type FigureQuery = PodsMetricQuery | ObjectMetricQuery | ExternalMetricQuery;
type Sample = CustomMetricSample | ExternalMetricSample;

/** A query, its latest answer, and by what that was found. */
interface AskedFigure {
  /** Of pods; undefined: of something else. */
  readonly selection: Selection | undefined;
  selected: number;
  /** By what was recorded: of its pods, or at all. */
  recorded: number;
  lookUs: number;
  answer: MetricsAnswer<Sample>;
  version: number;
}

const NO_LABELS: Readonly<Record<string, string>> = Object.freeze({});
const MILLI = 1000;
const NANO = 1e9;
const NANO_PER_MILLI = 1e6;

export class MetricsAdapter {
  readonly #settings: AdapterSettings;
  readonly #ports: MetricsPorts;
  readonly #selected: SelectedPods;
  readonly #phaseUs: number;
  #asked = new WeakMap<FigureQuery, AskedFigure>();
  #issued = 0;

  constructor(settings: AdapterSettings, selected: SelectedPods, ports: MetricsPorts) {
    this.#settings = settings;
    this.#ports = ports;
    this.#selected = selected;
    this.#phaseUs = Math.floor(new EntityDraws(ports.seed, "metrics-adapter/phase").unit(0, 0) * settings.intervalUs);
  }

  /** Another history was taken over. */
  forget(): void {
    this.#asked = new WeakMap();
  }

  podsMetric(query: PodsMetricQuery): MetricsAnswer<CustomMetricSample> {
    return this.#ask(query).answer as MetricsAnswer<CustomMetricSample>;
  }

  objectMetric(query: ObjectMetricQuery): MetricsAnswer<CustomMetricSample> {
    return this.#ask(query).answer as MetricsAnswer<CustomMetricSample>;
  }

  externalMetric(query: ExternalMetricQuery): MetricsAnswer<ExternalMetricSample> {
    return this.#ask(query).answer;
  }

  versionOf(query: FigureQuery): number {
    return this.#ask(query).version;
  }

  /** The query with its answer of now. */
  #ask(query: FigureQuery): AskedFigure {
    const asked = this.#meet(query);
    const lookUs = this.#lookUs();
    const selected = asked.selection?.version ?? 0;
    const recorded = asked.selection?.touched ?? this.#ports.cluster.usage.version;
    if (asked.lookUs === lookUs && asked.recorded === recorded && asked.selected === selected) return asked;
    const before = asked.answer;
    asked.answer = this.#answer(query, asked.selection, lookUs);
    asked.lookUs = lookUs;
    asked.recorded = recorded;
    asked.selected = selected;
    // No two versions are the same, not even after another history was taken over.
    if (asked.version === 0 || !isAlike(before, asked.answer)) asked.version = this.#issued += 1;
    return asked;
  }

  #meet(query: FigureQuery): AskedFigure {
    let asked = this.#asked.get(query);
    if (asked === undefined) {
      const isOfPods = query.kind === "pods-metric";
      const selection = isOfPods ? this.#selected.select(query.namespace, query.podSelector) : undefined;
      const answer = { kind: "listed", samples: [] } as const;
      asked = { selection, selected: -1, recorded: -1, lookUs: Number.NaN, answer, version: 0 };
      this.#asked.set(query, asked);
    }
    return asked;
  }

  /** The last look of which is told by now, µs. */
  #lookUs(): number {
    const { intervalUs, lagUs } = this.#settings;
    const lookable = this.#ports.nowUs() - lagUs - this.#phaseUs;
    return this.#phaseUs + Math.floor(lookable / intervalUs) * intervalUs;
  }

  #answer(query: FigureQuery, selection: Selection | undefined, lookUs: number): MetricsAnswer<Sample> {
    switch (query.kind) {
      case "pods-metric":
        return this.#ofPods(query, selection, lookUs);
      case "object-metric":
        return this.#ofObject(query, lookUs);
      case "external-metric":
        return this.#ofOutside(query, lookUs);
    }
  }

  /** By the pods' names; those of which nothing was measured at the look are left out. */
  #ofPods(query: PodsMetricQuery, selection: Selection | undefined, lookUs: number): MetricsAnswer<Sample> {
    const metric = this.#settings.pods.find(({ name }) => name === query.metricName);
    if (metric === undefined || selection === undefined) return notFound(query.metricName, "pods");
    if (!selectsLabels(query.metricSelector, NO_LABELS)) return { kind: "listed", samples: [] };
    const samples = this.#selected.podsOf(selection).flatMap((pod) => this.#ofPod(metric, pod, lookUs));
    return { kind: "listed", samples: samples.toSorted(byName) };
  }

  #ofPod({ series, reading }: ServedPodMetric, pod: number, lookUs: number): readonly CustomMetricSample[] {
    const { pods, usage } = this.#ports.cluster;
    const valueMilli = this.#read(usage.podLine(series, pod), reading, lookUs);
    return valueMilli === undefined ? [] : [{ describedName: pods.nameOf(pod), timestampUs: lookUs, valueMilli }];
  }

  #ofObject({ metricName, objectKind, group, ...query }: ObjectMetricQuery, lookUs: number): MetricsAnswer<Sample> {
    const served = this.#settings.objects.filter(({ name, object }) => {
      const isNamed = name === metricName && object.name === query.objectName;
      // Scenarios write kinds as kubectl takes them, in whichever case.
      const isOfKind = object.kind.toLowerCase() === objectKind.toLowerCase();
      return isNamed && isOfKind && (query.namespace === "" || object.namespace === query.namespace);
    });
    const resource = `${pluralOf(objectKind)}${group === "" ? "" : `.${group}`}`;
    if (served.length === 0) return notFound(metricName, `${resource} ${query.objectName}`);
    if (!selectsLabels(query.metricSelector, NO_LABELS)) return { kind: "listed", samples: [] };
    const samples = served.flatMap(({ series, reading }) => {
      const valueMilli = this.#readWhole(series, reading, lookUs);
      return valueMilli === undefined ? [] : [{ describedName: query.objectName, timestampUs: lookUs, valueMilli }];
    });
    return samples.length === 0 ? notFound(metricName, `${resource} ${query.objectName}`) : { kind: "listed", samples };
  }

  #ofOutside({ metricName, metricSelector }: ExternalMetricQuery, lookUs: number): MetricsAnswer<Sample> {
    const served = this.#settings.external.filter(({ name }) => name === metricName);
    if (served.length === 0) return notFound(metricName, "namespaces");
    const samples = served.flatMap(({ series, reading, labels }) => {
      if (!selectsLabels(metricSelector, labels)) return [];
      const valueMilli = this.#readWhole(series, reading, lookUs);
      return valueMilli === undefined ? [] : [{ timestampUs: lookUs, valueMilli }];
    });
    return { kind: "listed", samples };
  }

  #readWhole(series: string, reading: FigureReading, lookUs: number): MilliValue | undefined {
    return this.#read(this.#ports.cluster.usage.line(series), reading, lookUs);
  }

  /** Undefined where nothing had been measured by then. */
  #read(line: number, reading: FigureReading, lookUs: number): MilliValue | undefined {
    const { lines } = this.#ports.cluster.usage;
    if (line === NO_LINE || lines.knownSinceUs(line) > lookUs) return undefined;
    const { intervalUs } = this.#settings;
    if (reading === "moment") return inMilli(lines.amountAt(line, lookUs));
    return inMilli(lines.amountOver(line, lookUs - intervalUs, lookUs) / intervalUs);
  }
}

/** Cut off, as the adapter does; what is nearer than a billionth to a whole number of thousandths is that number. */
function inMilli(value: number): MilliValue {
  const milli = Math.floor(Math.round(value * NANO) / NANO_PER_MILLI);
  return Number.isSafeInteger(milli) ? milli : BigInt(Math.floor(value)) * BigInt(MILLI);
}

function notFound(metricName: string, what: string): MetricsAnswer<Sample> {
  return { kind: "failed", message: `the server could not find the metric ${metricName} for ${what}` };
}

/** Name of the resource of a kind. */
function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower.endsWith("s")) return `${lower}es`;
  return lower.endsWith("y") ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

function byName(left: CustomMetricSample, right: CustomMetricSample): number {
  return left.describedName < right.describedName ? -1 : 1;
}

function isAlike(left: MetricsAnswer<Sample>, right: MetricsAnswer<Sample>): boolean {
  if (left.kind === "failed" || right.kind === "failed") {
    return left.kind === "failed" && right.kind === "failed" && left.message === right.message;
  }
  if (left.samples.length !== right.samples.length) return false;
  return left.samples.every((sample, index) => {
    const other = right.samples[index]!;
    return sample.valueMilli === other.valueMilli && nameOf(sample) === nameOf(other);
  });
}

function nameOf(sample: Sample): string | undefined {
  return "describedName" in sample ? sample.describedName : undefined;
}
