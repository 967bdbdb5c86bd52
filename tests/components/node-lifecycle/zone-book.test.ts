// Zones: their states by counts, the rates of their queues, and what changes when all are lost and one comes back.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { DEFAULT_NODE_LIFECYCLE_FLAGS } from "../../../src/components/node-lifecycle/flags.ts";
import { ZoneBook } from "../../../src/components/node-lifecycle/zone-book.ts";

function bookOf(zones: Readonly<Record<string, readonly [ready: number, notReady: number]>>): ZoneBook {
  const book = new ZoneBook(DEFAULT_NODE_LIFECYCLE_FLAGS);
  for (const [zone, [ready, notReady]] of Object.entries(zones)) {
    book.begin(zone);
    for (let node = 0; node < ready; node += 1) book.count(zone, true, 1);
    for (let node = 0; node < notReady; node += 1) book.count(zone, false, 1);
  }
  return book;
}

function textsOf(book: ZoneBook): readonly string[] {
  return [...book.reports()].map(({ zone, state, taintsPerSecond }) => `${zone} ${state} ${taintsPerSecond > 0}`);
}

describe("the book of zones", () => {
  it("judges each zone by its nodes", () => {
    const book = bookOf({ a: [4, 0], b: [1, 3], c: [0, 2] });
    expect(book.judge(moment(0), 0)).toBe("ordinary");
    expect(textsOf(book)).toEqual(["a Normal true", "b PartialDisruption false", "c FullDisruption true"]);
  });

  it("closes all queues when no zone has a ready node, and opens them when one has", () => {
    const book = bookOf({ a: [1, 0], b: [0, 2] });
    book.judge(moment(0), 0);
    book.count("a", true, -1);
    book.count("a", false, 1);
    expect(book.judge(moment(5), 0)).toBe("entered");
    expect(textsOf(book)).toEqual(["a FullDisruption false", "b FullDisruption false"]);
    expect(book.judge(moment(10), 0)).toBe("ordinary");
    book.count("b", false, -1);
    book.count("b", true, 1);
    expect(book.judge(moment(15), 0)).toBe("left");
    expect(textsOf(book)).toEqual(["a FullDisruption true", "b Normal true"]);
  });

  it("forgets a zone without nodes", () => {
    const book = bookOf({ b: [0, 1], a: [1, 0] });
    book.judge(moment(0), 0);
    book.count("b", false, -1);
    expect(book.judge(moment(5), 0)).toBe("forgotten");
    expect([book.isKnown("b"), book.isKnown("a")]).toEqual([false, true]);
    expect(book.begin("b")).toBe(true);
  });

  it("goes on from a saved state", () => {
    const book = bookOf({ a: [4, 0], b: [1, 3] });
    book.judge(moment(0), 0);
    const saved = JSON.parse(JSON.stringify(book.state)) as typeof book.state;
    expect(ZoneBook.restored(DEFAULT_NODE_LIFECYCLE_FLAGS, saved).state).toEqual(book.state);
  });
});
