// Actions of a scenario: what comes into the plan, and what is told of mistakes.

import { describe, expect, it } from "vitest";

import { load, scenario, type Loaded } from "./memory-files.ts";

const CLUSTER = `    nodePools: [{ name: general, count: 4, zones: [a, b], allocatable: { cpu: 4, memory: 8Gi } }]
`;

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: "web:1", resources: { requests: { cpu: 100m } } }] }
`;

const FILES = { "web.yaml": WEB, "later.yaml": WEB.replaceAll("web", "later") };

/** A scenario of 24 hours with these actions. */
function withActions(...actions: readonly string[]): Loaded {
  const list = actions.map((action) => `    - ${action}\n`).join("");
  const spec = `  horizon: 24h\n  workloads: [{ manifests: [web.yaml] }]\n  actions:\n${list}`;
  return load({ "s.yaml": scenario(spec, CLUSTER), ...FILES });
}

function planned(...actions: readonly string[]) {
  const { plan, errors } = withActions(...actions);
  expect(errors).toEqual([]);
  return plan!.actions.map(({ position: _position, ...action }) => action);
}

function mistakes(...actions: readonly string[]): readonly string[] {
  return withActions(...actions).errors.map(({ code, message, path, suggestion }) => {
    return `${code} ${path?.replace("spec.actions", "") ?? ""}: ${message}${suggestion === undefined ? "" : ` (${suggestion}?)`}`;
  });
}

const START = { atUs: 0, after: null, when: null, delayUs: 0 };

describe("an action", () => {
  it("is planned with its start and what only its kind has", () => {
    expect(planned("{ at: 5m, scale: { deployment: web, replicas: 10 } }")).toEqual([
      {
        name: "scale",
        kind: "scale",
        start: { ...START, atUs: 300_000_000 },
        settings: { subject: { kind: "Deployment", namespace: "default", name: "web" }, replicas: 10 },
      },
    ]);
  });

  it("may wait for another and for a condition", () => {
    const actions = planned(
      "{ name: roll, at: 5m, rolloutRestart: { deployment: web } }",
      "{ after: roll, when: { deployment: web, is: rolled-out }, delay: 30s, uncordon: { zone: a } }",
    );
    expect(actions[1]?.start).toEqual({
      atUs: 0,
      after: "roll",
      when: { subject: "deployment", namespace: "default", name: "web", is: "rolled-out" },
      delayUs: 30_000_000,
    });
  });

  it("brings objects from files and from the scenario itself, which others may name", () => {
    const service = "{ apiVersion: v1, kind: Service, metadata: { name: s }, spec: { ports: [{ port: 80 }] } }";
    const actions = planned(
      "{ at: 5m, scale: { deployment: later, replicas: 1 } }",
      `{ at: 1m, apply: { manifests: [later.yaml], objects: [${service}] } }`,
    );
    const { content } = actions[1]!.settings as { content: { objects: readonly { kind: string }[] } };
    expect(content.objects.map(({ kind }) => kind)).toEqual(["Deployment", "Service"]);
  });

  it("brings pods as the API server would let them in", () => {
    const pod = "{ apiVersion: v1, kind: Pod, metadata: { name: one }, spec: { containers: [{ name: c, image: i }] } }";
    const [apply] = planned(`{ at: 1m, apply: { objects: [${pod}] } }`);
    const { pods } = (apply!.settings as { content: { pods: readonly object[] } }).content;
    expect(pods).toMatchObject([
      { metadata: { name: "one", namespace: "default" }, spec: { restartPolicy: "Always" } },
    ]);
  });

  it("adds nodes that go on in their pool's numbers, and that others may name", () => {
    const [first, second] = planned(
      "{ at: 1m, addNodes: { pool: general, count: 2 } }",
      "{ at: 2m, addNodes: { pool: general } }",
      "{ at: 3m, drain: { node: general-7, timeout: 5m, gracePeriod: 90s } }",
    );
    const namesOf = (action: typeof first) =>
      (action!.settings as { nodes: readonly { node: { metadata: { name: string } } }[] }).nodes.map(
        ({ node }) => node.metadata.name,
      );
    expect([namesOf(first), namesOf(second)]).toEqual([["general-5", "general-6"], ["general-7"]]);
  });

  it("lets faults name what it adds", () => {
    const spec =
      "  faults: [{ nodeCrash: { node: general-5, at: 1h } }]\n" +
      "  actions: [{ at: 1m, addNodes: { pool: general } }]\n";
    expect(load({ "s.yaml": scenario(spec, CLUSTER) }).errors).toEqual([]);
  });
});

describe("mistakes in actions", () => {
  it("are told where a name stands for nothing", () => {
    expect(
      mistakes(
        "{ at: 5m, scal: { deployment: web, replicas: 3 } }",
        "{ at: 5m, scale: { deployment: wbe, replicas: 3 } }",
        "{ at: 5m, scale: { deployment: web, namespace: shop, replicas: 3 } }",
        "{ at: 5m, cordon: { node: general-9 } }",
        "{ at: 5m, drain: { zone: c } }",
        "{ at: 5m, addNodes: { pool: genral } }",
        "{ after: nope, cordon: { node: general-1 } }",
        "{ when: { deployment: wbe, is: available }, cordon: { node: general-1 } }",
        "{ when: { node: general-8, is: ready }, cordon: { node: general-1 } }",
      ),
    ).toEqual([
      'unknown-field [0].scal: spec.actions[0] has no field "scal" (scale?)',
      "unknown-pool [5].addNodes.pool: the scenario has no node pool genral (general?)",
      "unknown-object [1].scale.deployment: the scenario has no Deployment wbe (web?)",
      "unknown-object [2].scale.deployment: the scenario has no Deployment web in shop",
      "unknown-node [3].cordon.node: the cluster has no node general-9 (general-1?)",
      "unknown-zone [4].drain.zone: the cluster has no nodes in the zone c (a?)",
      "unknown-action [6].after: there is no action nope",
      "unknown-object [7].when.deployment: the scenario has no Deployment wbe (web?)",
      "unknown-node [8].when.node: the cluster has no node general-8 (general-1?)",
    ]);
  });

  it("are told where something is missing or too much", () => {
    expect(
      mistakes(
        "{ at: 5m }",
        "{ at: 5m, cordon: { node: general-1 }, uncordon: { node: general-1 } }",
        "{ cordon: { node: general-1 } }",
        "{ at: 5m, cordon: {} }",
        "{ at: 5m, scale: { replicas: 3 } }",
        "{ at: 5m, scale: { deployment: web, statefulSet: web, replicas: 3 } }",
        "{ at: 5m, apply: {} }",
        "{ at: 5m, addNodes: {} }",
        "{ at: 5m, taint: { node: general-1, key: a } }",
        "{ at: 5m, label: { node: general-1 } }",
        "{ name: a, at: 5m, cordon: { node: general-1 } }",
        "{ name: a, at: 5m, cordon: { node: general-1 } }",
        "{ when: { is: ready }, cordon: { node: general-1 } }",
        "{ at: 5m, delete: { deployment: web, pod: x } }",
        "{ at: 5m, delete: { namespace: web } }",
      ).map((text) => text.replace(/:.*/, "")),
    ).toEqual([
      "duplicate-name [11].name",
      "missing-field [0]",
      "too-many-kinds [1]",
      "missing-field [6].apply",
      "missing-field [7].addNodes",
      "missing-field [3].cordon",
      "missing-field [4].scale",
      "too-many-kinds [5].scale",
      "missing-field [8].taint",
      "missing-field [9].label",
      "too-many-kinds [13].delete",
      "missing-field [14].delete",
      "missing-field [2]",
      "wrong-value [12].when",
    ]);
  });

  it("are told where times are wrong, and only they", () => {
    expect(
      mistakes(
        "{ at: 25h, cordon: { node: general-1 } }",
        "{ at: 23h, delay: 2h, cordon: { node: general-1 } }",
        "{ at: -5m, cordon: { node: general-1 } }",
        "{ at: 40000d, cordon: { node: general-1 } }",
        "{ name: a, after: b, cordon: { node: general-1 } }",
        "{ name: b, after: a, cordon: { node: general-1 } }",
        "{ name: c, after: c, cordon: { node: general-1 } }",
      ),
    ).toEqual([
      'wrong-value [2].at: at: "-5m" is not valid here',
      "after-horizon [0].at: at: 25h comes after the run has ended",
      "after-horizon [1].delay: delay: 2h comes after the run has ended",
      "out-of-range [3].at: at: 40000d is out of range",
      "cyclic-reference [4].after: the action waits for itself, by way of those that it waits for",
      "cyclic-reference [5].after: the action waits for itself, by way of those that it waits for",
      "cyclic-reference [6].after: the action waits for itself, by way of those that it waits for",
    ]);
  });

  it("are told where no controllers would do what is asked for", () => {
    const spec =
      "  controllers: expanded\n  workloads: [{ manifests: [web.yaml] }]\n" +
      "  actions: [{ at: 5m, scale: { deployment: web, replicas: 3 } }]\n";
    const { errors } = load({ "s.yaml": scenario(spec, CLUSTER), ...FILES });
    expect(errors).toMatchObject([
      { code: "wrong-value", path: "spec.actions[0].scale.deployment", expected: "spec.controllers: simulated" },
    ]);
  });

  it("in objects of the scenario are told at their places, in the server's words", () => {
    const job =
      "{ apiVersion: batch/v1, kind: Job, metadata: { name: j }, spec: { backoffLimit: -1, template: { spec: { restartPolicy: Always, containers: [{ name: c, image: i }] } } } }";
    const { errors } = withActions(`{ at: 1m, apply: { objects: [${job}] } }`);
    expect(errors.map(({ code, message, position }) => [code, position?.line, message])).toEqual([
      [
        "invalid-value",
        10,
        'The Job "j" is invalid: spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0',
      ],
      [
        "missing-field",
        10,
        'The Job "j" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
      ],
    ]);
  });

  it("are told of rules that come too late", () => {
    const rule = "{ apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: { name: high }, value: 10 }";
    const { told, errors } = withActions(`{ at: 1m, apply: { objects: [${rule}] } }`);
    expect(errors).toEqual([]);
    expect(told).toContainEqual(expect.objectContaining({ code: "not-simulated", path: "spec.actions[0].apply" }));
  });
});
