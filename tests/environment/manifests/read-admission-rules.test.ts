// Limit ranges, quotas and runtime classes of manifests.

import { describe, expect, it } from "vitest";

import { readTexts } from "../reading.ts";

describe("a LimitRange", () => {
  it("has the defaults that follow from its bounds", () => {
    const { content, told } = readTexts(
      "apiVersion: v1\nkind: LimitRange\nmetadata: { name: l, namespace: shop, uid: x }\n" +
        "spec: { limits: [{ type: Container, max: { cpu: 2 } }] }\n",
    );
    expect(told).toEqual([]);
    expect(content.limitRanges).toEqual([
      {
        metadata: { name: "l", namespace: "shop" },
        spec: {
          limits: [{ type: "Container", max: { cpu: "2" }, default: { cpu: "2" }, defaultRequest: { cpu: "2" } }],
        },
      },
    ]);
  });
});

describe("a ResourceQuota", () => {
  const quota = (hard: string) =>
    `apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q }\nspec: { hard: { ${hard} } }\n` +
    "status: { hard: { pods: 1 }, used: { pods: 1 } }\n";

  it("is read as it is specified, with its place, and without what is used of it", () => {
    const { content, told } = readTexts(quota("pods: 3, requests.cpu: 4"));
    expect(told).toEqual([]);
    expect(content.resourceQuotas).toEqual([
      {
        rule: { metadata: { name: "q", namespace: "default" }, spec: { hard: { pods: "3", "requests.cpu": "4" } } },
        position: { file: "f1", line: 1, column: 1 },
      },
    ]);
  });
});

describe("a RuntimeClass", () => {
  it("is read with what it gives to pods", () => {
    const { content, told } = readTexts(
      "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: { name: kata }\nhandler: kata\n" +
        "overhead: { podFixed: { cpu: 250m } }\nscheduling: { nodeSelector: { runtime: kata } }\n",
    );
    expect(told).toEqual([]);
    expect(content.runtimeClasses).toEqual([
      {
        metadata: { name: "kata" },
        overhead: { podFixed: { cpu: "250m" } },
        scheduling: { nodeSelector: { runtime: "kata" } },
      },
    ]);
  });
});
