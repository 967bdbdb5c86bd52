// Promises on workloads, held against those of the scenario's files and of its actions.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../src/cluster/object-store.ts";
import { checkWorkloads, measuredWorkloads } from "../../src/scenario/threshold-workloads.ts";

import { load, scenario } from "./memory-files.ts";

const METRIC = "plimsoll_workload_below_minimum_seconds";

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: c, image: c }] }
---
apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;

const LATE = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: late }
spec:
  selector: { matchLabels: { app: late } }
  template:
    metadata: { labels: { app: late } }
    spec: { containers: [{ name: c, image: c }] }
`;

function errorsOf(labels: string): readonly object[] {
  const spec = `  controllers: simulated
  horizon: 5m
  workloads: [{ manifests: [web.yaml] }]
  actions:
    - { at: 1m, apply: { manifests: [late.yaml] } }
  thresholds: ['${METRIC}${labels} value < 1']
`;
  return load({ "s.yaml": scenario(spec), "web.yaml": WEB, "late.yaml": LATE }).errors;
}

function stored(kind: StoredObject["kind"], name: string, owner?: string): StoredObject {
  const ownerReferences = owner === undefined ? [] : [{ kind: owner, name: "whose", uid: "u", controller: true }];
  const spec = kind === "Service" ? { selector: name === "open" ? {} : { app: name } } : {};
  return { kind, object: { metadata: { name, ownerReferences }, spec } } as StoredObject;
}

describe("a promise on workloads", () => {
  it.each(["", "{kind=Deployment}", "{namespace=shop,name=web}", "{kind=Service,name=front}", "{name=late}"])(
    "with the labels %s has what it names, by a file or an action",
    (labels) => {
      expect(errorsOf(labels)).toEqual([]);
    },
  );

  it.each<[string, object]>([
    [
      "{kind=Deployment,name=wob}",
      { suggestion: "web", message: "the scenario has no workload with name=wob among those with kind=Deployment" },
    ],
    ["{name=lat}", { suggestion: "late", expected: "one of web, front, late" }],
    ["{namespace=shp,name=web}", { suggestion: "shop", expected: "one of shop, default" }],
    ["{kind=Service,name=web}", { expected: "one of front" }],
    ["{kind=DaemonSet}", { expected: "one of Deployment, Service, StatefulSet" }],
    ["{namespace=shop,name=late}", { expected: "one of web, front" }],
  ])("with the labels %s is refused: they fit no workload", (labels, problem) => {
    expect(errorsOf(labels)).toMatchObject([{ code: "bad-threshold", position: { line: 12 }, ...problem }]);
  });

  it("says nothing of workloads of files that cannot be read", () => {
    const spec = `  controllers: simulated\n  workloads: [{ manifests: [web.yaml] }]\n  thresholds: ['${METRIC} value < 1']\n`;
    const { errors } = load({ "s.yaml": scenario(spec), "web.yaml": "kind: [" });
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.filter(({ code }) => code === "bad-threshold")).toEqual([]);
  });

  it("needs a workload", () => {
    expect(checkWorkloads({ metric: METRIC, labels: {} }, [])).toMatchObject({
      message: `${METRIC}: the scenario has no workload`,
    });
    expect(checkWorkloads({ metric: "pending_pods", labels: {} }, [])).toBeUndefined();
  });

  it("names some of many", () => {
    const many = Array.from({ length: 12 }, (_, index) => stored("Deployment", `d${index}`));
    const problem = checkWorkloads({ metric: METRIC, labels: { name: "else" } }, measuredWorkloads(many));
    expect(problem?.expected).toBe("one of d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, and 2 more");
  });
});

describe("what is measured", () => {
  it("is workloads that nobody owns, else their owner, and Services that select", () => {
    const objects = [
      stored("Deployment", "web"),
      stored("ReplicaSet", "web-1", "Deployment"),
      stored("ReplicaSet", "canary-1", "Rollout"),
      stored("Job", "once"),
      stored("Service", "front"),
      stored("Service", "open"),
    ];
    expect(measuredWorkloads(objects).map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      "Deployment/web",
      "Deployment/whose",
      "Service/front",
    ]);
  });
});
