// One reader for many counts, against counts that look at all pods.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { compileLabelSet } from "../../../src/model/label-selector.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { NodeInclusions } from "../../../src/scheduling/topology/included-nodes.ts";
import { PlacementReader } from "../../../src/scheduling/topology/placement-reader.ts";
import { SelectedPods } from "../../../src/scheduling/topology/selected-pods.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const BY_ZONE = { topologyKey: "zone", requiredKeys: ["zone"], honorsAffinity: false, honorsTaints: false };

const LOOKS: readonly Pod[] = [
  pod({}, { namespace: "default", labels: { app: "web", tier: "front" } }),
  pod({}, { namespace: "default", labels: { app: "web", tier: "back" } }),
  pod({}, { namespace: "other", labels: { app: "web", tier: "front" } }),
  pod({}, { namespace: "default" }),
];

const SELECTORS = [{ app: "web" }, { tier: "front" }, { app: "db" }].map((labels) => compileLabelSet(labels));

class Counted {
  readonly small = new SmallCluster(["a", "b", "a"].map((zone, index) => node(`n${index}`, {}, { labels: { zone } })));
  readonly #inclusions = new NodeInclusions(this.small.cluster);
  readonly #reader = new PlacementReader(this.small.cluster);
  readonly #kept: SelectedPods[] = [];
  #placed: number[] = [];

  step(number: number): void {
    const some = this.#placed[number % Math.max(1, this.#placed.length)];
    if (number % 7 < 3 || some === undefined) {
      this.#placed.push(this.small.place(LOOKS[number % LOOKS.length]!, `n${number % 3}`));
    } else if (number % 7 === 3) {
      this.small.apply({ kind: "pod-terminating", pod: some });
    } else if (number % 7 === 4) {
      this.small.apply({ kind: "pod-updated", pod: some, object: LOOKS[(number >> 3) % LOOKS.length]! });
    } else if (number % 7 === 5) {
      this.small.apply({ kind: "pod-deleted", pod: some });
      this.#placed = this.#placed.filter((placed) => placed !== some);
    } else this.#count(SELECTORS[number % SELECTORS.length]!);
  }

  /** What is kept, and what a look at all pods says. */
  look(): { readonly kept: readonly unknown[]; readonly afresh: readonly unknown[] } {
    this.#inclusions.refresh();
    this.#reader.catchUp();
    const kept = this.#kept.map((count) => this.#said(count));
    for (const count of this.#kept) count.spoil();
    return { kept, afresh: this.#kept.map((count) => this.#said(count)) };
  }

  #said(count: SelectedPods): unknown {
    count.settle();
    const tally = count.tallyOver(this.#inclusions.of(BY_ZONE, this.small.pod(pod()).podClass));
    count.settle();
    return [[...count.byNode.subarray(0, 3)], [...tally.counts]];
  }

  #count(selector: (typeof SELECTORS)[number]): void {
    const count = new SelectedPods(this.small.cluster, "default", selector);
    count.tallyOver(this.#inclusions.of(BY_ZONE, this.small.pod(pod()).podClass));
    this.#kept.push(count);
    this.#reader.add(count);
  }
}

describe("a reader of placements", () => {
  it("keeps counts that began at any moment as a look at all pods would find them", () => {
    const histories = fc.array(fc.array(fc.nat(10_000), { maxLength: 25 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(histories, (stretches) => {
        const counted = new Counted();
        for (const stretch of stretches) {
          for (const number of stretch) counted.step(number);
          const { kept, afresh } = counted.look();
          expect(kept).toEqual(afresh);
        }
      }),
      { seed: 5_081, numRuns: 200 },
    );
  });

  it("looks at no pod for a count that begins before any of its pods is placed", () => {
    const { cluster, place } = placing();
    const reader = new PlacementReader(cluster);
    reader.catchUp();
    place(LOOKS[3]!);
    reader.catchUp();
    const count = new SelectedPods(cluster, "default", SELECTORS[0]!);
    reader.add(count);
    place(LOOKS[0]!);
    reader.catchUp();
    // Not counted afresh, as that would be done by settling alone.
    expect([...count.byNode]).toEqual([1]);
    reader.clear();
    place(LOOKS[0]!);
    reader.catchUp();
    expect([...count.byNode]).toEqual([1]);
  });
});

function placing() {
  const small = new SmallCluster([node("n0", {}, { labels: { zone: "a" } })]);
  return { cluster: small.cluster, place: (object: Pod) => small.place(object, "n0") };
}
