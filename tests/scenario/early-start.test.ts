// Runs that begin before their dump was made.

import { expect, it } from "vitest";

import { load } from "./memory-files.ts";

const DUMP = `apiVersion: v1
kind: Node
metadata: { name: m1, uid: 0c5fcd7e-3a5c-4a4b-9a0e-8a7d35f1a111, resourceVersion: "7" }
status:
  allocatable: { cpu: "4", memory: 8Gi, pods: "10" }
  conditions: [{ type: Ready, status: "True", lastHeartbeatTime: "2026-05-01T10:00:00Z", lastTransitionTime: "2026-05-01T09:00:00Z" }]
`;

function warned(start: string) {
  const scenario = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: early }
spec:
  controllers: simulated
  horizon: 1h
  ${start}
  cluster: { manifests: [dump.yaml] }
`;
  const { plan, errors } = load({ "s.yaml": scenario, "dump.yaml": DUMP });
  expect(errors).toEqual([]);
  return plan!.notes
    .filter(({ code }) => code === "early-start")
    .map(({ message, position }) => [message, position?.file, position?.line]);
}

it("are told of with the time of the dump and the place of the start", () => {
  expect(warned('start: "2026-05-01T09:59:00Z"')).toEqual([
    [
      "the run begins at 2026-05-01T09:59:00Z, before its dump was made: that tells of 2026-05-01T10:00:00Z",
      "s.yaml",
      7,
    ],
  ]);
});

it("are not those that begin later, or say nothing", () => {
  expect(warned('start: "2026-05-01T10:00:01Z"')).toEqual([]);
  expect(warned("")).toEqual([]);
});
