// What a service is asked for over time: requests, those that fail, and the work of a processor that all of them take together,
// whether or not it is done. Sums of equal spans; counts of a longer time are shared out among the spans that it covers.

import { mean } from "../../base/random/moments.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { RequestClass, RequestCounts } from "../../queueing/traffic-model.ts";

import type { DemandSeries } from "./load-findings.ts";

export class ServiceDemand implements Snapshotable {
  readonly #spanUs: number;
  /** By class: µs of a core that one request takes on average. */
  readonly #workUs: readonly number[];
  /** By span. */
  #arrived: number[] = [];
  #failed: number[] = [];
  #wantedUs: number[] = [];
  #untilUs = 0;

  constructor(classes: readonly RequestClass[], spanUs: number) {
    this.#spanUs = spanUs;
    this.#workUs = classes.map(workOf);
  }

  /** Takes what came between two moments, by class. */
  add(fromUs: number, untilUs: number, counts: readonly RequestCounts[]): void {
    if (untilUs <= fromUs) return;
    let [arrived, failed, wantedUs] = [0, 0, 0];
    for (let place = 0; place < counts.length; place += 1) {
      const own = counts[place]!;
      arrived += own.arrived;
      wantedUs += own.arrived * this.#workUs[place]!;
      for (let why = 0; why < own.failed.length; why += 1) failed += own.failed[why]!;
    }
    this.#untilUs = Math.max(this.#untilUs, untilUs);
    let span = Math.floor(fromUs / this.#spanUs);
    for (let beginUs = fromUs; beginUs < untilUs; span += 1) {
      const endUs = Math.min((span + 1) * this.#spanUs, untilUs);
      this.#put(span, (endUs - beginUs) / (untilUs - fromUs), arrived, failed, wantedUs);
      beginUs = endUs;
    }
  }

  /** Rates of each span; the last span is as long as counts came in for it. */
  series(): DemandSeries {
    const spanUs = this.#spanUs;
    const perSecond = this.#arrived.map(
      (_, span) => US_PER_SECOND / (Math.min((span + 1) * spanUs, this.#untilUs) - span * spanUs),
    );
    return {
      atSeconds: perSecond.map((_, span) => (span * spanUs) / US_PER_SECOND),
      requestsPerSecond: perSecond.map((factor, span) => this.#arrived[span]! * factor),
      errorsPerSecond: perSecond.map((factor, span) => this.#failed[span]! * factor),
      demandCores: perSecond.map((factor, span) => (this.#wantedUs[span]! * factor) / US_PER_SECOND),
    };
  }

  snapshot(): Snapshot {
    return { own: packJson([this.#untilUs, this.#arrived, this.#failed, this.#wantedUs]) };
  }

  restore(saved: Snapshot): void {
    [this.#untilUs, this.#arrived, this.#failed, this.#wantedUs] = unpackJson(saved, "own") as [
      number,
      number[],
      number[],
      number[],
    ];
  }

  #put(span: number, part: number, arrived: number, failed: number, wantedUs: number): void {
    while (this.#arrived.length <= span) {
      this.#arrived.push(0);
      this.#failed.push(0);
      this.#wantedUs.push(0);
    }
    this.#arrived[span]! += arrived * part;
    this.#failed[span]! += failed * part;
    this.#wantedUs[span]! += wantedUs * part;
  }
}

/** A law without a mean says nothing of the work. */
function workOf({ serviceTime, cpuShare }: RequestClass): number {
  const workUs = mean(serviceTime) * cpuShare;
  return Number.isFinite(workUs) ? workUs : 0;
}
