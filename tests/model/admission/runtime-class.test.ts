// What a pod gets from its runtime class.

import { describe, expect, it } from "vitest";

import { mergedTolerations, overheadProblem, withRuntimeClass } from "../../../src/model/admission/runtime-class.ts";
import type { RuntimeClass } from "../../../src/model/api/types/policy.ts";
import type { PodSpec } from "../../../src/model/objects.ts";
import { pod } from "../build-objects.ts";

const KATA: RuntimeClass = {
  metadata: { name: "kata" },
  handler: "kata",
  overhead: { podFixed: { cpu: "250m" } },
  scheduling: { nodeSelector: { runtime: "kata" }, tolerations: [{ key: "kata", operator: "Exists" }] },
};
const CLASSES = new Map([
  ["kata", KATA],
  ["runc", { handler: "runc" }],
]);

function specOf(spec: Partial<PodSpec>): PodSpec | string {
  const decided = withRuntimeClass(pod(spec, { name: "web" }), CLASSES);
  return decided.kind === "refused" ? decided.message : decided.pod.spec;
}

describe("a pod with a runtime class", () => {
  it("gets overhead, node selector and tolerations", () => {
    expect(
      specOf({ runtimeClassName: "kata", nodeSelector: { zone: "a" }, tolerations: [{ key: "x" }] }),
    ).toMatchObject({
      overhead: { cpu: "250m" },
      nodeSelector: { runtime: "kata", zone: "a" },
      tolerations: [{ key: "x" }, { key: "kata", operator: "Exists" }],
    });
  });

  it("may have the same overhead in other words", () => {
    expect(specOf({ runtimeClassName: "kata", overhead: { cpu: "0.25" } })).toMatchObject({
      overhead: { cpu: "250m" },
    });
  });

  it.each([
    [{ runtimeClassName: "gone" }, 'pod rejected: RuntimeClass "gone" not found'],
    [
      { runtimeClassName: "kata", overhead: { cpu: "1" } },
      "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
    ],
    [
      { runtimeClassName: "kata", nodeSelector: { runtime: "runc" } },
      "conflict: runtimeClass.scheduling.nodeSelector[runtime] = kata; pod.spec.nodeSelector[runtime] = runc",
    ],
  ])("is refused for %o", (spec, why) => {
    expect(specOf(spec)).toBe(`pods "web" is forbidden: ${why}`);
  });

  it("stays as it is without one", () => {
    const plain = pod();
    expect(withRuntimeClass(plain, CLASSES)).toEqual({ kind: "admitted", pod: plain });
  });
});

describe("the overhead of a pod in the end", () => {
  it("must be that of its class", () => {
    const own = { overhead: { cpu: "250m" } };
    expect(overheadProblem(pod({ runtimeClassName: "kata", ...own }), CLASSES)).toBeUndefined();
    expect(overheadProblem(pod({ runtimeClassName: "kata" }), CLASSES)).toContain("doesn't match");
    expect(overheadProblem(pod({ runtimeClassName: "runc", ...own }), CLASSES)).toBe(
      "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead",
    );
    expect(overheadProblem(pod(), CLASSES)).toBeUndefined();
  });
});

describe("tolerations of pod and class", () => {
  it("are merged without those that others cover", () => {
    const all = { operator: "Exists" };
    const some = { key: "a", operator: "Equal", value: "1", effect: "NoSchedule" };
    expect(mergedTolerations([some, all])).toEqual([all]);
    expect(mergedTolerations([all, some])).toEqual([all]);
    expect(mergedTolerations([some, { ...some }])).toEqual([some]);
  });

  it("are both kept where one lasts no longer than the other, or asks for another value", () => {
    const short = { key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 10 };
    const long = { ...short, tolerationSeconds: 20 };
    const forEver = { key: "a", operator: "Exists", effect: "NoExecute" };
    expect(mergedTolerations([short, long])).toEqual([long]);
    expect(mergedTolerations([long, forEver])).toEqual([forEver]);
    const other = { key: "a", operator: "Equal", value: "1" };
    expect(mergedTolerations([other, { ...other, value: "2" }])).toHaveLength(2);
    // An operator that is left out means Equal, but only where it covers.
    expect(mergedTolerations([{ key: "a" }, { key: "a", operator: "Equal" }])).toEqual([{ key: "a" }]);
  });
});
