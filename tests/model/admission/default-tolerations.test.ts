// Tolerations that pods get without asking.

import { describe, expect, it } from "vitest";

import { withDefaultTolerations } from "../../../src/model/admission/default-tolerations.ts";
import { pod } from "../build-objects.ts";

const NOT_READY = {
  key: "node.kubernetes.io/not-ready",
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 300,
};
const UNREACHABLE = { ...NOT_READY, key: "node.kubernetes.io/unreachable" };

describe("default tolerations", () => {
  it("follow those that the pod has", () => {
    const own = { key: "gpu", operator: "Exists" };
    expect(withDefaultTolerations(pod()).spec.tolerations).toEqual([NOT_READY, UNREACHABLE]);
    expect(withDefaultTolerations(pod({ tolerations: [own] })).spec.tolerations).toEqual([own, NOT_READY, UNREACHABLE]);
  });

  it("are not given where the pod speaks of the taint, whatever it says", () => {
    const short = { key: NOT_READY.key, operator: "Equal", value: "never", tolerationSeconds: 5 };
    expect(withDefaultTolerations(pod({ tolerations: [short] })).spec.tolerations).toEqual([short, UNREACHABLE]);
    const all = pod({ tolerations: [{ operator: "Exists" }] });
    expect(withDefaultTolerations(all)).toBe(all);
  });

  it("are given where the pod speaks of the taint by another effect only", () => {
    const other = { key: NOT_READY.key, operator: "Exists", effect: "NoSchedule" };
    expect(withDefaultTolerations(pod({ tolerations: [other] })).spec.tolerations).toHaveLength(3);
  });
});
