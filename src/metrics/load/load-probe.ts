// Folds what came of requests into findings: by source and by service, as a whole and over time. Is handed outcomes by whoever lets
// requests run; knows what the plan calls them, and nothing of who serves them.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { RequestCounts, TrafficNetwork, TrafficOutcome, WaitingRequests } from "../../queueing/traffic-model.ts";

import { ratioOf, type Measurement } from "../measurement.ts";
import type { ServedFindings, SourceFindings } from "./load-findings.ts";
import { NOBODY_WAITS, overdueOf } from "./overdue-requests.ts";
import { RequestSeries } from "./request-series.ts";
import { RequestTally } from "./request-tally.ts";
import { ServiceDemand } from "./service-demand.ts";

/** Charts show no more points. */
const MAX_SPANS = 1440;
const LEAST_SPAN_US = 15 * US_PER_SECOND;

/** What the plan says of the load. */
export interface LoadNames {
  readonly network: TrafficNetwork;
  /** By service: `service/NAMESPACE/NAME`. */
  readonly targets: readonly string[];
  /** By source: how long a request may take, in µs; absent: nothing is promised. */
  readonly slosUs?: readonly (number | undefined)[];
}

/** What came of one part of the network; places in the outcome are those in the lists. */
export interface PartServed {
  readonly services: readonly number[];
  readonly sources: readonly number[];
  readonly outcome: TrafficOutcome;
}

/** By source and place in its mix: requests that have no answer at the moment; undefined: which of the source's wait is not known. */
export type Unanswered = readonly (readonly (readonly WaitingRequests[])[] | undefined)[];

const NOT_KNOWN: Unanswered = Object.freeze([]);

export class LoadProbe implements Snapshotable {
  readonly #names: LoadNames;
  readonly #unanswered: () => Unanswered;
  /** By source and place in its mix, and by service and class. */
  readonly #sources: readonly (readonly RequestTally[])[];
  readonly #services: readonly (readonly RequestTally[])[];
  readonly #series: readonly RequestSeries[];
  /** By service. */
  readonly #demand: readonly ServiceDemand[];
  #beganUs = 0;
  #untilUs = 0;

  /** `horizonUs`: null for a run without one. */
  constructor(names: LoadNames, horizonUs: number | null, unanswered: () => Unanswered = () => NOT_KNOWN) {
    const { services, sources } = names.network;
    this.#names = names;
    this.#unanswered = unanswered;
    this.#sources = sources.map(({ mix }) => mix.map(() => new RequestTally()));
    this.#services = services.map(({ classes }) => classes.map(() => new RequestTally()));
    const spans = Math.ceil((horizonUs ?? 0) / MAX_SPANS / LEAST_SPAN_US);
    const spanUs = Math.max(1, spans) * LEAST_SPAN_US;
    this.#series = sources.map(() => new RequestSeries(spanUs));
    this.#demand = services.map(({ classes }) => new ServiceDemand(classes, spanUs));
  }

