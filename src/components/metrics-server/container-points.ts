// The two points that metrics-server holds of a container: when its kubelet measured it last, and when before that. They follow
// from the container's start, its kubelet's moments of chance and the scrapes, so that nothing of it is saved.
// Imitates kubernetes-sigs/metrics-server pkg/storage/pod.go (Store), v0.8, and google/cadvisor manager/container.go
// (nextHousekeepingInterval: 10 s and up to as much again).

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

export class ContainerPoints {
  /** µs; before 0 of one that ran before the run began. */
  readonly startedUs: number;
  /** When it was measured last, as the last scrape found it; NO_POINT: it did not find it. */
  lastUs = NO_POINT;
  /** The point before, or its start; NO_POINT: there is none yet, and so no sample. */
  previousUs = NO_POINT;
  readonly #draws: EntityDraws;
  readonly #drawId: number;
  #scrape = Number.NEGATIVE_INFINITY;
  /** The latest measurement that was followed up to, and the one after it. */
  #measuredUs = NO_POINT;
  #number = 0;
  #nextUs: number;

  constructor(startedUs: number, draws: EntityDraws, drawId: number) {
    this.startedUs = startedUs;
    this.#draws = draws;
    this.#drawId = drawId;
    const isOld = startedUs < FOLLOWED_FROM_US;
    this.#nextUs = wholeMs(isOld ? FOLLOWED_FROM_US + draws.unit(drawId, 0) * MEASURED_EVERY_US : startedUs + FOUND_US);
  }

  /** Goes on to what a scrape found, no earlier than the last that was asked for. */
  moveTo(scrape: number, node: ScrapedNode): void {
    if (scrape <= this.#scrape) return;
    const lookback = scrapesThatCount(node.resolutionUs);
    if (this.#scrape < scrape - lookback) {
      this.lastUs = NO_POINT;
      this.previousUs = NO_POINT;
      this.#scrape = scrape - lookback - 1;
    }
    while (this.#scrape < scrape) {
      this.#scrape += 1;
      this.#store(node.reachedUs(this.#scrape), node.resolutionUs);
    }
  }

  /** `reachedUs`: when its kubelet was asked; undefined: it did not answer. */
  #store(reachedUs: number | undefined, resolutionUs: number): void {
    const measuredUs = reachedUs === undefined ? NO_POINT : this.#measuredBy(reachedUs);
    const beforeUs = this.lastUs;
    this.lastUs = measuredUs;
    if (measuredUs === NO_POINT) this.previousUs = NO_POINT;
    else if (this.#isFresh(measuredUs, resolutionUs)) this.previousUs = this.startedUs;
    // Its kubelet has not measured it anew: both points stay.
    else if (measuredUs !== beforeUs) this.previousUs = beforeUs;
  }

  #isFresh(measuredUs: number, resolutionUs: number): boolean {
    const ageUs = measuredUs - this.startedUs;
    return ageUs >= FRESH_US && ageUs < resolutionUs;
  }

  /** When it was measured last at a moment no earlier than those asked for before. */
  #measuredBy(atUs: number): number {
    while (this.#nextUs <= atUs) {
      this.#measuredUs = this.#nextUs;
      this.#number += 1;
      const jitterUs = this.#draws.unit(this.#drawId, this.#number) * MEASURED_EVERY_US;
      this.#nextUs = wholeMs(this.#nextUs + MEASURED_EVERY_US + jitterUs);
    }
    return this.#measuredUs;
  }
}

/** Earlier scrapes leave no trace: within these, each container is measured anew at least twice. */
function scrapesThatCount(resolutionUs: number): number {
  return 2 + Math.ceil((4 * MEASURED_EVERY_US) / resolutionUs);
}

function wholeMs(us: number): number {
  return Math.floor(us / US_PER_MS) * US_PER_MS;
}
