// Changes of pods, as the API server judges them.

import { describe, expect, it } from "vitest";

import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validatePodUpdate } from "../../../../src/model/api/validation/pod-update.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

const GOOD = goodTemplate().spec!;
const [CONTAINER] = GOOD.containers!;
const METADATA = { name: "web", namespace: "default", resourceVersion: "1" };

function mistakes(old: PodSpec, spec: PodSpec): readonly string[] {
  const pod = { metadata: METADATA, spec: { ...GOOD, ...spec } };
  return errorLines(validatePodUpdate(pod, { metadata: METADATA, spec: { ...GOOD, ...old } }));
}

const image = (name: string): PodSpec => ({ containers: [{ ...CONTAINER, image: name }] });
const TOLERATION = { key: "a", operator: "Exists", effect: "NoExecute" };

describe("what may change", () => {
  it.each<[string, PodSpec, PodSpec]>([
    ["nothing", {}, {}],
    ["images", image("nginx:1"), image("nginx:2")],
    ["a deadline that comes", {}, { activeDeadlineSeconds: 5 }],
    ["a deadline that comes closer", { activeDeadlineSeconds: 5 }, { activeDeadlineSeconds: 4 }],
    ["more tolerations", { tolerations: [TOLERATION] }, { tolerations: [TOLERATION, { operator: "Exists" }] }],
    [
      "the time of a toleration",
      { tolerations: [TOLERATION] },
      { tolerations: [{ ...TOLERATION, tolerationSeconds: 5 }] },
    ],
    ["fewer gates", { schedulingGates: [{ name: "a" }, { name: "b" }] }, { schedulingGates: [{ name: "b" }] }],
    ["amounts in other words", { overhead: { cpu: "1" } }, { overhead: { cpu: "1000m" } }],
    ["a negative grace, mended", { terminationGracePeriodSeconds: -5 }, { terminationGracePeriodSeconds: 1 }],
  ])("%s", (_what, old, spec) => {
    expect(mistakes(old, spec)).toEqual([]);
  });
});

describe("what may not change", () => {
  it.each<[string, PodSpec, PodSpec, readonly string[]]>([
    [
      "the number of containers",
      {},
      { containers: [CONTAINER!, { ...CONTAINER, name: "b" }], nodeName: "n" },
      ["spec.containers: Forbidden: pod updates may not add or remove containers"],
    ],
    [
      "a deadline that moves away",
      { activeDeadlineSeconds: 5 },
      { activeDeadlineSeconds: 6 },
      ["spec.activeDeadlineSeconds: Invalid value: 6: must be less than or equal to previous value"],
    ],
    [
      "a deadline that goes",
      { activeDeadlineSeconds: 5 },
      {},
      ["spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value"],
    ],
    [
      "fewer tolerations",
      { tolerations: [TOLERATION] },
      {},
      ["spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds"],
    ],
    [
      "more gates",
      { schedulingGates: [{ name: "a" }] },
      { schedulingGates: [{ name: "a" }, { name: "b" }] },
      ["spec.schedulingGates[1].name: Forbidden: only deletion is allowed, but found new scheduling gate 'b'"],
    ],
  ])("%s", (_what, old, spec, lines) => {
    expect(mistakes(old, spec)).toEqual(lines);
  });

  it("an image to none, which is told twice", () => {
    const { image: _image, ...container } = CONTAINER!;
    const line = "spec.containers[0].image: Required value";
    expect(mistakes({}, { containers: [container] })).toEqual([line, line]);
  });

  it("anything else, which is named", () => {
    const [line = "", ...more] = mistakes({}, { nodeName: "n", hostNetwork: true });
    expect(more).toEqual([]);
    expect(line.split("\n")).toEqual([
      "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`," +
        "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`," +
        "`spec.tolerations` (only additions to existing tolerations)," +
        "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
      "spec.nodeName, spec.hostNetwork",
    ]);
  });
});

it("lets a pod ask for fewer nodes while it waits for its gates", () => {
  const schedulingGates = [{ name: "g" }];
  expect(mistakes({ schedulingGates }, { schedulingGates, nodeSelector: { zone: "a" } })).toEqual([]);
  expect(mistakes({}, { nodeSelector: { zone: "a" } }).length).toBe(1);
});

it("judges annotations twice, and their changes", () => {
  const annotations = { "container.apparmor.security.beta.kubernetes.io/a": "x" };
  const old = { metadata: METADATA, spec: GOOD };
  const wrong =
    "metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]: " +
    'Invalid value: "x": invalid AppArmor profile name: "x"';
  expect(errorLines(validatePodUpdate({ metadata: { ...METADATA, annotations }, spec: GOOD }, old))).toEqual([
    "metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]: Forbidden: may not add AppArmor annotations",
    wrong,
    wrong,
  ]);
});
