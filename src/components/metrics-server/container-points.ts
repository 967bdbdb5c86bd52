// The two points that metrics-server holds of a container: when its kubelet measured it last, and when before that. They follow
// from the container's start, its kubelet's moments of chance and the scrapes, so that nothing of it is saved.
// Imitates kubernetes-sigs/metrics-server pkg/storage/pod.go (Store), v0.8, and google/cadvisor manager/container.go
// (nextHousekeepingInterval: 10 s and up to as much again).

import { grownTo } from "../../base/grown-column.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import { US_PER_SECOND } from "../../base/time.ts";

/** A container is measured as soon as its kubelet's cAdvisor has found it: an estimate. */
const FOUND_US = 100_000;
const MEASURED_EVERY_US = 10 * US_PER_SECOND;
/** Of a container that runs for long, where its moments begin to be followed: the run's begin is then anywhere between two. */
const FOLLOWED_FROM_US = -60 * US_PER_SECOND;
/** Timestamps have whole milliseconds. */
const US_PER_MS = 1000;
/** A container of that age is measured from its start, if it is younger than the time between two scrapes. */
const FRESH_US = 10 * US_PER_SECOND;

/** There is none. */
export const NO_POINT = Number.NEGATIVE_INFINITY;

/** What scrapes ask of the world around a container. */
export interface ScrapedNode {
  readonly resolutionUs: number;
  /** When a scrape reaches the container's node; undefined: the node does not answer it. */
  reachedUs(scrape: number): number | undefined;
}

/** Numbers a container, which lie together in memory. */
const STRIDE = 8;
const STARTED = 0;
const LAST = 1;
const PREVIOUS = 2;
const SCRAPE = 3;
/** The latest measurement that was followed up to, its number, and the one after it. */
const MEASURED = 4;
const NUMBER = 5;
const NEXT = 6;
const DRAW_ID = 7;

/** The points of all containers that somebody asks about, by row. */
export class ContainerPoints {
  readonly #draws: EntityDraws;
  #rows = new Float64Array(0);
  #count = 0;
  /** Rows that nobody has. */
  readonly #free: number[] = [];

  /** Moments of measurements are drawn of `draws`. */
  constructor(draws: EntityDraws) {
    this.#draws = draws;
  }

  /** A container that has run since then: µs, before 0 of one that ran before the run began. */
  add(startedUs: number, drawId: number): number {
    const row = this.#free.pop() ?? this.#count;
    if (row === this.#count) this.#count += 1;
    const at = row * STRIDE;
    if (this.#count * STRIDE > this.#rows.length) this.#rows = grownTo(this.#rows, this.#count * STRIDE);
    const rows = this.#rows;
    const isOld = startedUs < FOLLOWED_FROM_US;
    const phaseUs = isOld ? this.#draws.unit(drawId, 0) * MEASURED_EVERY_US : 0;
    rows[at + STARTED] = startedUs;
    rows[at + LAST] = NO_POINT;
    rows[at + PREVIOUS] = NO_POINT;
    rows[at + SCRAPE] = NO_POINT;
    rows[at + MEASURED] = NO_POINT;
    rows[at + NUMBER] = 0;
    rows[at + NEXT] = wholeMs(isOld ? FOLLOWED_FROM_US + phaseUs : startedUs + FOUND_US);
    rows[at + DRAW_ID] = drawId;
    return row;
  }

  /** Nobody asks for the container any more. */
  release(row: number): void {
    this.#free.push(row);
  }

  startedUs(row: number): number {
    return this.#rows[row * STRIDE + STARTED]!;
  }

  /** When it was measured last, as the last scrape found it; NO_POINT: it did not find it. */
  lastUs(row: number): number {
    return this.#rows[row * STRIDE + LAST]!;
  }

  /** The point before, or its start; NO_POINT: there is none yet, and so no sample. */
  previousUs(row: number): number {
    return this.#rows[row * STRIDE + PREVIOUS]!;
  }

  /** Goes on to what a scrape found, no earlier than the last that was asked for. */
  moveTo(row: number, scrape: number, node: ScrapedNode): void {
    const rows = this.#rows;
    const at = row * STRIDE;
    if (scrape <= rows[at + SCRAPE]!) return;
    const lookback = scrapesThatCount(node.resolutionUs);
    if (rows[at + SCRAPE]! < scrape - lookback) {
      rows[at + LAST] = NO_POINT;
      rows[at + PREVIOUS] = NO_POINT;
      rows[at + SCRAPE] = scrape - lookback - 1;
    }
    for (let next = rows[at + SCRAPE]! + 1; next <= scrape; next += 1) {
      this.#store(at, node.reachedUs(next), node.resolutionUs);
    }
    rows[at + SCRAPE] = scrape;
  }

  /** `reachedUs`: when its kubelet was asked; undefined: it did not answer. */
  #store(at: number, reachedUs: number | undefined, resolutionUs: number): void {
    const rows = this.#rows;
    const measuredUs = reachedUs === undefined ? NO_POINT : this.#measuredBy(at, reachedUs);
    const beforeUs = rows[at + LAST]!;
    const ageUs = measuredUs - rows[at + STARTED]!;
    rows[at + LAST] = measuredUs;
    if (measuredUs === NO_POINT) rows[at + PREVIOUS] = NO_POINT;
    else if (ageUs >= FRESH_US && ageUs < resolutionUs) rows[at + PREVIOUS] = rows[at + STARTED]!;
    // Its kubelet has not measured it anew: both points stay.
    else if (measuredUs !== beforeUs) rows[at + PREVIOUS] = beforeUs;
  }

  /** When it was measured last at a moment no earlier than those asked for before. */
  #measuredBy(at: number, atUs: number): number {
    const rows = this.#rows;
    while (rows[at + NEXT]! <= atUs) {
      rows[at + MEASURED] = rows[at + NEXT]!;
      rows[at + NUMBER]! += 1;
      const jitterUs = this.#draws.unit(rows[at + DRAW_ID]!, rows[at + NUMBER]!) * MEASURED_EVERY_US;
      rows[at + NEXT] = wholeMs(rows[at + NEXT]! + MEASURED_EVERY_US + jitterUs);
    }
    return rows[at + MEASURED]!;
  }
}

/** Earlier scrapes leave no trace: within these, each container is measured anew at least twice. */
function scrapesThatCount(resolutionUs: number): number {
  return 2 + Math.ceil((4 * MEASURED_EVERY_US) / resolutionUs);
}

function wholeMs(us: number): number {
  return Math.floor(us / US_PER_MS) * US_PER_MS;
}
