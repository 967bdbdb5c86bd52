// When metrics-server scrapes which node, and when what it found can be asked for. Scrapes are a grid in time with a phase of
// chance; nothing happens at them, as samples are worked out when somebody asks. Knows nodes by their numbers of chance only.
// Imitates kubernetes-sigs/metrics-server pkg/server/server.go (runScrape) and pkg/scraper/scraper.go (Scrape), v0.8.

import { EntityDraws } from "../../base/random/entity-draws.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { MetricsServerSettings } from "./settings.ts";

/** Requests to nodes are spread over 8 ms a node, at most over 4 s. */
const SPREAD_US_PER_NODE = 8000;
const SPREAD_US_MAX = 4 * US_PER_SECOND;

/** A kubelet answers, and the answers are put together: an estimate. */
const REQUEST_US = 20_000;

export class ScrapeGrid {
  readonly resolutionUs: number;
  readonly #phaseUs: number;
  readonly #spreadUs: number;
  readonly #timeoutUs: number;
  readonly #draws: EntityDraws;

  /** `nodes`: how many there are when the run begins. */
  constructor(settings: MetricsServerSettings, seed: string, nodes: number) {
    this.resolutionUs = settings.resolutionUs;
    this.#timeoutUs = settings.kubeletTimeoutUs;
    this.#spreadUs = Math.min(SPREAD_US_PER_NODE * nodes, SPREAD_US_MAX);
    this.#draws = new EntityDraws(seed, "metrics-server/node");
    this.#phaseUs = Math.floor(new EntityDraws(seed, "metrics-server/phase").unit(0, 0) * settings.resolutionUs);
  }

  /** The number of the last scrape that has begun, below 0 before the run. */
  begunAt(nowUs: number): number {
    return Math.floor((nowUs - this.#phaseUs) / this.resolutionUs);
  }

  beginsUs(scrape: number): number {
    return this.#phaseUs + scrape * this.resolutionUs;
  }

  /** When the scrape reaches a node. */
  reachesUs(scrape: number, nodeDrawId: number): number {
    return this.beginsUs(scrape) + Math.floor(this.#draws.unit(nodeDrawId, scrape) * this.#spreadUs);
  }

  /** When it is over: it waits for all nodes, so that one that does not answer holds it up until its time is over. */
  isOverUs(scrape: number, allAnswer: boolean): number {
    const lengthUs = this.#spreadUs + (allAnswer ? REQUEST_US : this.#timeoutUs);
    return this.beginsUs(scrape) + Math.min(lengthUs, this.resolutionUs);
  }
}
