// What a pod's status shows of its containers.

import { expect, it } from "vitest";

import { withObservedBehaviour } from "../../../src/model/kubelet/observed-behaviour.ts";
import type { ContainerStatus } from "../../../src/model/objects.ts";
import { podAsking } from "../build-objects.ts";

function annotationsOf(status: Partial<ContainerStatus>, own: Record<string, string> = {}) {
  const pod = podAsking({});
  const metadata = { ...pod.metadata, annotations: own };
  const containerStatuses = [{ name: "main", ...status }];
  return withObservedBehaviour({ ...pod, metadata, status: { containerStatuses } }).metadata.annotations;
}

const LAST = {
  terminated: { exitCode: 3, startedAt: "2026-01-01T00:00:00Z", finishedAt: "2026-01-01T00:00:40Z" },
};

it("goes on to crash as in its last run, unless the user says otherwise", () => {
  const crashing = { state: { waiting: { reason: "CrashLoopBackOff" } }, lastState: LAST };
  expect(annotationsOf(crashing)).toEqual({ "plimsoll/exit-after.main": "40s", "plimsoll/exit-code.main": "3" });
  expect(annotationsOf(crashing, { "plimsoll/exit-after.main": "1h" })).toMatchObject({
    "plimsoll/exit-after.main": "1h",
  });
  expect(annotationsOf({ state: crashing.state })).toEqual({
    "plimsoll/exit-after.main": "1s",
    "plimsoll/exit-code.main": "1",
  });
});

it("goes on to lack its image", () => {
  expect(annotationsOf({ state: { waiting: { reason: "ImagePullBackOff" } } })).toEqual({
    "plimsoll/pull-fails": "true",
  });
});

it("is nothing of a container that runs", () => {
  expect(annotationsOf({ state: { running: {} }, restartCount: 4, lastState: LAST })).toEqual({});
});
