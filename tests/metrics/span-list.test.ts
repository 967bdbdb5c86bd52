// Spans in few bytes: all are told, in seconds, and a restored list goes on.

import { describe, expect, it } from "vitest";

import { span } from "../../src/base/time.ts";
import { SpanList } from "../../src/metrics/span-list.ts";

describe("a list of spans", () => {
  it("tells all of them in seconds, in the order in which they came", () => {
    const list = new SpanList();
    expect([list.size, list.inSeconds()]).toEqual([0, []]);
    for (const us of [0, 1_500_000, 7, 9_000_000_000]) list.add(span(us));
    expect([list.size, list.inSeconds()]).toEqual([4, [0, 1.5, 0.000_007, 9000]]);
  });

  it("goes on from a snapshot", () => {
    const list = new SpanList();
    list.add(span(5_000_000));
    list.add(span(0));
    const other = new SpanList();
    other.restore(list.snapshot());
    for (const each of [list, other]) each.add(span(1_000_000));
    expect(other.inSeconds()).toEqual([5, 0, 1]);
    expect(other.snapshot()).toEqual(list.snapshot());
  });
});
