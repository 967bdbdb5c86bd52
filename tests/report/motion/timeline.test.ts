// The story of a run.

import { describe, expect, it } from "vitest";

import { isOfRollout, onOneLine, placeOfEntry, readMark, timelineOf } from "../../../src/report/motion/timeline.ts";

import { sampleResult } from "../sample-result.ts";
import { resultInMotion } from "./sample-motion.ts";

describe("the timeline", () => {
  it("puts what was said between the beginning and the end of who said it", () => {
    const scale = timelineOf(resultInMotion()).filter(({ who }) => who === "scale");
    expect(scale.map(({ what }) => what)).toEqual(["begins", 'deployments.apps "wbe" not found', "fails"]);
    expect(scale[1]).toMatchObject({ kind: "error", place: "scenarios/motion.yaml:14", atSeconds: 650 });
  });

  it("tells once what was said again and again", () => {
    const drain = timelineOf(resultInMotion()).filter(({ who }) => who === "drain");
    expect(drain.map(({ times, lastSeconds }) => [times, lastSeconds])).toEqual([
      [1, 720],
      [2, 725],
      [2, 725],
    ]);
  });

  it("takes what is tried again for a warning, not for an error", () => {
    const drain = timelineOf(resultInMotion()).filter(({ who }) => who === "drain");
    expect(drain.map(({ kind }) => kind)).toEqual(["mark", "output", "warning"]);
  });

  it("goes on in time, and is empty where no controllers ran", () => {
    const moments = timelineOf(resultInMotion()).map(({ atSeconds }) => atSeconds);
    expect(moments).toEqual(moments.toSorted((left, right) => left - right));
    expect(timelineOf(sampleResult())).toEqual([]);
  });

  it("tells each rollout of a workload by itself, and turns of a fault as one", () => {
    const { motion, ...result } = resultInMotion();
    const marks = [100, 200].flatMap((atSeconds) => [
      { atSeconds, text: "rollout of web begins" },
      { atSeconds, text: "flapping begins n-1" },
    ]);
    const availability = { ...motion!.availability, marks };
    const told = timelineOf({ ...result, motion: { ...motion!, availability } }).filter(({ kind }) => kind === "mark");
    expect(told.map(({ who, atSeconds, times }) => [who, atSeconds, times])).toEqual([
      ["rollout of web", 100, 1],
      ["flapping", 100, 2],
      ["rollout of web", 200, 1],
    ]);
    expect(told.map(isOfRollout)).toEqual([true, false, true]);
  });
});

describe("a mark", () => {
  it("says who begins, ends or fails, and on which nodes", () => {
    expect(readMark("zoneOutage begins a b …")).toEqual({ who: "zoneOutage", verb: "begins", nodes: "a b …" });
    expect(readMark("rollout of web ends")).toEqual({ who: "rollout of web", verb: "ends", nodes: "" });
    expect(readMark("rollout of web is stuck: 1 of 3 pods")).toEqual({
      who: "rollout of web",
      verb: "is stuck",
      nodes: "1 of 3 pods",
    });
    expect(readMark("rollout of web goes on")).toMatchObject({ who: "rollout of web", verb: "goes on" });
    expect(readMark("something else")).toEqual({ who: "something else", verb: "", nodes: "" });
  });
});

describe("a text", () => {
  it("stands on one line, with its place", () => {
    expect(onOneLine("a:\n b\n\n c\n")).toBe("a: b c");
    expect(placeOfEntry({ position: { file: "f.yaml", line: 3, column: 1 } })).toBe("f.yaml:3");
  });
});
