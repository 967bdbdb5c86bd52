// What a kubelet tells of a pod, and only once.

import { describe, expect, it } from "vitest";

import { podProgramme } from "../../../src/components/kubelet/pod-programme.ts";
import { reportPod } from "../../../src/components/kubelet/pod-report.ts";
import { advancePod, beginPod, newPodWork, type PodWorkPorts } from "../../../src/components/kubelet/pod-work.ts";
import type { Pod } from "../../../src/model/objects.ts";

const SECOND = 1_000_000;
const PORTS: PodWorkPorts = {
  chance: () => 0,
  containerStartUs: 0,
  relistUs: 0,
  imageReadyUs: (_image, _sizeBytes, nowUs) => nowUs,
  refusalUs: SECOND,
  refusedAgain: () => {},
};

function world(annotations: Readonly<Record<string, string>>, spec: Partial<Pod["spec"]> = {}) {
  const pod: Pod = { metadata: { name: "p", annotations }, spec: { containers: [{ name: "app" }], ...spec } };
  const programme = podProgramme(pod);
  const work = newPodWork(programme, 0, []);
  beginPod(work, programme, 0, PORTS);
  return (nowUs: number) => {
    advancePod(work, programme, nowUs, PORTS);
    return reportPod(9, work, programme);
  };
}

describe("a report", () => {
  it("says that a pod runs, and nothing twice", () => {
    const report = world({ "plimsoll/exit-after": "1h" });
    expect(report(0)).toEqual({ changes: [{ kind: "pod-started", pod: 9, isReady: true }], hasEnded: false });
    expect(report(SECOND)).toEqual({ changes: [], hasEnded: false });
  });

  it("tells of containers only where they are out of the ordinary, and then of each change", () => {
    const report = world({ "plimsoll/exit-after": "5500ms", "plimsoll/exit-code": "4" });
    report(0);
    const { changes } = report(5_500_000);
    // At this instant it has ended and been started again.
    expect(changes).toEqual([
      {
        kind: "pod-containers",
        pod: 9,
        containers: [
          {
            name: "app",
            isReady: true,
            restartCount: 1,
            state: { kind: "running", startedUs: 5 * SECOND },
            lastTerminated: { kind: "terminated", exitCode: 4, reason: "Error", finishedUs: 5 * SECOND },
          },
        ],
      },
    ]);
    const waiting = report(11 * SECOND).changes;
    expect(waiting[0]).toEqual({ kind: "pod-ready", pod: 9, ready: "False" });
    expect(waiting[1]).toMatchObject({ containers: [{ state: { kind: "waiting", reason: "CrashLoopBackOff" } }] });
  });

  it("tells the end with how the containers ended", () => {
    const failed = world({ "plimsoll/exit-after": "5s", "plimsoll/exit-code": "4" }, { restartPolicy: "Never" });
    failed(0);
    const { changes, hasEnded } = failed(5 * SECOND);
    expect(hasEnded).toBe(true);
    expect(changes.map(({ kind }) => kind)).toEqual(["pod-containers", "pod-ended"]);
    expect(changes[1]).toEqual({ kind: "pod-ended", pod: 9, phase: "failed" });
  });

  it("keeps init containers apart", () => {
    const report = world({ "plimsoll/exit-code.setup": "1" }, { initContainers: [{ name: "setup" }] });
    expect(report(0).changes[0]).toMatchObject({
      kind: "pod-containers",
      containers: [{ name: "app", state: { kind: "waiting", reason: "ContainerCreating" } }],
      initContainers: [{ name: "setup", restartCount: 1 }],
    });
  });
});
