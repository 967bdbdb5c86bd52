// The figures of services and of their pods that adapters of custom metrics read: rates, requests that are there, latencies. Only what
// the plan asks for is taken, and only what has changed is recorded. Named by series, as the cluster's table of use has them.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import { LatencyHistogram } from "../../queueing/latency-histogram.ts";
import type { RequestCounts, TrafficModel, TrafficOutcome } from "../../queueing/traffic-model.ts";

import type { Change } from "../../cluster/change.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { LoadFigure, PlannedMetrics } from "../load/planned-metrics.ts";

/** A station whose figures are taken; `service` is its number in the whole network. */
export interface FiguredStation {
  readonly station: number;
  readonly service: number;
  readonly pod: PodId;
}

type RecordFigure = (change: Extract<Change, { kind: "pod-figure" | "figure-recorded" }>) => void;

/** A figure of a service as a whole. */
interface ServiceFigure {
  readonly service: number;
  readonly figure: LoadFigure;
}

/** The series in which each pod of a service has the figure. */
export function podSeries(figure: LoadFigure): string {
  return `pods/${textOf(figure)}`;
}

/** The series of a figure of a service as a whole. */
export function serviceSeries(service: number, figure: LoadFigure): string {
  return `services/${service}/${textOf(figure)}`;
}

/** Figures of one part of the network. */
export class LoadFigures implements Snapshotable {
  readonly #pods: readonly LoadFigure[];
  readonly #services: readonly ServiceFigure[];
  readonly #record: RecordFigure;
  /** Requests that had come to each station. */
  #arrived = new Map<number, number>();
  /** By series and pod, or by series: as recorded last. */
  #told = new Map<string, number>();
  #fromUs = 0;

  constructor({ pods, objects, external }: PlannedMetrics, record: RecordFigure) {
    this.#record = record;
    this.#pods = distinct(pods.map(({ figure }) => figure));
    const values = [...objects, ...external].map(({ value }) => value);
    this.#services = values.flatMap((value) => (value.kind === "service" ? [value] : []));
  }

  /** Through a time in which nothing moved. */
  passOver(model: TrafficModel, stations: Iterable<FiguredStation>): void {
    for (const { station } of stations) this.#arrived.set(station, model.arrivedAt(station));
    this.#fromUs = model.nowUs;
  }

  /** Takes what can be seen at the moment. */
  look(model: TrafficModel, stations: readonly FiguredStation[]): void {
    const overUs = model.nowUs - this.#fromUs;
    if (overUs <= 0) return;
    const sums = new Map<string, number>();
    const add = (key: string, value: number): void => void sums.set(key, (sums.get(key) ?? 0) + value);
    for (const { station, service, pod } of stations) {
      const arrived = model.arrivedAt(station);
      const came = ((arrived - (this.#arrived.get(station) ?? 0)) * US_PER_SECOND) / overUs;
      this.#arrived.set(station, arrived);
      const valueOf = ({ kind }: LoadFigure): number | undefined => {
        if (kind === "requests-per-second") return came;
        if (kind === "in-flight") return model.inStation(station);
        return kind === "waiting" ? model.waiting(station) : undefined;
      };
      for (const figure of this.#pods) {
        const value = valueOf(figure);
        if (value !== undefined) this.#tellPod(podSeries(figure), pod, value);
      }
      for (const own of this.#services) {
        const value = own.service === service ? valueOf(own.figure) : undefined;
        if (value !== undefined) add(serviceSeries(service, own.figure), value);
      }
    }
    for (const [series, value] of sums) this.#tell(series, value);
    this.#fromUs = model.nowUs;
  }

  /** Takes errors and latencies of a span; those of a pod are its service's, errors shared out equally. */
  take(outcome: TrafficOutcome, services: readonly number[], stations: readonly FiguredStation[]): void {
    const overSeconds = (outcome.untilUs - outcome.fromUs) / US_PER_SECOND;
    for (const [place, service] of services.entries()) {
      const counts = outcome.services[place]!;
      const own = stations.filter((station) => station.service === service);
      for (const figure of this.#pods) {
        const value = spanFigure(figure, counts, overSeconds);
        if (value === undefined) continue;
        const each = figure.kind === "latency" ? value : value / own.length;
        for (const { pod } of own) this.#tellPod(podSeries(figure), pod, each);
      }
      for (const { service: meant, figure } of this.#services) {
        const value = meant === service ? spanFigure(figure, counts, overSeconds) : undefined;
        if (value !== undefined) this.#tell(serviceSeries(service, figure), value);
      }
    }
  }

  leave(station: number): void {
    this.#arrived.delete(station);
  }

  snapshot(): Snapshot {
    return { figures: packJson([this.#fromUs, [...this.#arrived], [...this.#told]]) };
  }

  restore(saved: Snapshot): void {
    const [fromUs, arrived, told] = unpackJson(saved, "figures") as [number, [number, number][], [string, number][]];
    this.#fromUs = fromUs;
    this.#arrived = new Map(arrived);
    this.#told = new Map(told);
  }

  #tellPod(series: string, pod: PodId, value: number): void {
    if (this.#isTold(`${series}/${pod}`, value)) return;
    this.#record({ kind: "pod-figure", pod, series, fromUs: this.#fromUs, value });
  }

  #tell(series: string, value: number): void {
    if (this.#isTold(series, value)) return;
    this.#record({ kind: "figure-recorded", series, fromUs: this.#fromUs, value });
  }

  #isTold(key: string, value: number): boolean {
    if (this.#told.get(key) === value) return true;
    this.#told.set(key, value);
    return false;
  }
}

/** Undefined of a figure that is no figure of a span, or of no requests. */
function spanFigure(figure: LoadFigure, counts: readonly RequestCounts[], overSeconds: number): number | undefined {
  if (figure.kind === "errors-per-second") {
    return counts.reduce((sum, { failed }) => sum + failed.reduce((all, some) => all + some, 0), 0) / overSeconds;
  }
  if (figure.kind !== "latency") return undefined;
  const together = new LatencyHistogram();
  for (const { latency } of counts) together.addAll(latency);
  return together.count > 0 ? together.quantileUs(figure.quantile) / US_PER_SECOND : undefined;
}

function distinct(figures: readonly LoadFigure[]): readonly LoadFigure[] {
  return [...new Map(figures.map((figure) => [textOf(figure), figure])).values()];
}

function textOf(figure: LoadFigure): string {
  return figure.kind === "latency" ? `latency-${figure.quantile}` : figure.kind;
}
