// Requests and limits as a container sees its own.

import { describe, expect, it } from "vitest";

import { resourceFieldValue } from "../../src/model/resource-field.ts";

const CONTAINER = {
  name: "main",
  resources: {
    requests: { cpu: "250m", memory: "64Mi", "hugepages-2Mi": "4Mi" },
    limits: { cpu: "1500m", memory: "128M", "ephemeral-storage": "1.5Gi" },
  },
};

describe("a resource field", () => {
  it.each([
    ["requests.cpu", "1", "1"],
    ["requests.cpu", "1m", "250"],
    ["limits.cpu", "1", "2"],
    ["limits.cpu", 0, "2"],
    ["limits.cpu", undefined, "2"],
    ["limits.memory", "1Mi", "123"],
    ["limits.memory", "1m", "128000000"],
    ["limits.ephemeral-storage", "1Gi", "2"],
    ["requests.ephemeral-storage", "1", "0"],
    ["requests.hugepages-2Mi", "1Mi", "4"],
    ["limits.hugepages-2Mi", "1Mi", "0"],
    ["limits.cpu", "-1", "-1"],
  ])("%s in units of %s is %s, rounded up", (resource, divisor, text) => {
    const selector = divisor === undefined ? { resource } : { resource, divisor };
    expect(resourceFieldValue(selector, CONTAINER)).toEqual({ kind: "value", text });
  });

  it.each(["limits.foo", "requests.example.com/gpu", "cpu", "memory.limits", "hugepages-2Mi", ""])(
    "%s is none",
    (resource) => {
      const message = `Unsupported container resource : ${resource}`;
      expect(resourceFieldValue({ resource }, CONTAINER)).toEqual({ kind: "refused", message });
    },
  );

  it("of a container without resources is 0", () => {
    expect(resourceFieldValue({ resource: "limits.cpu" }, { name: "main" })).toEqual({ kind: "value", text: "0" });
  });
});
