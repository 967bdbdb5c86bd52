// An apply of what an autoscaler scales is told: it sets the replicas anew.

import { expect, it } from "vitest";

import { load, POOL, scenario } from "../memory-files.ts";

const deployment = (name: string, replicas = "replicas: 3, ") =>
  `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name} }, spec: { ${replicas}selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: i, resources: { requests: { cpu: 100m } } }] } } } }`;

const HPA = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: scaler }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 9 }
`;

function told(web: string, applied: string) {
  const actions = `  horizon: 1h\n  actions:\n    - { at: 5m, apply: { objects: [${applied}] } }\n`;
  const { told: all } = load({
    "s.yaml": scenario(`  workloads:\n    - manifests: [web.yaml]\n${actions}`, POOL),
    "web.yaml": `${web}\n${HPA}`,
  });
  return all.filter(({ code }) => code === "reset-replicas").map(({ message, position }) => [message, position?.line]);
}

it("tells of an apply that sets replicas anew", () => {
  expect(told(deployment("web"), deployment("web"))).toEqual([
    ["apply sets deployment/web to 3 replicas, whatever hpa/scaler has made of them", 11],
  ]);
});

it("knows that kubectl takes away what was named before, and leaves what nobody named", () => {
  expect(told(deployment("web"), deployment("web", ""))).toEqual([
    ["apply sets deployment/web to 1 replicas, whatever hpa/scaler has made of them", 11],
  ]);
  expect(told(deployment("web", ""), deployment("web", ""))).toEqual([]);
});

it("says nothing of what nobody scales, or of what comes only then", () => {
  expect(told(deployment("web"), deployment("api"))).toEqual([]);
  expect(told(deployment("api"), deployment("web"))).toEqual([]);
});
