// Nodes as scrapes meet them: when each is reached, and whether its kubelet answers then. Knows the cluster's table of kubelets.

import { entityIdOf } from "../../base/random/entity-id.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { ScrapedNode } from "./container-points.ts";
import type { ScrapeGrid } from "./scrape-grid.ts";

export class ScrapedNodes {
  readonly #cluster: ClusterState;
  readonly #grid: ScrapeGrid;
  /** By node id. */
  #known: (ScrapedNode | undefined)[] = [];

  constructor(cluster: ClusterState, grid: ScrapeGrid) {
    this.#cluster = cluster;
    this.#grid = grid;
  }

  of(node: number): ScrapedNode {
    return (this.#known[node] ??= this.#make(node));
  }

  /** Another history may have given the same ids to other nodes. */
  forget(): void {
    this.#known = [];
  }

  #make(node: number): ScrapedNode {
    const drawId = entityIdOf(this.#cluster.nodes.nameOf(node));
    const { kubelets } = this.#cluster;
    return {
      resolutionUs: this.#grid.resolutionUs,
      reachedUs: (scrape) => {
        const reachedUs = this.#grid.reachesUs(scrape, drawId);
        return kubelets.answeredAt(node, reachedUs) ? reachedUs : undefined;
      },
    };
  }
}
