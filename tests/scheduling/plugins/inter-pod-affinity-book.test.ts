// Counts that are kept: what changes them, and when they are made anew. tests/contracts/inter-pod-affinity.test.ts holds them
// against counting afresh over random histories.

import { describe, expect, it } from "vitest";

import { AffinityBook } from "../../../src/scheduling/plugins/inter-pod-affinity-book.ts";
import { SmallCluster } from "../small-cluster.ts";
import { nodeIn, podOf, term, ZONE } from "./pods-with-affinity.ts";

const WEB = podOf("web", { near: [term(ZONE, "db")] });

/** A book asked about pods of app `db`. */
class Ledger extends SmallCluster {
  readonly book = new AffinityBook(this.cluster, {
    hardPodAffinityWeight: 1,
    ignorePreferredTermsOfExistingPods: false,
  });

  counts(): Readonly<Record<string, number>> {
    const { affinityTerms } = this.pod(WEB).podClass;
    this.book.catchUp();
    const [counter] = this.book.countersFor(affinityTerms.requiredAffinity);
    return Object.fromEntries(["a", "b"].map((zone) => [zone, counter!.countOf(zone)]));
  }
}

function ledger(): Ledger {
  return new Ledger([nodeIn("a", "a1"), nodeIn("b", "b1"), nodeIn("", "loose")]);
}

describe("pods", () => {
  it("that stood before anybody asked are counted, and those that come and go after", () => {
    const book = ledger();
    const first = book.place(podOf("db"), "a1");
    expect(book.counts()).toEqual({ a: 1, b: 0 });
    book.place(podOf("db"), "b1");
    book.place(podOf("db"), "loose");
    book.apply({ kind: "pod-deleted", pod: first });
    expect(book.counts()).toEqual({ a: 0, b: 1 });
  });

  it("that are about to end count until they are gone", () => {
    const book = ledger();
    const pod = book.place(podOf("db"), "a1");
    expect(book.counts()["a"]).toBe(1);
    book.apply({ kind: "pod-terminating", pod });
    expect(book.counts()["a"]).toBe(1);
  });
});

describe("nodes", () => {
  it("take their pods along when their labels change, when they go, and when they come with the zone", () => {
    const book = ledger();
    book.place(podOf("db"), "a1");
    expect(book.counts()).toEqual({ a: 1, b: 0 });
    book.apply({ kind: "node-updated", node: nodeIn("b", "a1") });
    expect(book.counts()).toEqual({ a: 0, b: 1 });
    book.apply({ kind: "node-removed", name: "a1" });
    expect(book.counts()).toEqual({ a: 0, b: 0 });
    book.apply({ kind: "node-added", node: nodeIn("a", "a2"), pool: "pool" });
    book.place(podOf("db"), "a2");
    expect(book.counts()).toEqual({ a: 1, b: 0 });
  });
});

it("counters are void once a namespace comes or changes", () => {
  const book = ledger();
  book.counts();
  const { edition } = book.book;
  book.apply({ kind: "object-stored", stored: { kind: "Namespace", object: { metadata: { name: "default" } } } });
  book.place(podOf("db"), "a1");
  expect(book.counts()).toEqual({ a: 1, b: 0 });
  expect(book.book.edition).not.toBe(edition);
});

it("counts are made anew where the log of placements does not reach back", () => {
  const book = ledger();
  book.place(podOf("db"), "a1");
  book.counts();
  const saved = book.cluster.snapshot();
  book.place(podOf("db"), "b1");
  expect(book.counts()).toEqual({ a: 1, b: 1 });
  book.cluster.restore(saved);
  expect(book.counts()).toEqual({ a: 1, b: 0 });
});

it("counts are made anew after a restore even if the log of placements ends where it ended before", () => {
  const book = ledger();
  book.place(podOf("db"), "a1");
  const saved = book.cluster.snapshot();
  const another = ledger();
  another.place(podOf("db"), "b1");
  expect(another.counts()).toEqual({ a: 0, b: 1 });
  another.cluster.restore(saved);
  expect(another.counts()).toEqual({ a: 1, b: 0 });
});
