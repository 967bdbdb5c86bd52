// The metrics APIs of a timeline: each answers what its latest row says, or the error that the world put in its place.

import { parseLabelSelector } from "../../../src/model/label-selector-text.ts";
import { selectsLabels, type CompiledLabelSelector } from "../../../src/model/label-selector.ts";
import type { Labels } from "../../../src/model/objects.ts";
import type {
  ContainerUsage,
  MetricsAnswer,
  MetricsClient,
  PodUsageSample,
} from "../../../src/cluster/metrics-client.ts";
import type { ControllerClock } from "../../../src/components/controllers/controller.ts";
import type { RecordedTarget, SampleRow, SeriesRow, TimelineRecord } from "./record.ts";

const US_PER_SECOND = 1_000_000;
const MILLI_PER_KI = 1_024_000;
/** The memory of the second container is a part of the first one's. */
const SIDECAR_PART = 9;

type Api = "custom" | "external" | "resource";

export class TimelineMetrics implements MetricsClient {
  readonly #input: TimelineRecord["input"];
  readonly #clock: ControllerClock;
  /** Adapters look up the pods that there are; metrics-server has samples of those that were. */
  readonly #isThere: (pod: string) => boolean;
  /** By API and metric: what it answers instead. */
  readonly #errors = new Map<string, string>();

  constructor(input: TimelineRecord["input"], clock: ControllerClock, isThere: (pod: string) => boolean) {
    this.#isThere = isThere;
    this.#input = input;
    this.#clock = clock;
  }

  /** An empty message: it works again. */
  setError(api: Api, metric: string, message: string): void {
    const key = api === "resource" ? api : `${api}/${metric}`;
    if (message === "") this.#errors.delete(key);
    else this.#errors.set(key, message);
  }

  podUsage({ selector }: { readonly selector: CompiledLabelSelector }): MetricsAnswer<PodUsageSample> {
    return this.#answer("resource", () => {
      const row = latest(this.#input.samples ?? [], this.#clock.nowUs);
      return row === undefined ? [] : this.#samplesOf(row).filter(({ pod }) => this.#isSelected(pod, selector));
    });
  }

  podsMetric({
    metricName,
    podSelector,
  }: {
    readonly metricName: string;
    readonly podSelector: CompiledLabelSelector;
  }) {
    return this.#answer(`custom/${metricName}`, () => {
      const row = this.#seriesRow(metricName);
      if (row === undefined || typeof row[2] === "number") return [];
      const timestampUs = this.#clock.momentOf(row[1]) ?? 0;
      return row[2]
        .filter(([pod]) => this.#isThere(pod) && this.#isSelected(pod, podSelector))
        .map(([describedName, valueMilli]) => ({ describedName, valueMilli, timestampUs }));
    });
  }

  objectMetric({ metricName, objectName }: { readonly metricName: string; readonly objectName: string }) {
    return this.#answer(`custom/${metricName}`, () => {
      const row = this.#seriesRow(metricName);
      const about = this.#input.seriesOf?.find(({ metric }) => metric === metricName)?.describedObject;
      if (row === undefined || typeof row[2] !== "number" || about?.name !== objectName) return [];
      return [{ describedName: objectName, timestampUs: this.#clock.momentOf(row[1]) ?? 0, valueMilli: row[2] }];
    });
  }

  externalMetric({ metricName }: { readonly metricName: string }) {
    return this.#answer(`external/${metricName}`, () => {
      const row = this.#seriesRow(metricName);
      if (row === undefined || typeof row[2] !== "number") return [];
      return [{ timestampUs: this.#clock.momentOf(row[1]) ?? 0, valueMilli: row[2] }];
    });
  }

  #answer<Sample>(key: string, samples: () => readonly Sample[]): MetricsAnswer<Sample> {
    const error = this.#errors.get(key);
    return error === undefined ? { kind: "listed", samples: samples() } : { kind: "failed", message: error };
  }

  #seriesRow(metric: string): SeriesRow | undefined {
    return latest(this.#input.series?.[metric] ?? [], this.#clock.nowUs);
  }

  #isSelected(pod: string, selector: CompiledLabelSelector): boolean {
    const labels = labelsOf(targetOf(pod, this.#input.targets));
    return selectsLabels(selector, labels);
  }

  #samplesOf([, timestamp, windowSeconds, columns, cpu, memory, sidecar]: SampleRow): readonly PodUsageSample[] {
    const timestampUs = this.#clock.momentOf(timestamp) ?? 0;
    const windowUs = windowSeconds * US_PER_SECOND;
    return (this.#input.columns?.[columns] ?? []).flatMap((pod, index) => {
      const cpuMilli = cpu[index] ?? undefined;
      if (cpuMilli === undefined) return [];
      const ki = memory?.[index] ?? undefined;
      const containers = [usage("main", cpuMilli, ki)];
      const beside = sidecar?.[index] ?? undefined;
      if (beside !== undefined) {
        containers.push(usage("proxy", beside, ki === undefined ? undefined : Math.floor(ki / SIDECAR_PART)));
      }
      return [{ pod, timestampUs, windowUs, containers }];
    });
  }
}

function usage(name: string, cpuMilli: number, ki: number | undefined): ContainerUsage {
  return { name, cpuMilli, memoryMilli: ki === undefined ? undefined : ki * MILLI_PER_KI };
}

/** The row that holds at the moment. */
function latest<Row extends readonly [number, ...unknown[]]>(rows: readonly Row[], nowUs: number): Row | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]![0] <= nowUs) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1];
}

/** A pod belongs to the target whose name it begins with. */
export function targetOf(pod: string, targets: readonly RecordedTarget[]): RecordedTarget | undefined {
  return targets.find(({ name }) => pod.startsWith(`${name}-`));
}

/** Those that its selector wants, where none are given. */
export function labelsOf(target: RecordedTarget | undefined): Labels {
  if (target?.podLabels !== undefined) return target.podLabels;
  const selector = parseLabelSelector(target?.selector ?? "");
  if (selector.kind !== "requirements") return {};
  return Object.fromEntries(selector.requirements.map(({ key, values }) => [key, values[0] ?? ""]));
}
