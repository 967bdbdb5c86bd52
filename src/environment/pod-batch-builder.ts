// Builds a batch of pods row by row. Equal pods share one template, found by its text.

import type { SourcePosition } from "../base/diagnostic.ts";

import type { Pod } from "../model/objects.ts";
import type { PodBatch, PodOrigin } from "./workload.ts";

/** Where a pod stands in its file, found only when it is asked for. */
export type FindPlace = () => SourcePosition;

export class PodBatchBuilder {
  readonly #templates: Pod[] = [];
  readonly #origins: PodOrigin[] = [];
  readonly #places: (FindPlace | undefined)[] = [];
  readonly #indexByText = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #template: number[] = [];
  readonly #listedAtUs: number[] = [];
  readonly #lifetimeUs: number[] = [];
  readonly #rank: number[] = [];
  /** By row as it was added. */
  readonly #nominatedNodes = new Map<number, string>();

  /** Pods so far. */
  get size(): number {
    return this.#names.length;
  }

  /**
   * The number of the template equal to `pod`, whose metadata.name must be empty. `place` is where such a pod stands,
   * if it stands in a file.
   */
  template(pod: Pod, origin: PodOrigin = "new", place?: FindPlace): number {
    const text = `${origin} ${JSON.stringify(pod)}`;
    const known = this.#indexByText.get(text);
    if (known !== undefined) return known;
    this.#indexByText.set(text, this.#templates.length);
    this.#origins.push(origin);
    this.#places.push(place);
    return this.#templates.push(pod) - 1;
  }

  /** Where the first pod of a template stands, if it stands in a file. */
  placeOf(template: number): SourcePosition | undefined {
    return this.#places[template]?.();
  }

  /** Adds one pod of a template. Rows come out by ascending rank, equal ones in the order in which they were added. */
  add(name: string, template: number, listedAtUs: number, lifetimeUs: number, rank = 0): void {
    this.#names.push(name);
    this.#template.push(template);
    this.#listedAtUs.push(listedAtUs);
    this.#lifetimeUs.push(lifetimeUs);
    this.#rank.push(rank);
  }

  /** The pod that was added last waits for room on a node. */
  nominate(nodeName: string): void {
    this.#nominatedNodes.set(this.#names.length - 1, nodeName);
  }

  build(): PodBatch {
    const order = this.#names.map((_, row) => row).sort((a, b) => this.#rank[a]! - this.#rank[b]! || a - b);
    const nominated = order.flatMap((row, index): readonly (readonly [number, string])[] => {
      const nodeName = this.#nominatedNodes.get(row);
      return nodeName === undefined ? [] : [[index, nodeName]];
    });
    return {
      templates: this.#templates,
      origins: this.#origins,
      refusals: new Map(),
      names: order.map((row) => this.#names[row]!),
      template: Int32Array.from(order, (row) => this.#template[row]!),
      listedAtUs: Float64Array.from(order, (row) => this.#listedAtUs[row]!),
      lifetimeUs: Float64Array.from(order, (row) => this.#lifetimeUs[row]!),
      ...(nominated.length === 0 ? {} : { nominatedNodes: new Map(nominated) }),
    };
  }
}
