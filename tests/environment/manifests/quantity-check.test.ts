// Amounts that are wrong, and amounts that nobody means.

import { describe, expect, it } from "vitest";

import { checkQuantity } from "../../../src/environment/manifests/quantity-check.ts";

describe("amounts", () => {
  it.each([
    ["cpu", "500m"],
    ["cpu", 0.5],
    ["cpu", 0],
    ["memory", "1.5Gi"],
    ["memory", 0],
    ["pods", "110"],
    ["ephemeral-storage", "1e9"],
    ["hugepages-2Mi", "100Mi"],
    ["nvidia.com/gpu", 8],
    ["attachable-volumes-aws-ebs", "39"],
  ])("%s: %s are right", (name, text) => {
    expect(checkQuantity(name, text)).toBeUndefined();
  });

  it.each([
    ["10 GB", "10G"],
    ["128mb", "128M"],
    ["2gib", "2Gi"],
    ["1,5", "1.5"],
    ["512 MiB", "512Mi"],
    ["4K", "4k"],
    ["500 m", "500m"],
    ["500 M", "500M"],
  ])("%s was meant as %s", (text, meant) => {
    expect(checkQuantity("memory", text)).toMatchObject({ code: "bad-quantity", severity: "error", suggestion: meant });
  });

  it.each([["ten"], [""], [Number.NaN], [true], [{}], [[]], ["1.2.3"], ["."]])("%s is none at all", (text) => {
    const problem = checkQuantity("cpu", text);
    expect(problem).toMatchObject({ code: "bad-quantity", severity: "error" });
    expect(problem).not.toHaveProperty("suggestion");
  });

  it("may not be negative", () => {
    expect(checkQuantity("cpu", "-1")).toMatchObject({ code: "out-of-range", severity: "error" });
    expect(checkQuantity("cpu", -0.5)).toMatchObject({ code: "out-of-range" });
  });

  it("must be countable, and are told where that is to 16 digits only", () => {
    expect(checkQuantity("memory", "10E")).toMatchObject({ code: "out-of-range", severity: "error" });
    expect(checkQuantity("memory", "8Pi")).toMatchObject({ code: "suspicious-quantity", severity: "warning" });
    expect(checkQuantity("memory", "7Pi")).toBeUndefined();
  });

  it("of memory below a kibibyte are odd", () => {
    expect(checkQuantity("memory", "512m")).toMatchObject({
      code: "suspicious-quantity",
      severity: "warning",
      suggestion: "512Mi",
    });
    expect(checkQuantity("memory", 16)).toMatchObject({ severity: "warning", suggestion: "16Mi" });
  });

  it("of CPU with a binary suffix are odd", () => {
    expect(checkQuantity("cpu", "2Ki")).toMatchObject({ severity: "warning", message: "cpu: 2Ki is 2048 CPUs" });
  });

  it("belong to a resource that exists", () => {
    expect(checkQuantity("memmory", "1Gi")).toMatchObject({ code: "unknown-resource", suggestion: "memory" });
    expect(checkQuantity("gpu", 1)).toMatchObject({ code: "unknown-resource", severity: "error" });
  });
});
