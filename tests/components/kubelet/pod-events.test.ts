// Events of containers that begin to wait.

import { describe, expect, it } from "vitest";

import type { LiveContainer } from "../../../src/cluster/live-pod.ts";
import { refusalEvents, waitingEvents } from "../../../src/components/kubelet/pod-events.ts";
import { podProgramme } from "../../../src/components/kubelet/pod-programme.ts";

const POD = { namespace: "shop", name: "web-1", uid: "u" };
const PROGRAMME = podProgramme({ metadata: { name: "p" }, spec: { containers: [{ name: "app", image: "app:1" }] } });
const waiting = (reason: string): readonly LiveContainer[] => [
  { name: "app", isReady: false, restartCount: 0, state: { kind: "waiting", reason } },
];

describe("a container that begins to wait", () => {
  it.each([
    ["CrashLoopBackOff", "Warning", "BackOff", "Back-off restarting failed container app in pod web-1_shop(u)"],
    ["ErrImagePull", "Warning", "Failed", "Error: ErrImagePull"],
    ["ImagePullBackOff", "Normal", "BackOff", 'Back-off pulling image "app:1"'],
  ])("for %s is told once", (reason, type, told, message) => {
    expect(waitingEvents(POD, PROGRAMME, [], waiting(reason))).toEqual([
      { kind: "Pod", namespace: "shop", name: "web-1", type, reason: told, message },
    ]);
    expect(waitingEvents(POD, PROGRAMME, waiting(reason), waiting(reason))).toEqual([]);
  });

  it("for its turn is not told", () => {
    expect(waitingEvents(POD, PROGRAMME, [], waiting("ContainerCreating"))).toEqual([]);
  });
});

describe("an image that is refused once more", () => {
  it("is told as failed, and as backed off from the third time on", () => {
    const told = (isBackedOff: boolean) =>
      refusalEvents(POD, { name: "app", image: "app:1" }, isBackedOff).map(({ type, reason }) => [type, reason]);
    expect(told(false)).toEqual([["Warning", "Failed"]]);
    expect(told(true)).toEqual([
      ["Warning", "Failed"],
      ["Normal", "BackOff"],
    ]);
  });
});
