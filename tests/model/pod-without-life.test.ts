// What running pods of one workload have in common.

import { expect, it } from "vitest";

import type { Pod } from "../../src/model/objects.ts";
import { signatureOf } from "../../src/model/pod-class.ts";
import { withoutOwnLife } from "../../src/model/pod-without-life.ts";
import { podAsking } from "./build-objects.ts";

function running(nodeName: string, time: string, restartCount: number): Pod {
  const { metadata, spec } = podAsking({ cpu: "1" });
  return {
    metadata,
    spec: { ...spec, nodeName },
    status: {
      conditions: [{ type: "Ready", status: "True", lastTransitionTime: time }],
      containerStatuses: [
        { name: "c", ready: true, restartCount, state: { running: { startedAt: time } }, resources: {} },
      ],
    },
  };
}

it("leaves out nodes, times and states of containers, and keeps their sizes", () => {
  const [one, other] = [running("a", "2026-01-01T00:00:00Z", 0), running("b", "2026-01-02T00:00:00Z", 7)];
  expect(signatureOf(withoutOwnLife(one))).toBe(signatureOf(withoutOwnLife(other)));
  expect(withoutOwnLife(one).status).toEqual({
    conditions: [{ type: "Ready", status: "True" }],
    containerStatuses: [{ name: "c", resources: {} }],
  });
});

it("is the pod itself where it has neither node nor status", () => {
  const pod = podAsking({ cpu: "1" });
  expect(withoutOwnLife(pod)).toEqual(pod);
});
