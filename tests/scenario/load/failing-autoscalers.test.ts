// Autoscalers that could not do their work are told with their line, in the controller's words.

import { describe, expect, it } from "vitest";

import { load, POOL, scenario } from "../memory-files.ts";

const CODES: ReadonlySet<string> = new Set([
  "missing-target",
  "unscalable-target",
  "missing-request",
  "unknown-container",
  "shared-pods",
]);

interface World {
  /** Of the Deployment's containers, as YAML. */
  readonly containers?: string;
  /** Objects beside it. */
  readonly more?: string;
  /** Lines of `spec`. */
  readonly spec?: string;
  /** A file that an action may name. */
  readonly late?: string;
}

const CONTAINERS = "[{ name: app, image: i, resources: { requests: { cpu: 100m } } }]";

/** The lines of autoscalers `hpas`, beside a Deployment web. */
function told(hpas: readonly string[], { containers = CONTAINERS, more = "", spec = "", late = "" }: World = {}) {
  const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: ${containers} } }
`;
  const { told: all } = load({
    "s.yaml": scenario(`  controllers: simulated\n  workloads:\n    - manifests: [web.yaml, hpa.yaml]\n${spec}`, POOL),
    "web.yaml": web + more,
    "hpa.yaml": hpas.join("---\n"),
    "late.yaml": late,
  });
  return all
    .filter(({ code }) => CODES.has(code))
    .map(({ code, message, expected, suggestion, position, severity }) => {
      expect(severity).toBe("warning");
      return [`${code} ${position!.file}:${position!.line}`, message, suggestion ?? expected];
    });
}

const hpa = ({ name = "web", kind = "Deployment", target = "web", group = "apps/v1", metrics = "" } = {}) =>
  `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name} }
spec: { scaleTargetRef: { apiVersion: ${group}, kind: ${kind}, name: ${target} }, maxReplicas: 9${metrics} }
`;

const ofContainer = (container: string) =>
  `, metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: ${container}, target: { type: Utilization, averageUtilization: 50 } } }]`;
const ofMemory = (target: string) =>
  `, metrics: [{ type: Resource, resource: { name: memory, target: { ${target} } } }]`;

const NO_SCALE = "hpa/web: the HPA controller was unable to get the target's current scale: ";

describe("the target of an autoscaler", () => {
  it("is told where it is not there, with the nearest name or where it is", () => {
    expect(told([hpa({ target: "wbe" })])).toEqual([
      ["missing-target hpa.yaml:1", `${NO_SCALE}deployments.apps "wbe" not found`, "web"],
    ]);
    expect(told([hpa({ kind: "StatefulSet" })])).toEqual([
      [
        "missing-target hpa.yaml:1",
        `${NO_SCALE}statefulsets.apps "web" not found`,
        "a StatefulSet in the manifests of the scenario or of an action",
      ],
    ]);
    const elsewhere = hpa().replace("name: web }", "name: web, namespace: shop }");
    expect(told([elsewhere])[0]![2]).toBe("metadata.namespace: default");
  });

  it("may come with an action", () => {
    const late = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: late }, spec: { selector: { matchLabels: { app: late } }, template: { metadata: { labels: { app: late } }, spec: { containers: ${CONTAINERS} } } } }`;
    const spec = `  horizon: 1h\n  actions:\n    - { at: 5m, apply: { objects: [${late}] } }\n`;
    expect(told([hpa({ target: "late" })], { spec })).toEqual([]);
  });

  it.each([
    ["DaemonSet", "apps/v1", "the server could not find the requested resource"],
    ["Rollout", "argoproj.io/v1alpha1", 'no matches for kind "Rollout" in group "argoproj.io"'],
  ])("must have a scale, as no %s has", (kind, group, words) => {
    expect(told([hpa({ kind, group })])).toEqual([
      [
        "unscalable-target hpa.yaml:1",
        NO_SCALE + words,
        "a Deployment, StatefulSet, ReplicaSet or ReplicationController",
      ],
    ]);
  });
});

