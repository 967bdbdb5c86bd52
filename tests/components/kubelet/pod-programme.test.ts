// What a class of pods does on its nodes.

import { describe, expect, it } from "vitest";

import { outcomesOf, podProgramme, podStopUs, stopUs } from "../../../src/components/kubelet/pod-programme.ts";
import type { Pod } from "../../../src/model/objects.ts";

const SECOND = 1_000_000;

function programme(container: object = {}, spec: object = {}, annotations: Readonly<Record<string, string>> = {}) {
  const pod: Pod = {
    metadata: { name: "p", annotations },
    spec: { containers: [{ name: "app", ...container }], ...spec },
  };
  return podProgramme(pod);
}

describe("a programme", () => {
  it.each([
    ["nothing said", programme(), true],
    ["a liveness probe that succeeds", programme({ livenessProbe: {} }), true],
    ["a liveness probe that fails", programme({ livenessProbe: {} }, {}, { "plimsoll/ready-after": "5s" }), false],
    ["time to be ready that no probe sees", programme({}, {}, { "plimsoll/ready-after": "5s" }), true],
    ["a readiness probe that succeeds", programme({ readinessProbe: {} }), true],
    ["a readiness probe that waits", programme({ readinessProbe: { initialDelaySeconds: 1 } }), false],
    ["a readiness probe that is asked twice", programme({ readinessProbe: { successThreshold: 2 } }), false],
    ["a start-up probe", programme({ startupProbe: {} }), false],
    ["an init container", programme({}, { initContainers: [{ name: "i" }] }), false],
    ["an exit", programme({}, {}, { "plimsoll/exit-after": "5s" }), false],
    ["an image of a size", programme({}, {}, { "plimsoll/image-size": "1Mi" }), false],
  ])("with %s is plain: %s", (_what, { isPlain }, expected) => {
    expect(isPlain).toBe(expected);
  });

  it("has probes with the API server's defaults", () => {
    const { containers } = programme({ readinessProbe: { periodSeconds: 3, failureThreshold: 0 } });
    expect(containers[0]!.probes).toEqual({
      readiness: { initialDelaySeconds: 0, periodSeconds: 3, successThreshold: 1, failureThreshold: 3 },
    });
  });

  it("tries init containers again only if they fail, and never in pods that never restart", () => {
    const initContainers = [{ name: "i" }];
    expect(programme({}, { initContainers }).containers[0]!.restarts).toEqual({ restartPolicy: "OnFailure" });
    expect(programme({}, { initContainers, restartPolicy: "Never" }).containers[0]!.restarts).toEqual({});
  });
});

describe("what probes are told", () => {
  it("is failure, success and failure again, as the user says", () => {
    const annotations = { "plimsoll/ready-after": "5s", "plimsoll/unhealthy-after": "9s" };
    expect(outcomesOf(programme({}, {}, annotations).containers[0]!, SECOND)).toEqual([
      { outcome: "failure", untilUs: 6 * SECOND },
      { outcome: "success", untilUs: 10 * SECOND },
      { outcome: "failure", untilUs: Infinity },
    ]);
    expect(outcomesOf(programme().containers[0]!, 0)).toEqual([{ outcome: "success", untilUs: Infinity }]);
  });
});

describe("the time to stop", () => {
  const sleeping = (command: readonly string[]) => ({ lifecycle: { preStop: { exec: { command } } } });

  it.each([
    ["nothing said", programme(), 30, 30],
    ["a short process", programme({}, {}, { "plimsoll/stops-within": "4s" }), 30, 4],
    ["a long process", programme({}, {}, { "plimsoll/stops-within": "4h" }), 30, 30],
    ["no grace", programme(), 0, 0],
    [
      "a hook that sleeps",
      programme({ lifecycle: { preStop: { sleep: { seconds: 5 } } } }, {}, { "plimsoll/stops-within": "4s" }),
      30,
      9,
    ],
    [
      "a command that sleeps",
      programme(sleeping(["/bin/sh", "-c", "sleep 5"]), {}, { "plimsoll/stops-within": "4s" }),
      30,
      9,
    ],
    ["another command", programme(sleeping(["nginx", "-s", "quit"]), {}, { "plimsoll/stops-within": "4s" }), 30, 4],
    ["a hook longer than the grace", programme({ lifecycle: { preStop: { sleep: { seconds: 90 } } } }), 30, 32],
  ])("with %s is %#", (_what, { containers }, graceSeconds, expected) => {
    expect(stopUs(containers[0]!, graceSeconds) / SECOND).toBe(expected);
  });

  it("of a pod is that of its slowest container", () => {
    const annotations = { "plimsoll/stops-within.app": "1s", "plimsoll/stops-within.proxy": "8s" };
    const initContainers = [{ name: "proxy", restartPolicy: "Always" }, { name: "init" }];
    expect(podStopUs(programme({}, { initContainers }, annotations), 30)).toBe(8 * SECOND);
  });
});
