// Manifests that are applied again, in runs: what kubectl would leave alone stays.

import { expect, it } from "vitest";

import { buildResult } from "../../src/simulation/build-result.ts";
import { Simulation } from "../../src/simulation/simulation.ts";

import { load, scenario } from "../scenario/memory-files.ts";

function web(image: string, spec = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  ${spec}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: "main:${image}", resources: { requests: { cpu: 100m } } }] }
`;
}

const NODES = "    nodePools: [{ name: m, count: 2, allocatable: { cpu: 4, memory: 8Gi, pods: 110 } }]\n";

/** How the Deployment stands at the end, and what actions were told. */
function after(first: string, second: string, actions: readonly string[]) {
  const spec = `  controllers: simulated
  horizon: 10m
  workloads: [{ manifests: [first.yaml] }]
  actions:
${actions.map((action) => `    - ${action}\n`).join("")}`;
  const { plan } = load({ "s.yaml": scenario(spec, NODES), "first.yaml": first, "second.yaml": second });
  const simulation = new Simulation(plan!);
  const result = buildResult(simulation, simulation.run());
  const stored = simulation.cluster.objects.find("Deployment", "default", "web");
  const images = stored?.spec?.template?.spec?.containers?.map(({ image }) => image);
  const rollouts = result.motion?.availability.workloads.find(({ name }) => name === "web")?.rollouts.length;
  return { replicas: stored?.spec?.replicas, paused: stored?.spec?.paused, images, rollouts };
}

const APPLY = "{ name: again, at: 5m, apply: { manifests: [second.yaml] } }";

it("replicas that no manifest names are those that were set; those of an earlier manifest go", () => {
  const scale = "{ at: 2m, scale: { deployment: web, replicas: 7 } }";
  expect(after(web("1"), web("2"), [scale, APPLY])).toMatchObject({ replicas: 7, images: ["main:2"] });
  expect(after(web("1", "replicas: 3"), web("2"), [scale, APPLY])).toMatchObject({ replicas: 1 });
  expect(after(web("1", "replicas: 3"), web("2", "replicas: 4"), [scale, APPLY])).toMatchObject({ replicas: 4 });
});

it("a pause goes on, and nothing is rolled out before it ends", () => {
  const pause = "{ at: 2m, rolloutPause: { deployment: web } }";
  const resume = "{ after: again, delay: 1m, rolloutResume: { deployment: web } }";
  expect(after(web("1"), web("2"), [pause, APPLY])).toMatchObject({ paused: true, images: ["main:2"] });
  expect(after(web("1"), web("2"), [pause, APPLY, resume]).paused).toBeUndefined();
});

it("the same manifest after a restart starts no rollout of its own", () => {
  const restart = "{ at: 2m, rolloutRestart: { deployment: web } }";
  const once = after(web("1"), web("1"), [restart]);
  expect(once.rollouts).toBe(1);
  expect(after(web("1"), web("1"), [restart, APPLY])).toEqual(once);
});
