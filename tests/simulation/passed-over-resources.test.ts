// Runs whose scheduler passes resources over, or sizes altogether: pods stand where there is not what they ask for.

import { expect, it } from "vitest";

import { runSimulation } from "../../src/simulation/run-simulation.ts";

import { load, scenario } from "../scenario/memory-files.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { containers: [{ name: c, image: i, resources: { limits: { cpu: 1, example.com/gpu: 2 } } }] }
`;

function placedBy(configuration: string): number {
  const head = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";
  const spec = `  scheduler: { configuration: scheduler.yaml }
  workloads: [{ name: w, manifests: [pod.yaml], arrival: at-start }]
`;
  const { plan, errors } = load({ "s.yaml": scenario(spec), "pod.yaml": POD, "scheduler.yaml": head + configuration });
  expect(errors).toEqual([]);
  return runSimulation(plan!).pods.placed;
}

const args = (text: string): string =>
  `profiles: [{ pluginConfig: [{ name: NodeResourcesFit, args: { apiVersion: kubescheduler.config.k8s.io/v1, kind: NodeResourcesFitArgs, ${text} } }] }]\n`;

it.each([
  args("ignoredResources: [example.com/gpu]"),
  args("ignoredResourceGroups: [example.com]"),
  "profiles: [{ plugins: { filter: { disabled: [{ name: NodeResourcesFit }] } } }]\n",
])("place pods that ask for what no node has, and their books agree: %s", (configuration) => {
  expect(placedBy(configuration)).toBe(1);
});

it("leave such pods waiting where nothing is passed over", () => {
  expect(placedBy("profiles: [{}]\n")).toBe(0);
});
