// What is said of pods that are not well.

import { expect, it } from "vitest";

import { statusNote } from "../../../src/environment/manifests/status-notes.ts";
import type { PodStatus } from "../../../src/model/objects.ts";
import { podAsking } from "../../model/build-objects.ts";

const UNREADY = [{ type: "Ready", status: "False" }];

function codeOf(status: PodStatus): string | undefined {
  return statusNote({ ...podAsking({}), status })?.code;
}

it("is the first of what is not well, and nothing of a pod that serves or starts", () => {
  const waiting = (reason: string) => [{ name: "c", state: { waiting: { reason } } }];
  const crashing = { phase: "Running", conditions: UNREADY, containerStatuses: waiting("CrashLoopBackOff") };
  expect(codeOf(crashing)).toBe("crashing-container");
  expect(codeOf({ phase: "Pending", initContainerStatuses: waiting("ImagePullBackOff") })).toBe("lacking-image");
  expect(codeOf({ phase: "Running", conditions: UNREADY })).toBe("unready-pod");
  expect(codeOf({ phase: "Running", conditions: [{ type: "Ready", status: "True" }] })).toBeUndefined();
  expect(codeOf({ phase: "Pending", conditions: UNREADY })).toBeUndefined();
});
