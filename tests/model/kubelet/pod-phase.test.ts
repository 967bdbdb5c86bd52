// Phases beside those of the records: each way to each of them.

import { describe, expect, it } from "vitest";

import type { ContainerStanding, ContainerState, PhasedPodSpec } from "../../../src/model/kubelet/container-state.ts";
import { podPhase } from "../../../src/model/kubelet/pod-phase.ts";

const PROGRESS = { isTerminal: false, hasCreatedRegular: false, isStatic: false };
const RUNNING: ContainerState = { kind: "running" };
const NEW: ContainerState = { kind: "waiting", reason: "ContainerCreating", lastExitCode: undefined };
const ended = (exitCode: number): ContainerState => ({ kind: "terminated", exitCode });
const crashed: ContainerState = { kind: "waiting", reason: "CrashLoopBackOff", lastExitCode: 1 };

function standing(state: ContainerState): ContainerStanding {
  return { state, isReady: false, isStarted: undefined };
}

/** Containers a and b with these states; an undefined one has no status. */
function phase(
  policy: string,
  states: readonly (ContainerState | undefined)[],
  init?: ContainerState,
  progress = PROGRESS,
) {
  const names = ["a", "b", "c"].slice(0, states.length);
  const spec: PhasedPodSpec = {
    restartPolicy: policy,
    containers: names.map((name) => ({ name })),
    ...(init === undefined ? {} : { initContainers: [{ name: "init" }] }),
  };
  const standings = new Map<string, ContainerStanding>();
  for (const [index, state] of states.entries()) if (state !== undefined) standings.set(names[index]!, standing(state));
  if (init !== undefined) standings.set("init", standing(init));
  return podPhase(spec, standings, progress);
}

describe("the phase of a pod", () => {
  it("is Pending while a container has never run, or is not known", () => {
    expect(phase("Always", [RUNNING, NEW])).toBe("Pending");
    expect(phase("Always", [RUNNING, undefined])).toBe("Pending");
    expect(phase("Always", [RUNNING], NEW)).toBe("Pending");
  });

  it("is Running with one that runs, or that will run again", () => {
    expect(phase("Never", [RUNNING, ended(1)])).toBe("Running");
    expect(phase("Always", [crashed])).toBe("Running");
    expect(phase("OnFailure", [ended(0), ended(1)])).toBe("Running");
  });

  it("is Succeeded or Failed where nothing will run again", () => {
    expect(phase("OnFailure", [ended(0), ended(0)])).toBe("Succeeded");
    expect(phase("Never", [ended(0), ended(1)])).toBe("Failed");
    expect(phase("Always", [ended(0)], undefined, { ...PROGRESS, isTerminal: true })).toBe("Succeeded");
    expect(phase("Always", [ended(2)], undefined, { ...PROGRESS, isTerminal: true })).toBe("Failed");
    expect(phase("Always", [ended(2)], undefined, { ...PROGRESS, isTerminal: true, isStatic: true })).toBe("Running");
  });

  it("is Failed with an init container that is not tried again", () => {
    expect(phase("Never", [NEW], ended(1))).toBe("Failed");
    // As far as the phase goes, one that is tried again has been there.
    expect(phase("Always", [NEW], ended(1))).toBe("Pending");
  });

  it("does not go back to Pending for a sidecar that is started again", () => {
    const spec: PhasedPodSpec = {
      containers: [{ name: "a" }],
      initContainers: [{ name: "proxy", restartPolicy: "Always" }],
    };
    const standings = new Map([
      ["a", standing(RUNNING)],
      ["proxy", standing(RUNNING)],
    ]);
    expect(podPhase(spec, standings, PROGRESS)).toBe("Pending");
    expect(podPhase(spec, standings, { ...PROGRESS, hasCreatedRegular: true })).toBe("Running");
  });
});
