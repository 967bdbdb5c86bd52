// Amounts that Kubernetes accepts and nobody means.

import { expect, it } from "vitest";

import { quantityRemark } from "../../../src/environment/manifests/quantity-remark.ts";

it.each([
  ["cpu", "500m"],
  ["cpu", "0"],
  ["memory", "1536Mi"],
  ["memory", "0"],
  ["memory", "7Pi"],
  ["pods", "110"],
  ["nvidia.com/gpu", "8"],
])("%s: %s is nothing to remark on", (name, text) => {
  expect(quantityRemark(name, text)).toBeUndefined();
});

it("amounts that Kubernetes accepts are taken, those beyond 2^53 to 16 digits, which is told", () => {
  expect(quantityRemark("memory", "8Pi")).toMatchObject({ code: "suspicious-quantity", severity: "warning" });
  expect(quantityRemark("cpu", "10T")).toMatchObject({ severity: "warning" });
});

it("amounts beyond 64 bits are refused: Kubernetes' own sums would wrap", () => {
  expect(quantityRemark("memory", "10E")).toMatchObject({ code: "out-of-range", severity: "error" });
  expect(quantityRemark("cpu", "10P")).toMatchObject({ code: "out-of-range", severity: "error" });
});

it("less than a kibibyte of memory is odd, and so are CPUs in powers of two", () => {
  expect(quantityRemark("memory", "512m")).toMatchObject({ severity: "warning", suggestion: "512Mi" });
  expect(quantityRemark("memory", "16")).toMatchObject({ severity: "warning", suggestion: "16Mi" });
  expect(quantityRemark("cpu", "2Ki")).toMatchObject({ severity: "warning", message: "cpu: 2Ki is 2048 CPUs" });
});
