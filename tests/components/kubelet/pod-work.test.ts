// A pod, moved on from one foreseen moment to the next; in the run, see detailed-pods.test.ts.

import { describe, expect, it } from "vitest";

import { NEVER } from "../../../src/components/kubelet/container-work.ts";
import { podProgramme } from "../../../src/components/kubelet/pod-programme.ts";
import {
  advancePod,
  beginPod,
  isEndless,
  newPodWork,
  podStanding,
  workStopUs,
  type PodWorkPorts,
} from "../../../src/components/kubelet/pod-work.ts";
import type { Pod } from "../../../src/model/objects.ts";

const SECOND = 1_000_000;
const PORTS: PodWorkPorts = {
  chance: () => 0,
  containerStartUs: SECOND,
  relistUs: 0,
  imageReadyUs: (_image, sizeBytes, nowUs) => nowUs + (sizeBytes ?? 0),
  refusalUs: SECOND,
  refusedAgain: () => {},
};

function begun(annotations: Readonly<Record<string, string>>, spec: Partial<Pod["spec"]> = {}) {
  const pod: Pod = {
    metadata: { name: "p", annotations },
    spec: { containers: [{ name: "a" }, { name: "b" }], ...spec },
  };
  const programme = podProgramme(pod);
  const work = newPodWork(programme, 0, []);
  beginPod(work, programme, 0, PORTS);
  return { programme, work };
}

describe("a pod at work", () => {
  it("starts its containers one after the other, and is running with the last", () => {
    const { work, programme } = begun({});
    expect(advancePod(work, programme, 0, PORTS)).toBe(SECOND);
    expect(podStanding(work, programme)).toEqual({ phase: "Pending", isReady: false, isRemarkable: false });
    expect(advancePod(work, programme, SECOND, PORTS)).toBe(NEVER);
    expect(podStanding(work, programme)).toEqual({ phase: "Running", isReady: true, isRemarkable: false });
    expect(isEndless(work)).toBe(false);
  });

  it("waits for each image in turn", () => {
    const { work, programme } = begun({ "plimsoll/image-size": "5000000" });
    expect(advancePod(work, programme, 0, PORTS)).toBe(5 * SECOND);
  });

  it("lets containers end while no kubelet looks, and does the rest when one is back", () => {
    const { work, programme } = begun({ "plimsoll/exit-after.a": "10s" }, { restartPolicy: "Never" });
    advancePod(work, programme, SECOND, PORTS);
    work.resumedUs = 100 * SECOND;
    advancePod(work, programme, 100 * SECOND, PORTS);
    expect(work.containers[0]).toMatchObject({ state: "finished", finishedAtUs: 10 * SECOND });
    expect(podStanding(work, programme).phase).toBe("Running");
  });

  it("keeps its counts of restarts from an earlier life", () => {
    const programme = podProgramme({ metadata: { name: "p" }, spec: { containers: [{ name: "a" }] } });
    const work = newPodWork(programme, 0, [4]);
    beginPod(work, programme, 0, PORTS);
    advancePod(work, programme, 0, PORTS);
    expect([work.containers[0]!.restarts, podStanding(work, programme).isRemarkable]).toEqual([4, true]);
  });
});

describe("a pod at work that is asked to stop", () => {
  it("stops with what ends last, be it by itself or with its grace period", () => {
    const { work, programme } = begun({ "plimsoll/exit-after.a": "40s", "plimsoll/stops-within.b": "5s" });
    advancePod(work, programme, 2 * SECOND, PORTS);
    const stops = [2, 20, 38].map((at) => workStopUs(work, programme, 30, at * SECOND) / SECOND);
    expect(stops).toEqual([30, 20, 5]);
  });

  it("has nothing to stop while it waits to be started again", () => {
    const { work, programme } = begun({ "plimsoll/exit-after": "1s", "plimsoll/exit-code": "1" });
    advancePod(work, programme, 5 * SECOND, PORTS);
    expect(work.containers.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(workStopUs(work, programme, 30, 5 * SECOND)).toBe(0);
  });
});
