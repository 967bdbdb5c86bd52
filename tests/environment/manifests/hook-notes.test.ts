// What is told of hooks.

import { expect, it } from "vitest";

import { load, scenario } from "../../scenario/memory-files.ts";

const DEPLOYMENT = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: a
${container}`;

function told(container: string, spec = "  controllers: simulated\n  horizon: 1h\n"): readonly unknown[] {
  const files = {
    "s.yaml": scenario(`  workloads: [{ name: w, manifests: [web.yaml] }]\n${spec}`),
    "web.yaml": DEPLOYMENT(container),
  };
  const { plan, errors } = load(files);
  expect(errors).toEqual([]);
  return plan!.notes
    .filter(({ message }) => /postStart|preStop|terminationGrace/.test(message))
    .map(({ message, position }) => [message.split(" is not")[0], position?.file, position?.line]);
}

const ALL = `          lifecycle:
            postStart: { exec: { command: [sleep, "60"] } }
            preStop: { exec: { command: [sh, -c, "nginx -s quit; sleep 20"] } }
          livenessProbe: { httpGet: { path: /, port: 80 }, terminationGracePeriodSeconds: 5 }
`;

it("are told with their lines where kubelets are simulated", () => {
  expect(told(ALL)).toEqual([
    ["postStart", "web.yaml", 14],
    ["a preStop hook that does more than sleep", "web.yaml", 15],
    ["the terminationGracePeriodSeconds of a probe", "web.yaml", 16],
  ]);
  expect(told(ALL, "")).toEqual([]);
});

it("says nothing of hooks that only sleep", () => {
  expect(told("          lifecycle: { preStop: { sleep: { seconds: 5 } } }\n")).toEqual([]);
});
