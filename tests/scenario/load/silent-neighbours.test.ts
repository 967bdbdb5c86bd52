// Workloads of which nothing says how much CPU they use are told where pods under load share nodes with them.

import { describe, expect, it } from "vitest";

import { load, POOL, scenario } from "../memory-files.ts";

const LOAD = "  load:\n    - { target: service/web, requestsPerSecond: 10, cpuPerRequest: 10ms }\n";

const pods = (app: string, annotations = "") =>
  `{ metadata: { labels: { app: ${app} }, annotations: { ${annotations} } }, spec: { containers: [{ name: c, image: i, resources: { requests: { cpu: 1m } } }] } }`;

const WEB = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }], selector: { app: web } }
---
${deployment("web")}`;

function deployment(name: string, { annotations = "", more = "" } = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { ${more}selector: { matchLabels: { app: ${name} } }, template: ${pods(name, annotations)} }
---
`;
}

function set(kind: string, name: string): string {
  const more = kind === "StatefulSet" ? ", serviceName: s" : "";
  return `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: kube-system }
spec: { selector: { matchLabels: { app: ${name} } }, template: ${pods(name)}${more} }
---
`;
}

/** Parts of a Job, which wants another restartPolicy. */
const JOB = pods("job").replace("spec: {", "spec: { restartPolicy: Never,");

function bare(name: string, { spec = "", metadata = "", status = "" } = {}): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} }${metadata} }
spec: { containers: [{ name: c, image: i, resources: { requests: { cpu: 1m } } }]${spec} }
${status === "" ? "" : `status: ${status}\n`}---
`;
}

const WHY = (use = "uses", its = "its") =>
  `${use} (plimsoll/cpu-use in ${its} pods, or an entry of spec.load for them, would)`;
const lackOf = (who: string) => `${who} takes no CPU from pods under load: nothing says how much it ${WHY()}`;
const lackOfAll = (count: number, who: string) =>
  `${count} workloads take no CPU from pods under load: nothing says how much ${who} ${WHY("use", "their")}`;

/** `file:line message` of each note. */
function told(others: string, spec = "", files: Readonly<Record<string, string>> = {}, cluster = POOL) {
  const head = "  horizon: 1h\n  workloads:\n    - manifests: [web.yaml, others.yaml]\n";
  const loaded = load({
    "s.yaml": scenario(`${head}${LOAD}${spec}`, cluster),
    "web.yaml": WEB,
    "others.yaml": others === "" ? WEB : others,
    ...files,
  });
  expect(loaded.errors).toEqual([]);
  return notesIn(loaded);
}

function notesIn(loaded: ReturnType<typeof load>): readonly string[] {
  const notes = loaded.told.filter(({ message }) => message.includes("CPU from pods under load"));
  for (const { code, severity } of notes) expect([code, severity]).toEqual(["not-simulated", "not-simulated"]);
  return notes.map(({ message, position }) => `${position?.file}:${position?.line}:${position?.column} ${message}`);
}

describe("a workload of which nothing says how much CPU it uses", () => {
  it("is told with its line and with what would say so", () => {
    expect(told(deployment("cart"))).toEqual([`others.yaml:1:1 ${lackOf("deployment/cart")}`]);
  });

  it.each(["StatefulSet", "DaemonSet", "ReplicaSet"])("may be a %s, named with its namespace", (kind) => {
    expect(told(set(kind, "agent"))).toEqual([`others.yaml:1:1 ${lackOf(`kube-system/${kind.toLowerCase()}/agent`)}`]);
  });

  it("may be a Job, of a time table or not, or a pod by itself", () => {
    const job = `apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\nspec: { template: ${JOB} }\n---\n`;
    const cron = `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: ${JOB} } } }\n---\n`;
    expect(told(job + cron + bare("alone"))).toEqual([
      `others.yaml:1:1 ${lackOf("job/once")}`,
      `others.yaml:6:1 ${lackOf("cronjob/nightly")}`,
      `others.yaml:11:1 ${lackOf("pod/alone")}`,
    ]);
  });

  it("is not told where its pods serve, or say what they use", () => {
    expect(told(deployment("cart", { annotations: "plimsoll/cpu-use.c: 0m" }))).toEqual([]);
    expect(told(bare("more").replace("app: more", "app: web"))).toEqual([]);
  });

  it.each(["0", "0, paused: true"])("is not told where it has no pods: replicas: %s", (replicas) => {
    expect(told(deployment("cart", { more: `replicas: ${replicas}, ` }))).toEqual([]);
  });

  it("is not told where it waits to be resumed", () => {
    const job = (rest: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\nspec: { template: ${JOB}${rest}\n---\n`;
    expect(told(job(", suspend: true }"))).toEqual([]);
    const cron = `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec: { suspend: true, schedule: "0 3 * * *", jobTemplate: { spec: { template: ${JOB} } } }\n---\n`;
    expect(told(cron)).toEqual([]);
  });

  it("is told without replicas, where an action scales it or its autoscaler may", () => {
    const parked = deployment("cart", { more: "replicas: 0, " });
    const scale = (replicas: number) =>
      `  actions:\n    - { at: 5m, scale: { deployment: cart, replicas: ${replicas} } }\n`;
    expect(told(parked, scale(2))).toEqual([`others.yaml:1:1 ${lackOf("deployment/cart")}`]);
    expect(told(parked, scale(0))).toEqual([]);
    const hpa = (least: number) =>
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: h }\nspec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }, minReplicas: ${least}, maxReplicas: 9, metrics: [{ type: External, external: { metric: { name: m }, target: { type: Value, value: 1 } } }] }\n`;
    const gate = "  controllerManager: { featureGates: { HPAScaleToZero: true } }\n";
    expect(told(parked + hpa(0), gate)).toEqual([`others.yaml:1:1 ${lackOf("deployment/cart")}`]);
    expect(told(parked + hpa(1))).toEqual([]);
  });

  it("is told where an action brings it", () => {
    const apply = "  actions:\n    - { at: 5m, apply: { manifests: [late.yaml] } }\n";
    expect(told("", apply, { "late.yaml": deployment("late"), "others.yaml": bare("web") })).toEqual([
      `late.yaml:1:1 ${lackOf("deployment/late")}`,
    ]);
    const inline = `  actions:\n    - at: 5m\n      apply: { objects: [${JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { containers: [{ name: "c", image: "i" }] } })}] }\n`;
    expect(told("", inline, { "others.yaml": bare("web") })).toEqual([`s.yaml:13:7 ${lackOf("pod/p")}`]);
  });

  it("is told of static pods of a pool", () => {
    const cluster = POOL.replace(" }]", ", staticPods: { manifests: [static.yaml] } }]");
    expect(told("", "", { "static.yaml": bare("proxy"), "others.yaml": bare("web") }, cluster)).toEqual([
      `static.yaml:1:1 ${lackOf("pod/proxy")}`,
    ]);
  });

  it("is not told without a load", () => {
    const head = "  horizon: 1h\n  controllers: simulated\n  workloads:\n    - manifests: [others.yaml]\n";
    expect(notesIn(load({ "s.yaml": scenario(head), "others.yaml": deployment("cart") }))).toEqual([]);
  });
});

describe("several workloads of which nothing says how much CPU they use", () => {
  const many = (count: number) => Array.from({ length: count }, (_, place) => deployment(`d${place}`)).join("");

  it("are told each, up to three", () => {
    expect(told(many(3))).toHaveLength(3);
  });

  it("are told as one beyond, with their number and the first of them", () => {
    expect(told(many(5))).toEqual([
      `others.yaml:1:1 ${lackOfAll(5, "deployment/d0, deployment/d1, deployment/d2, deployment/d3, deployment/d4")}`,
    ]);
    expect(told(many(200))).toEqual([
      `others.yaml:1:1 ${lackOfAll(200, "deployment/d0, deployment/d1, deployment/d2, deployment/d3, deployment/d4, and 195 more")}`,
    ]);
  });

  it("are told as one where they are as many pods that are alike", () => {
    const alike = Array.from({ length: 50 }, (_, place) =>
      bare(`a${place}`).replace(/labels: \{[^}]*\}/, "labels: {}"),
    );
    expect(told(alike.join(""))).toEqual([`others.yaml:1:1 ${lackOfAll(50, "pod/a0, and 49 more")}`]);
  });
});

describe("pods of a dump", () => {
  const owner = (kind: string, name: string) =>
    `, ownerReferences: [{ apiVersion: apps/v1, kind: ${kind}, name: ${name}, uid: u-${name}, controller: true }]`;
  const node = ", nodeName: pool-0";
  const running = { spec: node, status: "{ phase: Running }" };
  const inCluster = (dump: string) =>
    told("", "", { "dump.yaml": dump, "others.yaml": bare("web") }, `${POOL}    manifests: [dump.yaml]\n`);
  const replicaSet = `apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: cart-1${owner("Deployment", "cart")} }
