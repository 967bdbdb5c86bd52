// Which entries stand where not all can.

import { describe, expect, it } from "vitest";

import { mostTelling } from "../../../src/report/motion/most-telling.ts";
import { timelineOf, type Happening } from "../../../src/report/motion/timeline.ts";

import { resultInMotion } from "./sample-motion.ts";

function happening(kind: Happening["kind"], atSeconds: number, who: string, what: string): Happening {
  return { atSeconds, lastSeconds: atSeconds, times: 1, who, what, kind, place: "" };
}

describe("what tells most", () => {
  it("is errors before marks, and marks before warnings and what went well, in their order", () => {
    const all = timelineOf(resultInMotion());
    expect(mostTelling(all, 1).map(({ kind }) => kind)).toEqual(["error"]);
    const most = mostTelling(all, all.length - 1);
    expect(most.map(({ kind }) => kind)).not.toContain("output");
    expect(most).toEqual(all.filter(({ kind }) => kind !== "output"));
    expect(mostTelling(all, 100)).toBe(all);
  });

  it("is some of each fault, however often another one happens", () => {
    const crashes = Array.from({ length: 40 }, (_, at) => happening("mark", at, "nodeCrash", `begins: w-${at}`));
    const outage = happening("mark", 100, "zoneOutage", "begins: w-1 w-2");
    const stuck = happening("mark", 101, "rollout of web", "is stuck: 1 of 2 pods are new");
    expect(mostTelling([...crashes, outage, stuck], 3)).toEqual([crashes[0], outage, stuck]);
  });

  it("is what was said once before what was said of one pod and node after the other", () => {
    const perNode = Array.from({ length: 8 }, (_, at) => [
      happening("warning", at, "window", `Warning: ignoring DaemonSet-managed Pods: default/agent-${at}`),
      happening("output", at, "window", `node/w-${at} drained`),
      happening("output", at, "window", `pod/web-${at} evicted`),
    ]).flat();
    const closed = happening("output", 9, "window", "the maintenance window has closed: 3 of 11 nodes are left");
    expect(mostTelling([...perNode, closed], 1)).toEqual([closed]);
    expect(mostTelling([...perNode, closed], 4)).toEqual([...perNode.slice(0, 3), closed]);
  });

  it("takes rollouts of all workloads for one sort", () => {
    const rollouts = Array.from({ length: 20 }, (_, at) => happening("mark", at, `rollout of web-${at}`, "begins"));
    const drain = happening("mark", 30, "drain", "begins");
    expect(mostTelling([...rollouts, drain], 2)).toEqual([rollouts[0], drain]);
  });

  it("is rather another rollout than the end of an action that took no time", () => {
    const action = [happening("mark", 5, "apply", "begins"), happening("mark", 5, "apply", "ends")];
    const rollouts = [6, 7].map((at) => happening("mark", at, "rollout of web", "begins"));
    expect(mostTelling([...action, ...rollouts], 3)).toEqual([action[0], ...rollouts]);
  });
});
