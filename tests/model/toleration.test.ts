// Which taints a pod puts up with.

import { describe, expect, it } from "vitest";

import type { Taint, Toleration } from "../../src/model/objects.ts";
import {
  countIntolerablePreferences,
  firstUntoleratedTaint,
  isTolerated,
  preferenceTolerations,
  tolerates,
  toleratesOrCompares,
  UNSCHEDULABLE_TAINT,
} from "../../src/model/toleration.ts";
import { recordedCalls } from "./recorded-calls.ts";

const taint = (key: string, value = "x", effect = "NoSchedule"): Taint => ({ key, value, effect });

describe("a toleration", () => {
  it.each([
    ["of the same key and value tolerates", { key: "a", value: "x" }, true],
    ["of another value does not", { key: "a", operator: "Equal", value: "y" }, false],
    ["that the key exists tolerates any value", { key: "a", operator: "Exists" }, true],
    ["without a key tolerates every key", { operator: "Exists" }, true],
    ["without a key but with a value goes by the value", { value: "x" }, true],
    ["of the same effect tolerates", { key: "a", operator: "Exists", effect: "NoSchedule" }, true],
    ["of another effect does not", { key: "a", operator: "Exists", effect: "NoExecute" }, false],
    ["with an empty effect tolerates all effects", { key: "a", operator: "Exists", effect: "" }, true],
    ["by comparison does not, as the gate is off", { key: "a", operator: "Gt", value: "1" }, false],
    ["by the other comparison does not either", { key: "a", operator: "Lt", value: "1" }, false],
    ["with an unknown operator does not", { key: "a", operator: "exists" }, false],
    [
      "for some seconds tolerates: seconds are the evicter's",
      { key: "a", operator: "Exists", tolerationSeconds: 0 },
      true,
    ],
  ])("%s", (_sentence, toleration: Toleration, expected) => {
    expect(tolerates(toleration, taint("a"))).toBe(expected);
  });

  it("takes an absent value and an empty one for the same", () => {
    expect(tolerates({ key: "a" }, { key: "a", effect: "NoSchedule" })).toBe(true);
    expect(tolerates({ key: "a", value: "" }, { key: "a", effect: "NoSchedule" })).toBe(true);
    expect(tolerates({ key: "a" }, taint("a", ""))).toBe(true);
  });

  it.each([
    ["below the bound", { operator: "Lt", value: "5" }, "4", true],
    ["at the bound", { operator: "Lt", value: "5" }, "5", false],
    ["above the bound", { key: "a", operator: "Gt", value: "-5" }, "-4", true],
    ["of another key", { key: "b", operator: "Gt", value: "1" }, "4", false],
    ["of another effect", { operator: "Gt", value: "1", effect: "NoExecute" }, "4", false],
    ["that is no plain number", { operator: "Gt", value: "1" }, "04", false],
    ["against no plain number", { operator: "Gt", value: "+1" }, "4", false],
    ["beyond 64 bits", { operator: "Gt", value: "1" }, "9223372036854775808", false],
    ["without comparison", { value: "4" }, "4", true],
  ])("compares a taint %s where the gate is on", (_sentence, toleration: Toleration, value, expected) => {
    expect(toleratesOrCompares(toleration, taint("a", value))).toBe(expected);
  });

  it("of cordoned nodes is one of the taint that they would carry", () => {
    const cordon = { key: "node.kubernetes.io/unschedulable", operator: "Exists" };
    expect(isTolerated(UNSCHEDULABLE_TAINT, [cordon])).toBe(true);
    expect(isTolerated(UNSCHEDULABLE_TAINT, [{ ...cordon, effect: "NoExecute" }])).toBe(false);
    expect(isTolerated(UNSCHEDULABLE_TAINT, [])).toBe(false);
  });
});

describe("taints", () => {
  const hard = taint("a");
  const evicting = taint("b", "x", "NoExecute");
  const soft = taint("c", "x", "PreferNoSchedule");

  it("keep a pod away by the first that it does not tolerate, soft ones aside", () => {
    expect(firstUntoleratedTaint([soft, evicting, hard], [])).toBe(evicting);
    expect(firstUntoleratedTaint([soft, evicting, hard], [{ key: "b", operator: "Exists" }])).toBe(hard);
    expect(firstUntoleratedTaint([soft], [])).toBeUndefined();
  });

  it("that are soft are counted one by one", () => {
    const four = [soft, soft, taint("d", "x", "PreferNoSchedule"), hard];
    expect(countIntolerablePreferences(four, [])).toBe(3);
    expect(countIntolerablePreferences(four, [{ key: "c", operator: "Exists" }])).toBe(1);
  });

  it("that are soft are tolerated by tolerations without an effect", () => {
    const open: Toleration = { key: "c", operator: "Exists" };
    const ofOthers: Toleration = { key: "c", operator: "Exists", effect: "NoSchedule" };
    const ofThese: Toleration = { key: "c", operator: "Exists", effect: "PreferNoSchedule" };
    expect(preferenceTolerations([open, ofOthers, ofThese, { ...open, effect: "" }])).toEqual([
      open,
      ofThese,
      { ...open, effect: "" },
    ]);
    expect(countIntolerablePreferences([soft], preferenceTolerations([open]))).toBe(0);
    expect(countIntolerablePreferences([soft], preferenceTolerations([ofOthers]))).toBe(1);
  });
});

interface TolerationCall {
  readonly op: "tolerates" | "untolerated";
  readonly toleration: Toleration;
  readonly taint: Taint;
  readonly tolerations: readonly Toleration[];
  readonly taints: readonly Taint[];
}

interface TolerationAnswer {
  readonly tolerates: boolean;
  readonly firstHard: Taint | null;
  readonly intolerableSoft: number;
}

describe("the library", () => {
  it.each(recordedCalls<TolerationCall, TolerationAnswer>("tolerations"))("agrees in $case", ({ input, expected }) => {
    if (input.op === "tolerates") {
      expect(tolerates(input.toleration, input.taint)).toBe(expected.tolerates);
      return;
    }
    const { taints, tolerations } = input;
    expect(firstUntoleratedTaint(taints, tolerations) ?? null).toEqual(expected.firstHard);
    expect(countIntolerablePreferences(taints, preferenceTolerations(tolerations))).toBe(expected.intolerableSoft);
  });
});