describe("pods of an autoscaler", () => {
  const TWO = "[{ name: app, image: i, resources: { requests: { cpu: 100m } } }, { name: side, image: i }]";

  it("request what their use is measured against", () => {
    expect(told([hpa()], { containers: TWO })).toEqual([
      [
        "missing-request hpa.yaml:1",
        "hpa/web: failed to get cpu utilization: missing request for cpu in container side of Pod web",
        "resources.requests.cpu in each container, or a target with averageValue",
      ],
    ]);
    expect(told([hpa()])).toEqual([]);
    expect(told([hpa({ metrics: ofContainer("app") })], { containers: TWO })).toEqual([]);
    expect(told([hpa({ metrics: ofMemory("type: AverageValue, averageValue: 1Gi") })])).toEqual([]);
  });

  it("may be given requests by a LimitRange, or as whole pods where the version has these", () => {
    const more = `---
apiVersion: v1
kind: LimitRange
metadata: { name: usual }
spec: { limits: [{ type: Container, defaultRequest: { cpu: 50m } }] }
`;
    expect(told([hpa()], { containers: TWO, more })).toEqual([]);
    const whole = `${TWO}, resources: { requests: { cpu: 300m } }`;
    expect(told([hpa()], { containers: whole })).toEqual([]);
    const spec = "  controllerManager: { featureGates: { PodLevelResources: false } }\n";
    expect(told([hpa()], { containers: whole, spec })).toHaveLength(1);
  });

  it("have the container that is measured", () => {
    expect(told([hpa({ metrics: ofContainer("ap") })])).toEqual([
      ["unknown-container hpa.yaml:1", "hpa/web: container ap not found in Pod web", "app"],
    ]);
  });

  it("are in the charge of one autoscaler only", () => {
    const words = "pods by selector app=web are controlled by multiple HPAs: [default/a default/b]";
    expect(told([hpa({ name: "b" }), hpa({ name: "a" })]).map(([place, message]) => [place, message])).toEqual([
      ["shared-pods hpa.yaml:1", `hpa/b: ${words}`],
      ["shared-pods hpa.yaml:6", `hpa/a: ${words}`],
    ]);
  });
});

describe("an autoscaler that an action brings", () => {
  const after = (...actions: readonly string[]) =>
    `  horizon: 1h\n  actions:\n${actions.map((action) => `    - ${action}\n`).join("")}`;
  const inline = (...parts: Parameters<typeof hpa>) =>
    `{ ${hpa(...parts)
      .trim()
      .replaceAll("\n", ", ")} }`;
  const applied = (...parts: Parameters<typeof hpa>) => `{ at: 5m, apply: { objects: [${inline(...parts)}] } }`;

  it("is looked at like those that are there, inline and in files", () => {
    const NOT_THERE = [`${NO_SCALE}deployments.apps "wbe" not found`, "web"];
    expect(told([], { spec: after(applied({ target: "wbe" })) })).toEqual([["missing-target s.yaml:12", ...NOT_THERE]]);
    const spec = after("{ at: 5m, apply: { manifests: [late.yaml] } }");
    expect(told([], { spec, late: hpa({ target: "wbe" }) })).toEqual([["missing-target late.yaml:1", ...NOT_THERE]]);
    const silent = "[{ name: app, image: i }]";
    expect(told([], { spec: after(applied()), containers: silent }).map(([place]) => place)).toEqual([
      "missing-request s.yaml:12",
    ]);
  });

  it("may be one that is there already, or come in the place of one that an action takes away", () => {
    expect(told([hpa()], { spec: after(applied()) })).toEqual([]);
    expect(told([hpa()], { spec: after(applied({ name: "other" })) }).map(([place]) => place)).toEqual([
      "shared-pods hpa.yaml:1",
      "shared-pods s.yaml:12",
    ]);
    const taken = "{ at: 4m, delete: { horizontalPodAutoscaler: web } }";
    expect(told([hpa()], { spec: after(taken, applied({ name: "other" })) })).toEqual([]);
  });
});
