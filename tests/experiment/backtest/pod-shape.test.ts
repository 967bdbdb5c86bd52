// What pods of a template ask for.

import { expect, it } from "vitest";

import {
  podOf,
  requestedBytes,
  requestedCores,
  requestedCoresOf,
  workingContainer,
} from "../../../src/experiment/backtest/pod-shape.ts";

const container = (name: string, cpu: string) => ({ name, resources: { requests: { cpu, memory: "1Gi" } } });

it("a pod asks for what its containers ask for", () => {
  const deployment = { spec: { template: { spec: { containers: [container("a", "250m"), container("b", "1")] } } } };
  expect(requestedCores(deployment)).toBe(1.25);
  expect(requestedBytes(deployment)).toBe(2 * 1024 ** 3);
  expect(podOf(deployment).metadata.name).toBe("pod");
  expect([requestedCores({}), requestedBytes({})]).toEqual([0, 0]);
});

it("a pod that has limits alone asks for as much, as the API server has it", () => {
  const web = { name: "web", resources: { limits: { cpu: "500m", memory: "1Gi" }, requests: { memory: "512Mi" } } };
  const deployment = { spec: { template: { spec: { containers: [web] } } } };
  expect(requestedCores(deployment)).toBe(0.5);
  expect(requestedCoresOf(workingContainer(deployment))).toBe(0.5);
  expect(requestedBytes(deployment)).toBe(512 * 1024 ** 2);
  expect(requestedCoresOf(workingContainer({}))).toBe(0);
});
