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

it("amounts must be countable exactly: in milli-CPU, bytes or units", () => {
  expect(quantityRemark("memory", "8Pi")).toMatchObject({ code: "out-of-range", severity: "error" });
  expect(quantityRemark("cpu", "10T")).toMatchObject({ code: "out-of-range", severity: "error" });
});

it("less than a kibibyte of memory is odd, and so are CPUs in powers of two", () => {
  expect(quantityRemark("memory", "512m")).toMatchObject({ severity: "warning", suggestion: "512Mi" });
  expect(quantityRemark("memory", "16")).toMatchObject({ severity: "warning", suggestion: "16Mi" });
  expect(quantityRemark("cpu", "2Ki")).toMatchObject({ severity: "warning", message: "cpu: 2Ki is 2048 CPUs" });
});
