// When a dump was made.

import { expect, it } from "vitest";

import { latestTimeOf } from "../../../src/environment/manifests/dump-times.ts";

it("is the latest time of a node's heartbeats and of a pod's life, and never that of an end that is due", () => {
  const [early, late] = ["2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z"];
  const node = { status: { conditions: [{ lastHeartbeatTime: late, lastTransitionTime: early }] } };
  expect(latestTimeOf("Node", node)).toBe(late);
  expect(latestTimeOf("Node", {})).toBeUndefined();
  const pod = {
    metadata: { creationTimestamp: early, deletionTimestamp: "2026-01-01T00:09:00Z" },
    spec: {},
    status: {
      startTime: early,
      conditions: [{ lastTransitionTime: early }],
      containerStatuses: [
        { state: { running: { startedAt: early } }, lastState: { terminated: { finishedAt: late } } },
      ],
    },
  };
  expect(latestTimeOf("Pod", pod)).toBe(late);
});
