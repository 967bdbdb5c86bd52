// Which slices the controller knows as its own.

import { describe, expect, it } from "vitest";

import { SliceTracker } from "../../../../src/components/controllers/endpoint-slice/slice-tracker.ts";
import type { EndpointSlice } from "../../../../src/model/api/types/endpoint-slice.ts";
import { KEY } from "./build-services.ts";

function slice(name: string, generation: number): EndpointSlice {
  return { metadata: { name, uid: `uid-${name}`, generation } };
}

describe("a slice", () => {
  it("is foreign unless it is as the controller wrote it", () => {
    const tracker = new SliceTracker();
    expect(tracker.isForeign(KEY, slice("a", 1))).toBe(true);
    tracker.noteWritten(KEY, slice("a", 2));
    expect([1, 2, 3].map((generation) => tracker.isForeign(KEY, slice("a", generation)))).toEqual([false, false, true]);
  });

  it("that goes is a surprise unless the controller deleted it", () => {
    const tracker = new SliceTracker();
    tracker.noteWritten(KEY, slice("a", 1));
    tracker.noteWritten(KEY, slice("b", 1));
    tracker.noteDeleted(KEY, slice("a", 1));
    expect(["a", "b", "c"].map((name) => tracker.isSurprisedBy(KEY, slice(name, 1)))).toEqual([false, true, false]);
  });
});

describe("what is seen of slices", () => {
  it("is stale while it is older than what was written", () => {
    const tracker = new SliceTracker();
    expect(tracker.areStale(KEY, [])).toBe(false);
    tracker.noteWritten(KEY, slice("a", 2));
    expect(tracker.areStale(KEY, [])).toBe(true);
    expect(tracker.areStale(KEY, [slice("a", 1)])).toBe(true);
    expect(tracker.areStale(KEY, [slice("a", 2), slice("b", 1)])).toBe(false);
    tracker.noteDeleted(KEY, slice("a", 2));
    expect(tracker.areStale(KEY, [slice("a", 2)])).toBe(true);
    expect(tracker.areStale(KEY, [])).toBe(false);
    tracker.noteWritten(KEY, slice("c", 1));
    const copy = new SliceTracker();
    copy.restore(tracker.snapshot());
    expect(copy.areStale(KEY, [])).toBe(true);
    copy.forget(KEY);
    expect(copy.areStale(KEY, [])).toBe(false);
  });
});
