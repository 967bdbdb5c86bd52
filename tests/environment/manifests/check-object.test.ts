// Objects as the API server would take them: what it would refuse, in its words, with the place in the file.

import { describe, expect, it } from "vitest";

import { checkObject } from "../../../src/environment/manifests/check-object.ts";
import { listeningPorts, namedObjects } from "../reading.ts";

function check(text: string) {
  const { ports, told } = listeningPorts();
  const checked = namedObjects(text, ports).map((object) => checkObject(object, object.api, ports));
  return { checked, told: told() };
}

const NODE = "apiVersion: v1\nkind: Node\nmetadata:\n  name: n1\n";

describe("checking an object", () => {
  it("gives it back complete", () => {
    const { checked, told } = check(`${NODE}status:\n  capacity: { cpu: 4, memory: 16Gi }\n`);
    expect(told).toEqual([]);
    expect(checked[0]?.value).toMatchObject({
      metadata: { name: "n1" },
      status: { allocatable: { cpu: "4", memory: "16Gi" } },
    });
  });

  it("tells every rule that it breaks, as kubectl does, each with its place", () => {
    const { checked, told } = check(
      `${NODE}  labels: { a: b c }\nspec:\n  taints:\n  - key: k\n    effect: NoSchedul\nstatus:\n  capacity: { cpu: -1 }\n`,
    );
    expect(checked).toEqual([undefined]);
    expect(told).toMatchObject([
      { code: "invalid-value", path: "metadata.labels", position: { line: 5, column: 11 } },
      {
        code: "unsupported-value",
        message:
          'The Node "n1" is invalid: metadata.taints[0].effect: Unsupported value: "NoSchedul": ' +
          'supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
        suggestion: "NoSchedule",
      },
      { code: "invalid-value", path: "status.capacity.cpu", position: { line: 11, column: 20 } },
      { code: "invalid-value", path: "status.allocatable.cpu" },
    ]);
  });

  it("names the feature gate that would let in what it refuses", () => {
    const target = "scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: a }";
    const { told } = check(
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: { ${target}, minReplicas: 0, maxReplicas: 2 }\n`,
    );
    expect(told[0]).toMatchObject({
      path: "spec.minReplicas",
      expected: "the feature gate HPAScaleToZero: controllerManager.featureGates.HPAScaleToZero: true in the scenario",
    });
  });

  it("fills in what the server's storage would allocate: a headless service needs one field only", () => {
    const { checked, told } = check(
      "apiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { clusterIP: None }\n",
    );
    expect(told).toEqual([]);
    expect(checked[0]?.value).toMatchObject({ spec: { clusterIP: "None", clusterIPs: ["None"] } });
  });

  it("tells of wrong types in the decoder's words, and of nothing that would follow from them", () => {
    const { told } = check(`${NODE}spec:\n  unschedulable: "yes"\n  taints: [{ value: x y }]\n`);
    expect(told).toMatchObject([
      {
        code: "wrong-type",
        message:
          'Node in version "v1" cannot be handled as a Node: json: cannot unmarshal string into Go struct field ' +
          "NodeSpec.spec.unschedulable of type bool",
        expected: "true or false",
        path: "spec.unschedulable",
        position: { line: 6, column: 18 },
      },
    ]);
  });

  it("says what was meant by a number in place of a text, a yes in place of a text, and an odd amount", () => {
    const { told } = check(`${NODE}  labels: { a: 5, b: yes }\nstatus:\n  capacity: { memory: 10 GB }\n`);
    expect(told).toMatchObject([
      { suggestion: '"5"', expected: "a string" },
      { expected: "a string (y, n, yes, no, on, off, true and false need quotes)" },
      { suggestion: "10G" },
    ]);
  });

  it("takes privileged containers and processes of the host, as nearly every server is told to", () => {
    const pod = (context: string, spec = "") =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n  - name: c\n    image: i\n    securityContext: ${context}\n${spec}`;
    expect(check(pod("{ privileged: true }")).told).toEqual([]);
    expect(check(pod("{ windowsOptions: { hostProcess: true } }", "  hostNetwork: true\n")).told).toEqual([]);
    expect(check(pod("{ privileged: true, allowPrivilegeEscalation: false }")).told).toHaveLength(1);
  });

  it("refuses fields that Kubernetes does not have, with the nearest that it has", () => {
    const { checked, told } = check(`${NODE}spec:\n  taint: []\n`);
    expect(checked).toEqual([undefined]);
    expect(told).toMatchObject([
      {
        severity: "error",
        code: "unknown-field",
        message: 'Node in version "v1" cannot be handled as a Node: strict decoding error: unknown field "spec.taint"',
        suggestion: "taints",
        position: { line: 6, column: 3 },
      },
    ]);
  });

  it("only notes such fields in what an API server has held: they are of another version", () => {
    const { checked, told } = check(`${NODE}  uid: "1"\nspec:\n  taint: []\n`);
    expect(checked).toHaveLength(1);
    expect(checked[0]).toMatchObject({ stored: true });
    expect(told).toMatchObject([{ severity: "warning", code: "unknown-field" }]);
  });

  it("says once what the server says twice", () => {
    const taints = "  taints:\n  - { key: a, effect: NoSchedule }\n  - { key: a, effect: NoSchedule }\n";
    const { told } = check(`${NODE}spec:\n${taints}`);
    expect(told).toHaveLength(1);
  });
});
