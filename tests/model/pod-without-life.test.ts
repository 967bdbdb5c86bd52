// What running pods of one workload have in common.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../src/model/objects.ts";
import { signatureOf } from "../../src/model/pod-class.ts";
import { areAlikeInPlacement, withoutOwnLife } from "../../src/model/pod-without-life.ts";
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

describe("pods that share their parts", () => {
  const one = running("a", "2026-01-01T00:00:00Z", 0);
  const [status] = one.status!.containerStatuses!;
  const [ready] = one.status!.conditions!;

  function isAlike(other: Partial<Pod>): boolean {
    return areAlikeInPlacement(one, { ...one, ...other });
  }

  it("are alike wherever they run, and whenever their conditions came", () => {
    expect(isAlike({ spec: { ...one.spec, nodeName: "b" } })).toBe(true);
    expect(isAlike({ status: { ...one.status, phase: "Pending", startTime: "2026-01-03T00:00:00Z" } })).toBe(true);
    expect(isAlike({ status: { ...one.status, conditions: [{ ...ready!, lastTransitionTime: "2026-01-03" }] } })).toBe(
      true,
    );
    expect(isAlike({ status: { ...one.status, containerStatuses: [{ ...status!, restartCount: 3 }] } })).toBe(true);
  });

  it("are not known to be alike if anything else differs, or is another copy", () => {
    expect(isAlike({ metadata: { ...one.metadata, labels: {} } })).toBe(false);
    expect(isAlike({ spec: { ...one.spec, containers: [...one.spec.containers] } })).toBe(false);
    expect(isAlike({ spec: { ...one.spec, priority: 1 } })).toBe(false);
    expect(areAlikeInPlacement({ ...one, spec: { ...one.spec, priority: 1 } }, one)).toBe(false);
    expect(isAlike({ status: { ...one.status, conditions: [{ ...ready!, status: "False" }] } })).toBe(false);
    expect(isAlike({ status: { ...one.status, conditions: [{ ...ready!, reason: "Busy" }] } })).toBe(false);
    expect(isAlike({ status: { ...one.status, conditions: [ready!, ready!] } })).toBe(false);
    expect(isAlike({ status: { ...one.status, containerStatuses: [{ ...status!, resources: {} }] } })).toBe(false);
    const { status: _status, ...bare } = one;
    expect(areAlikeInPlacement(one, bare)).toBe(false);
  });
});
