// When taints drive a pod from its node.

import { describe, expect, it } from "vitest";

import type { Taint, Toleration } from "../../src/model/objects.ts";
import { firstEvictingTaint, taintEviction } from "../../src/model/taint-eviction.ts";

const evicting = (key: string): Taint => ({ key, effect: "NoExecute" });
const lasting = (key: string, tolerationSeconds: number): Toleration => ({
  key,
  operator: "Exists",
  tolerationSeconds,
});

describe("a pod", () => {
  it("is not driven away by taints of other effects", () => {
    expect(taintEviction([], [])).toEqual({ kind: "untainted" });
    expect(taintEviction([{ key: "a", effect: "NoSchedule" }], [])).toEqual({ kind: "untainted" });
  });

  it("goes at once from a taint that it does not tolerate", () => {
    expect(taintEviction([evicting("a"), evicting("b")], [lasting("a", 60)])).toEqual({ kind: "intolerable" });
    expect(firstEvictingTaint([evicting("a"), evicting("b")], [lasting("a", 60)])).toEqual(evicting("b"));
  });

  it.each<[string, readonly Toleration[], number | undefined]>([
    ["for ever without seconds", [{ operator: "Exists" }], undefined],
    ["for its seconds", [lasting("a", 60), lasting("b", 90)], 60_000_000],
    ["for the shortest of its seconds", [lasting("a", 90), lasting("b", 60)], 60_000_000],
    [
      "for the seconds of the first toleration",
      [lasting("a", 300), { operator: "Exists", tolerationSeconds: 60 }],
      60_000_000,
    ],
    ["not at all with 0 seconds", [lasting("a", 0), lasting("b", 60)], 0],
    ["not at all with seconds below 0", [lasting("a", -5), lasting("b", 60)], 0],
    ["for the seconds of one where the other is for ever", [lasting("a", 60), { operator: "Exists" }], 60_000_000],
    ["for the largest span", [{ operator: "Exists", tolerationSeconds: 9_223_372_036 }], 9_223_372_036_000_000],
    ["for ever where the span wraps around", [{ operator: "Exists", tolerationSeconds: 9_223_372_037 }], undefined],
    [
      "for ever with the largest number",
      [{ operator: "Exists", tolerationSeconds: 9_223_372_036_854_775_808 }],
      undefined,
    ],
  ])("stays %s", (_sentence, tolerations, forUs) => {
    expect(taintEviction([evicting("a"), evicting("b")], tolerations)).toMatchObject({ kind: "tolerated", forUs });
  });

  it("goes by the first toleration of each taint, whatever later ones say", () => {
    const everything: Toleration = { operator: "Exists", tolerationSeconds: 60 };
    const used = [lasting("a", 300)];
    expect(taintEviction([evicting("a")], [...used, everything])).toEqual({
      kind: "tolerated",
      forUs: 300_000_000,
      used,
    });
  });
});
