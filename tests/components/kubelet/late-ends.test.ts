// Pods whose last word came too late.

import { expect, it } from "vitest";

import { LateEnds } from "../../../src/components/kubelet/late-ends.ts";

it("are given out once, by node, also after a restore", () => {
  const ends = new LateEnds();
  ends.note(4, 1);
  ends.note(9, 2);
  ends.note(5, 1);
  const copy = new LateEnds();
  copy.restore(ends.snapshot());
  for (const each of [ends, copy]) expect([each.take(1), each.take(1), each.take(2)]).toEqual([[4, 5], [], [9]]);
});
