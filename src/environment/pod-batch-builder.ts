// Builds a batch of pods row by row. Equal pods share one template, found by its text.

import type { Pod } from "../model/objects.ts";
import type { PodBatch } from "./workload.ts";

export class PodBatchBuilder {
  readonly #templates: Pod[] = [];
  readonly #indexByText = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #template: number[] = [];
  readonly #listedAtUs: number[] = [];
  readonly #lifetimeUs: number[] = [];

  /** Pods so far. */
  get size(): number {
    return this.#names.length;
  }

  /** The number of the template equal to `pod`, whose metadata.name must be empty. */
  template(pod: Pod): number {
    const text = JSON.stringify(pod);
    const known = this.#indexByText.get(text);
    if (known !== undefined) return known;
    this.#indexByText.set(text, this.#templates.length);
    return this.#templates.push(pod) - 1;
  }

  /** Adds one pod of a template. */
  add(name: string, template: number, listedAtUs: number, lifetimeUs: number): void {
    this.#names.push(name);
    this.#template.push(template);
    this.#listedAtUs.push(listedAtUs);
    this.#lifetimeUs.push(lifetimeUs);
  }

  build(): PodBatch {
    return {
      templates: this.#templates,
      names: this.#names,
      template: Int32Array.from(this.#template),
      listedAtUs: Float64Array.from(this.#listedAtUs),
      lifetimeUs: Float64Array.from(this.#lifetimeUs),
    };
  }
}