spec: { replicas: 2, selector: { matchLabels: { app: cart } }, template: ${pods("cart")} }
---
`;
  const two = (kind: string, name: string) =>
    ["a", "b"].map((one) => bare(`cart-1-${one}`, { ...running, metadata: owner(kind, name) })).join("");

  it("count as the workload that they come from, where it stands", () => {
    const dump = two("ReplicaSet", "cart-1") + replicaSet + deployment("cart", { more: "replicas: 2, " });
    expect(inCluster(dump)).toEqual([`dump.yaml:18:1 ${lackOf("deployment/cart")}`]);
  });

  it("count as the owner that they name, where the dump lacks it", () => {
    expect(inCluster(two("ReplicaSet", "cart-1"))).toEqual([`dump.yaml:1:1 ${lackOf("replicaset/cart-1")}`]);
    expect(inCluster(two("Rollout", "cart"))).toEqual([`dump.yaml:1:1 ${lackOf("rollout/cart")}`]);
  });

  it("are told where they say nothing, though their template has come to", () => {
    const said = deployment("cart", { more: "replicas: 2, ", annotations: "plimsoll/cpu-use: 1m" });
    expect(inCluster(two("ReplicaSet", "cart-1") + replicaSet + said)).toHaveLength(1);
  });

  it("are none of a Job that has finished", () => {
    const metadata = '{ name: once, uid: u, creationTimestamp: "2026-01-01T00:00:00Z" }';
    const job = (status: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata: ${metadata}\nspec: { manualSelector: true, selector: { matchLabels: { app: job } }, template: ${JOB} }\nstatus: ${status}\n`;
    expect(inCluster(job("{}"))).toHaveLength(1);
    expect(inCluster(job('{ conditions: [{ type: Complete, status: "True" }] }'))).toEqual([]);
  });

  it("are one for all nodes where kubelets run them from files", () => {
    const mirror = (on: string) =>
      bare(`etcd-${on}`, {
        spec: `, nodeName: ${on}`,
        metadata: `, namespace: kube-system, annotations: { kubernetes.io/config.mirror: x }, ownerReferences: [{ apiVersion: v1, kind: Node, name: ${on}, uid: u, controller: true }]`,
        status: "{ phase: Running }",
      });
    expect(inCluster(mirror("pool-0") + mirror("pool-1"))).toEqual([`dump.yaml:1:1 ${lackOf("kube-system/pod/etcd")}`]);
  });
});
