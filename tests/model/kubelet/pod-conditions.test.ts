// What the kubelet writes of readiness, and with which words.

import { describe, expect, it } from "vitest";

import type { ContainerStanding } from "../../../src/model/kubelet/container-state.ts";
import {
  containersReadyCondition,
  initializedCondition,
  readyCondition,
  type ReportedPod,
} from "../../../src/model/kubelet/pod-conditions.ts";

const READY: ContainerStanding = { state: { kind: "running" }, isReady: true, isStarted: true };
const UNREADY: ContainerStanding = { ...READY, isReady: false };
const WAITING: ContainerStanding = {
  state: { kind: "waiting", reason: "PodInitializing", lastExitCode: undefined },
  isReady: false,
  isStarted: false,
};

function pod(standings: Readonly<Record<string, ContainerStanding>>, parts: Partial<ReportedPod> = {}): ReportedPod {
  return {
    spec: { containers: [{ name: "a" }, { name: "b" }], initContainers: [{ name: "init" }] },
    phase: "Running",
    standings: new Map(Object.entries(standings)),
    gates: new Map(),
    ...parts,
  };
}

describe("ContainersReady", () => {
  it("names containers without a status, and those that are not ready", () => {
    expect(containersReadyCondition(pod({ a: UNREADY }))).toMatchObject({
      status: "False",
      reason: "ContainersNotReady",
      message: "containers with unknown status: [b], containers with unready status: [a]",
    });
    expect(containersReadyCondition(pod({ a: READY, b: READY }))).toMatchObject({ status: "True", reason: "" });
  });

  it("is false of pods that have ended, with their phase as the reason", () => {
    expect(containersReadyCondition(pod({}, { phase: "Failed" })).reason).toBe("PodFailed");
    expect(containersReadyCondition(pod({ a: READY, b: READY }, { phase: "Succeeded" })).reason).toBe("PodCompleted");
    expect(containersReadyCondition(pod({}, { standings: undefined })).reason).toBe("UnknownContainerStatuses");
  });
});

describe("Ready", () => {
  it("is as its containers are, and then as its gates", () => {
    const spec = { containers: [{ name: "a" }], readinessGates: [{ conditionType: "x/y" }] };
    expect(readyCondition(pod({ a: UNREADY }, { spec }))).toMatchObject({
      type: "Ready",
      reason: "ContainersNotReady",
    });
    expect(readyCondition(pod({ a: READY }, { spec }))).toMatchObject({
      reason: "ReadinessGatesNotReady",
      message: 'corresponding condition of pod readiness gate "x/y" does not exist.',
    });
    expect(readyCondition(pod({ a: READY }, { spec, gates: new Map([["x/y", "False"]]) })).message).toBe(
      'the status of pod readiness gate "x/y" is not "True", but False',
    );
    expect(readyCondition(pod({ a: READY }, { spec, gates: new Map([["x/y", "True"]]) })).status).toBe("True");
  });
});

describe("Initialized", () => {
  it("waits for init containers, until a regular one runs", () => {
    expect(initializedCondition(pod({ init: UNREADY, a: WAITING }))).toMatchObject({
      status: "False",
      message: "containers with incomplete status: [init]",
    });
    expect(initializedCondition(pod({ init: UNREADY, a: UNREADY })).status).toBe("True");
    expect(initializedCondition(pod({ init: READY })).status).toBe("True");
  });
});
