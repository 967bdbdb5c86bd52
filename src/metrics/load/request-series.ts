// What became of a source's requests over time: figures of equal spans, one after the other. Counts of a longer time are shared out
// among the spans that it covers.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { RequestCounts, WaitingRequests } from "../../queueing/traffic-model.ts";

import type { SourceSeries } from "./load-findings.ts";
import { RequestTally } from "./request-tally.ts";

/** Those of the columns: buckets beyond the last of them are not looked at. */
const FRACTIONS = [0.5, 0.95, 0.99] as const;

type Columns = { [Name in Exclude<keyof SourceSeries, "source">]: SourceSeries[Name][number][] };

export class RequestSeries implements Snapshotable {
  readonly #spanUs: number;
  /** Of the span that counts are coming in for. */
  readonly #tally = new RequestTally();
  #columns: Columns = emptyColumns();
  #fromUs = 0;
  /** Until when counts came in. */
  #untilUs = 0;

  constructor(spanUs: number) {
    this.#spanUs = spanUs;
  }

  /** Takes what came between two moments, which are no earlier than any before. */
  add(fromUs: number, untilUs: number, counts: readonly RequestCounts[]): void {
    let doneUs = fromUs;
    this.#untilUs = untilUs;
    while (doneUs < untilUs) {
      const endUs = this.#fromUs + this.#spanUs;
      const partUs = Math.min(endUs, untilUs) - doneUs;
      const isWhole = partUs === this.#spanUs;
      if (partUs > 0) {
        for (let place = 0; place < counts.length; place += 1) {
          this.#tally.add(counts[place]!, partUs / (untilUs - fromUs));
        }
        doneUs += partUs;
      }
      if (doneUs < endUs) return;
      // Spans that are covered wholly have the same figures.
      const spans = isWhole ? 1 + Math.floor((untilUs - doneUs) / this.#spanUs) : 1;
      this.#close(spans);
      doneUs += (spans - 1) * this.#spanUs;
    }
  }

  /** The last span is as long as counts came in for it. */
  seriesOf(source: string): SourceSeries {
    const lastUs = this.#untilUs - this.#fromUs;
    if (lastUs <= 0) return { source, ...this.#columns };
    const last = this.#figures(lastUs);
    const names = Object.keys(this.#columns) as (keyof Columns)[];
    return {
      source,
      ...(Object.fromEntries(names.map((name) => [name, [...this.#columns[name], last[name]]])) as Columns),
    };
  }

  /** The last so many requests that came, taken to have come at the end of their span: each with how long ago that was. */
  latest(count: number): readonly WaitingRequests[] {
    const { requestsPerSecond, atSeconds } = this.#columns;
    const latest: WaitingRequests[] = [{ count: Math.min(count, this.#tally.arrived), ageUs: 0 }];
    let left = count - this.#tally.arrived;
    for (let span = atSeconds.length - 1; span >= 0 && left > 0; span -= 1) {
      const came = (requestsPerSecond[span]! * this.#spanUs) / US_PER_SECOND;
      const endUs = atSeconds[span]! * US_PER_SECOND + this.#spanUs;
      latest.push({ count: Math.min(left, came), ageUs: this.#untilUs - endUs });
      left -= came;
    }
    return latest;
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      tally: this.#tally.snapshot(),
      own: { own: packJson([this.#fromUs, this.#untilUs, this.#columns]) },
    });
  }

  restore(saved: Snapshot): void {
    this.#tally.restore(partOf(saved, "tally"));
    [this.#fromUs, this.#untilUs, this.#columns] = unpackJson(partOf(saved, "own"), "own") as [number, number, Columns];
  }

  /** So many spans at once, which have the same figures. */
  #close(spans: number): void {
    const { requestsPerSecond, errorsPerSecond, p50Seconds, p95Seconds, p99Seconds } = this.#figures(this.#spanUs);
    const columns = this.#columns;
    for (let span = 0; span < spans; span += 1) {
      columns.atSeconds.push(this.#fromUs / US_PER_SECOND);
      columns.requestsPerSecond.push(requestsPerSecond);
      columns.errorsPerSecond.push(errorsPerSecond);
      columns.p50Seconds.push(p50Seconds);
      columns.p95Seconds.push(p95Seconds);
      columns.p99Seconds.push(p99Seconds);
      this.#fromUs += this.#spanUs;
    }
    this.#tally.clear();
  }

  #figures(overUs: number): { readonly [Name in keyof Columns]: Columns[Name][number] } {
    const { arrived, failures, latency } = this.#tally;
    const perSecond = US_PER_SECOND / overUs;
    const quantiles = latency.count > 0 ? latency.quantilesUs(FRACTIONS) : undefined;
    const secondsAt = (place: number): number | null =>
      quantiles === undefined ? null : quantiles[place]! / US_PER_SECOND;
    return {
      atSeconds: this.#fromUs / US_PER_SECOND,
      requestsPerSecond: arrived * perSecond,
      errorsPerSecond: failures * perSecond,
      p50Seconds: secondsAt(0),
      p95Seconds: secondsAt(1),
      p99Seconds: secondsAt(2),
    };
  }
}

function emptyColumns(): Columns {
  return { atSeconds: [], requestsPerSecond: [], errorsPerSecond: [], p50Seconds: [], p95Seconds: [], p99Seconds: [] };
}
