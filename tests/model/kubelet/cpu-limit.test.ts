// How much CPU a container may use.

import { describe, expect, it } from "vitest";

import { cpuLimitMilli, sharesPodLimit } from "../../../src/model/kubelet/cpu-limit.ts";

const LIMITED = { name: "main", resources: { limits: { cpu: "1500m" } } };
const FREE = { name: "proxy" };

describe("the CPU that a container may use", () => {
  it("is its own limit, else the pod's, else all there is", () => {
    const whole = { containers: [LIMITED, FREE], resources: { limits: { cpu: "2" } } };
    expect([LIMITED, FREE, undefined].map((container) => cpuLimitMilli(whole, container))).toEqual([1500, 2000, 2000]);
    expect(cpuLimitMilli({ containers: [FREE] }, FREE)).toBe(Infinity);
  });

  it("is shared with the pod's others where only the pod has a limit", () => {
    const whole = { containers: [LIMITED, FREE], resources: { limits: { cpu: "2" } } };
    expect([LIMITED, FREE].map((container) => sharesPodLimit(whole, container))).toEqual([false, true]);
    expect(sharesPodLimit({ containers: [FREE] }, FREE)).toBe(false);
  });
});
