// When the next request comes from each source. A source counts in requests: the gaps between them are drawn in that measure,
// by their number, and a rate only says how fast it passes. So another rate never changes what will be drawn, and two runs
// under comparison meet the same requests.

import { partOf, joinSnapshots } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import type { Source } from "../traffic-model.ts";
import { MomentHeap } from "./moment-heap.ts";
import { DRAW, sourceKey, type RequestDraws } from "./request-draws.ts";

const US_PER_SECOND = 1_000_000;

export class SourceClocks implements Snapshotable {
  readonly #sources: readonly Source[];
  readonly #keys: readonly Int32Array[];
  readonly #draws: RequestDraws;
  readonly #clocks = new MomentHeap();
  /** By source: the rate for each µs; how much of the gap was left when the rate was set; when that was; the next's number. */
  readonly #rates: Float64Array;
  readonly #gaps: Float64Array;
  readonly #sinceUs: Float64Array;
  readonly #numbers: Float64Array;

  constructor(sources: readonly Source[], seed: string, draws: RequestDraws) {
    this.#sources = sources;
    this.#keys = sources.map(({ name }) => sourceKey(seed, name));
    this.#draws = draws;
    this.#rates = new Float64Array(sources.length);
    this.#sinceUs = new Float64Array(sources.length);
    this.#numbers = new Float64Array(sources.length);
    this.#gaps = Float64Array.from(sources, (_, source) => this.#firstGap(source));
  }

  get nextUs(): number {
    return this.#clocks.nextUs;
  }

  get nextSource(): number {
    return this.#clocks.nextThing;
  }

  /** Whether requests will come for ever if nothing is changed. */
  get isBusy(): boolean {
    return this.#clocks.count > 0;
  }

  setRate(source: number, nowUs: number, perSecond: number): void {
    const rate = perSecond / US_PER_SECOND;
    if (rate === this.#rates[source]) return;
    const passed = (nowUs - this.#sinceUs[source]!) * this.#rates[source]!;
    this.#gaps[source] = Math.max(0, this.#gaps[source]! - passed);
    this.#sinceUs[source] = nowUs;
    this.#rates[source] = rate;
    this.#look(source);
  }

  /** Lets the next request of the source come: its key is at hand in the draws afterwards. */
  take(source: number, nowUs: number): void {
    const number = this.#numbers[source]!;
    this.#numbers[source] = number + 1;
    this.#sinceUs[source] = nowUs;
    this.#gaps[source] = this.#sources[source]!.arrivals === "even" ? 1 : this.#gapBefore(source, number + 1);
    this.#look(source);
    this.#enter(source, number);
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      clocks: this.#clocks.snapshot(),
      columns: {
        rates: this.#rates.slice(),
        gaps: this.#gaps.slice(),
        sinceUs: this.#sinceUs.slice(),
        numbers: this.#numbers.slice(),
      },
    });
  }

  restore(saved: Snapshot): void {
    const columns = partOf(saved, "columns");
    this.#rates.set(columns["rates"]!);
    this.#gaps.set(columns["gaps"]!);
    this.#sinceUs.set(columns["sinceUs"]!);
    this.#numbers.set(columns["numbers"]!);
    this.#clocks.restore(partOf(saved, "clocks"));
  }

  #firstGap(source: number): number {
    if (this.#sources[source]!.arrivals === "poisson") return this.#gapBefore(source, 0);
    // Evenly spaced ones draw but this: how far off the first is.
    this.#enter(source, 0);
    return this.#draws.unit(DRAW.gap);
  }

  #gapBefore(source: number, number: number): number {
    this.#enter(source, number);
    return -Math.log1p(-this.#draws.unit(DRAW.gap));
  }

  #enter(source: number, number: number): void {
    const key = this.#keys[source]!;
    this.#draws.enter(key[0]!, key[1]!);
    this.#draws.descend(number);
  }

  #look(source: number): void {
    const rate = this.#rates[source]!;
    if (rate > 0) this.#clocks.set(source, this.#sinceUs[source]! + this.#gaps[source]! / rate, source);
    else this.#clocks.remove(source);
  }
}
