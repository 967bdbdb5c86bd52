// Specs of pods, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validatePodSpec } from "../../../../src/model/api/validation/pod-spec.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

const GOOD = goodTemplate().spec!;

function mistakes(spec: PodSpec): readonly string[] {
  return errorLines(validatePodSpec({ ...GOOD, ...spec }, undefined, undefined, FieldPath.root("s")));
}

it.each<[string, PodSpec, readonly string[]]>([
  ["good", {}, []],
  ["without containers", { containers: [] }, ["s.containers: Required value"]],
  [
    "that is never or always restarted",
    { restartPolicy: "Sometimes" },
    ['s.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
  ],
  [
    "of an unknown DNS policy",
    { dnsPolicy: "x" },
    [
      's.dnsPolicy: Unsupported value: "x": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
    ],
  ],
  [
    "of an unknown preemption policy",
    { preemptionPolicy: "x" },
    ['s.preemptionPolicy: Unsupported value: "x": supported values: "PreemptLowerPriority", "Never"'],
  ],
  ["of an empty preemption policy", { preemptionPolicy: "" }, ["s.preemptionPolicy: Required value"]],
  [
    "with a deadline at once",
    { activeDeadlineSeconds: 0 },
    ["s.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive"],
  ],
  [
    "with a gate twice",
    { schedulingGates: [{ name: "a" }, { name: "a" }] },
    ['s.schedulingGates[1]: Duplicate value: "a"'],
  ],
  [
    "that reads a file of no volume",
    {
      volumes: [{ name: "data", hostPath: { path: "/x", type: "" } }],
      containers: [
        {
          ...GOOD.containers![0],
          env: ["data", "none"].map((volumeName) => ({
            name: "A",
            valueFrom: { fileKeyRef: { volumeName, path: "p", key: "K" } },
          })),
        },
      ],
    },
    [
      's.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "data": ' +
        "referenced volume must be of type emptyDir",
      's.containers[0].env[1].valueFrom.fileKeyRef.volumeName: Not found: "none"',
    ],
  ],
  [
    "of an unknown group",
    { schedulingGroup: {} },
    ["s.schedulingGroup.podGroupName: Invalid value: null: must specify one of: `podGroupName`"],
  ],
])("a spec %s", (_what, spec, lines) => {
  expect(mistakes(spec)).toEqual(lines);
});

it("needs a grace period", () => {
  const { terminationGracePeriodSeconds: _period, ...spec } = GOOD;
  expect(errorLines(validatePodSpec(spec, undefined, undefined, FieldPath.root("s")))).toEqual([
    "s.terminationGracePeriodSeconds: Required value",
  ]);
});

it.each(["serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName"])("%s is a long name", (field) => {
  expect(mistakes({ [field]: "a.b" })).toEqual([]);
  expect(mistakes({ [field]: "A" })).toEqual([
    expect.stringContaining(`s.${field}: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of`),
  ]);
});

it.each(["hostname", "subdomain"])("%s is one label", (field) => {
  expect(mistakes({ [field]: "a" })).toEqual([]);
  expect(mistakes({ [field]: "a.b" })).toEqual([`s.${field}: Invalid value: "a.b": must not contain dots`]);
});

it("judges every part by its own rules", () => {
  const spec: PodSpec = {
    nodeSelector: { "a b": "c" },
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } },
    tolerations: [{}],
    topologySpreadConstraints: [{}],
    readinessGates: [{}],
    hostAliases: [{}],
    overhead: { cpu: "-1" },
    resourceClaims: [{}],
    dnsConfig: { options: [{}] },
    os: {},
    securityContext: { runAsUser: -1 },
    resources: { claims: [] },
    volumes: [{}],
    initContainers: [{}],
    ephemeralContainers: [{}],
  };
  const places = new Set(mistakes(spec).map((line) => /^s\.(\w+)/.exec(line)?.[1]));
  expect([...places]).toEqual(Object.keys(spec).toSorted());
});
