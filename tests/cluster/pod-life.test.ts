// What is said of pods beyond their phase, and that it comes back from a snapshot.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { PodLife } from "../../src/cluster/pod-life.ts";

const AT = moment(5_700_000);

describe("what is said of a pod", () => {
  it("is nothing at first", () => {
    const life = new PodLife();
    expect([life.readinessOf(7), life.ranOn(7), life.detailOf(7)]).toEqual([undefined, -1, {}]);
  });

  it("keeps the moment of the first of equal words about its readiness", () => {
    const life = new PodLife();
    life.write({ kind: "pod-ready", pod: 3, ready: "False" }, AT);
    life.write({ kind: "pod-ready", pod: 3, ready: "False" }, moment(9_000_000));
    expect([life.readinessOf(3), life.readinessSinceUs(3)]).toEqual(["False", AT]);
  });

  it("adds conditions to those that are there, whatever they are called", () => {
    const life = new PodLife();
    const condition = { status: "True", reason: "PreemptionByScheduler", sinceUs: 5_000_000 } as const;
    life.write({ kind: "pod-condition", pod: 1, type: "__proto__", condition }, AT);
    life.write({ kind: "pod-condition", pod: 1, type: "DisruptionTarget", condition }, AT);
    expect(Object.keys(life.detailOf(1).conditions!)).toEqual(["__proto__", "DisruptionTarget"]);
  });

  it("dates a condition by the second in which its status came, unless it says its own moment", () => {
    const life = new PodLife();
    const say = (status: "True" | "False", at: number) => {
      const condition = { status, reason: "R" } as const;
      life.write({ kind: "pod-condition", pod: 1, type: "DisruptionTarget", condition }, moment(at));
      return life.detailOf(1).conditions!["DisruptionTarget"]!.sinceUs;
    };
    expect(say("True", 7_300_000)).toBe(7_000_000);
    expect(say("True", 9_300_000)).toBe(7_000_000);
    expect(say("False", 9_400_000)).toBe(9_000_000);
  });

  it("keeps the shorter of two grace periods, counted from the second in which its end was first asked for", () => {
    const life = new PodLife();
    life.askForEnd(2, undefined, 30, AT);
    life.askForEnd(2, 60, 30, moment(7_000_000));
    life.askForEnd(2, undefined, 5, moment(7_000_000));
    expect(life.detailOf(2).deletion).toEqual({ deadlineUs: 35_000_000, graceSeconds: 30 });
    life.askForEnd(2, 10, 30, moment(8_200_000));
    expect(life.detailOf(2).deletion).toEqual({ deadlineUs: 15_000_000, graceSeconds: 10 });
    life.askForEnd(2, 0, 30, moment(8_200_000));
    expect(life.detailOf(2).deletion).toEqual({ deadlineUs: 8_000_000, graceSeconds: 0 });
  });

  it("comes back from a snapshot as it was", () => {
    const life = new PodLife();
    life.setReadiness(4, "Unknown", 12);
    life.endOn(5, 0);
    life.say(6, { reason: "Evicted" });
    const other = new PodLife();
    other.restore(life.snapshot());
    expect([other.readinessOf(4), other.readinessSinceUs(4), other.ranOn(5), other.detailOf(6)]).toEqual([
      "Unknown",
      12,
      0,
      { reason: "Evicted" },
    ]);
    other.forget(6);
    expect(other.detailOf(6)).toEqual({});
  });
});