  serve({ services, sources, outcome }: PartServed): void {
    const { fromUs, untilUs } = outcome;
    this.#untilUs = Math.max(this.#untilUs, untilUs);
    for (let place = 0; place < sources.length; place += 1) {
      const source = sources[place]!;
      addEach(this.#sources[source]!, outcome.sources[place]!);
      this.#series[source]!.add(fromUs, untilUs, outcome.sources[place]!);
    }
    for (let place = 0; place < services.length; place += 1) {
      const service = services[place]!;
      addEach(this.#services[service]!, outcome.services[place]!);
      this.#demand[service]!.add(fromUs, untilUs, outcome.services[place]!);
    }
  }

  /** What came before is left out of the sums; series keep it. */
  beginAt(us: number): void {
    this.#beganUs = us;
    for (const tally of [...this.#sources.flat(), ...this.#services.flat()]) tally.clear();
  }

  findings(): ServedFindings {
    const { network, targets } = this.#names;
    const overSeconds = (this.#untilUs - this.#beganUs) / US_PER_SECOND;
    const unanswered = this.#unanswered();
    const sources = network.sources.flatMap(({ name, service, mix }, source) =>
      mix.map(({ requestClass }, place) => {
        const counted = this.#counted(source, place, unanswered);
        return {
          source: name,
          target: targets[service]!,
          requestClass: network.services[service]!.classes[requestClass]!.name,
          ...counted.tally.findings(overSeconds),
          ...overdueFinding(counted.overdue),
          ...this.#sloOf(source, counted),
        };
      }),
    );
    const services = network.services.flatMap(({ name, classes }, service) =>
      classes.map((requestClass, number) => ({
        service: name,
        target: targets[service]!,
        requestClass: requestClass.name,
        ...this.#services[service]![number]!.findings(overSeconds),
      })),
    );
    const series = network.sources.map(({ name }, source) => this.#series[source]!.seriesOf(name));
    const demand = network.services.map(({ name }, service) => ({
      service: name,
      target: targets[service]!,
      ...this.#demand[service]!.series(),
    }));
    return { sources, services, series, demand };
  }

  /** By the names that thresholds use. */
  measurements(): readonly Measurement[] {
    const unanswered = this.#unanswered();
    const { network } = this.#names;
    return network.sources.flatMap(({ name, service, mix }, source) =>
      mix.flatMap(({ requestClass }, place): Measurement[] => {
        const counted = this.#counted(source, place, unanswered);
        const { arrived, failures, answered, latency } = counted.tally;
        const { name: target, classes } = network.services[service]!;
        const labels = { source: name, target, class: classes[requestClass]!.name };
        return [
          { kind: "latencies", name: "http_request_duration_seconds", labels, latency },
          { kind: "counter", name: "http_requests_total", labels, value: arrived },
          { kind: "counter", name: "http_requests_failed_total", labels, value: failures },
          { kind: "ratio", name: "http_requests_failed_ratio", labels, part: failures, whole: answered + failures },
          ...this.#missed(source, counted, labels),
        ];
      }),
    );
  }

  /** What came of a source's requests, with those that wait at the end longer than any other did. */
  #counted(source: number, place: number, unanswered: Unanswered): Counted {
    const tally = this.#sources[source]![place]!;
    const known = unanswered[source]?.[place];
    const countedUs = this.#untilUs - this.#beganUs;
    const overdue =
      known === undefined
        ? this.#latestOverdue(source, tally)
        : overdueOf(known, 1, tally.longestUs).filter(({ ageUs }) => ageUs < countedUs);
    return { tally: overdue.length === 0 ? tally : tally.withWaiting(overdue), overdue };
  }

  /** As if those that came last were the ones that wait. */
  #latestOverdue(source: number, tally: RequestTally): readonly WaitingRequests[] {
    const unanswered = this.#sources[source]!.reduce((sum, each) => sum + each.unanswered, 0);
    if (unanswered < 1 || tally.unanswered === 0) return NOBODY_WAITS;
    return overdueOf(this.#series[source]!.latest(unanswered), tally.unanswered / unanswered, tally.longestUs);
  }

  #missed(source: number, counted: Counted, labels: Readonly<Record<string, string>>): readonly Measurement[] {
    const sloUs = this.#names.slosUs?.[source];
    if (sloUs === undefined) return [];
    const part = counted.tally.missed(sloUs);
    return [{ kind: "ratio", name: "plimsoll_slo_missed_ratio", labels, part, whole: countOf(counted) }];
  }

  #sloOf(source: number, counted: Counted): Pick<SourceFindings, "slo"> {
    const sloUs = this.#names.slosUs?.[source];
    if (sloUs === undefined) return {};
    const missed = counted.tally.missed(sloUs);
    return { slo: { seconds: sloUs / US_PER_SECOND, missed, missedRatio: ratioOf(missed, countOf(counted)) } };
  }

  snapshot(): Snapshot {
    const parts = this.#parts().map(([name, part]) => [name, part.snapshot()] as const);
    const own = { own: packJson([this.#beganUs, this.#untilUs]) };
    return joinSnapshots({ ...Object.fromEntries(parts), own });
  }

  restore(saved: Snapshot): void {
    for (const [name, part] of this.#parts()) part.restore(partOf(saved, name));
    [this.#beganUs, this.#untilUs] = unpackJson(partOf(saved, "own"), "own") as [number, number];
  }

  #parts(): readonly (readonly [string, Snapshotable])[] {
    return [
      ...this.#sources.flat().map((tally, number) => [`source${number}`, tally] as const),
      ...this.#services.flat().map((tally, number) => [`service${number}`, tally] as const),
      ...this.#series.map((series, number) => [`series${number}`, series] as const),
      ...this.#demand.map((demand, number) => [`demand${number}`, demand] as const),
    ];
  }
}

/** What came of requests, those that are overdue among their latencies. */
interface Counted {
  readonly tally: RequestTally;
  readonly overdue: readonly WaitingRequests[];
}

function countOf({ tally: { answered, failures }, overdue }: Counted): number {
  return overdue.reduce((sum, { count }) => sum + count, answered + failures);
}

function overdueFinding(overdue: readonly WaitingRequests[]): Pick<SourceFindings, "overdue"> {
  if (overdue.length === 0) return {};
  const requests = overdue.reduce((sum, { count }) => sum + count, 0);
  return { overdue: { requests, longestSeconds: overdue.at(-1)!.ageUs / US_PER_SECOND } };
}

function addEach(tallies: readonly RequestTally[], counts: readonly RequestCounts[]): void {
  for (let number = 0; number < tallies.length; number += 1) tallies[number]!.add(counts[number]!);
}
