// Which annotations tell pods of one template apart.

import { describe, expect, it } from "vitest";

import { lifeAnnotationsOf } from "../../src/model/life-annotations.ts";

describe("annotations about a pod's life", () => {
  it("are what users say of containers, and what controllers read", () => {
    const annotations = {
      "plimsoll/ready-after": "5s",
      "controller.kubernetes.io/pod-deletion-cost": "3",
      "kubernetes.io/config.mirror": "5f",
      "example.com/other": "x",
    };
    expect(lifeAnnotationsOf(annotations)).toEqual([
      ["plimsoll/ready-after", "5s"],
      ["controller.kubernetes.io/pod-deletion-cost", "3"],
      ["kubernetes.io/config.mirror", "5f"],
    ]);
  });

  it("are not those that each pod has by itself", () => {
    expect(lifeAnnotationsOf({ "plimsoll/arrives-at": "3s", "plimsoll/runs-for": "1h" })).toBeUndefined();
  });
});
