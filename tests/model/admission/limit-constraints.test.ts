// One bound on one resource, as the admission plugin LimitRanger words it.

import { describe, expect, it } from "vitest";

import {
  maximumProblem,
  maximumRequestProblem,
  minimumProblem,
  ratioProblem,
  type LimitConstraint,
} from "../../../src/model/admission/limit-constraints.ts";
import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import { readResourceList } from "../../../src/model/resource-list.ts";

function judge(constraint: LimitConstraint, bound: string, request?: string, limit?: string): string | undefined {
  return constraint("Container", "cpu", parseQuantity(bound)!, {
    requests: readResourceList(request === undefined ? {} : { cpu: request }),
    limits: readResourceList(limit === undefined ? {} : { cpu: limit }),
  });
}

describe("a minimum", () => {
  it("is kept by a request and a limit that reach it", () => {
    expect(judge(minimumProblem, "100m", "100m", "0.1")).toBeUndefined();
    expect(judge(minimumProblem, "100m", "1")).toBeUndefined();
  });

  it.each([
    [undefined, "1", "minimum cpu usage per Container is 100m.  No request is specified"],
    ["99m", "1", "minimum cpu usage per Container is 100m, but request is 99m"],
    ["100m", "99m", "minimum cpu usage per Container is 100m, but limit is 99m"],
  ])("is told for a request of %s and a limit of %s", (request, limit, message) => {
    expect(judge(minimumProblem, "100m", request, limit)).toBe(message);
  });

  it("compares thousandths where these fit in 64 bits, and whole units rounded up where not", () => {
    expect(judge(minimumProblem, "1500m", "1400m")).toContain("but request is 1400m");
    expect(judge(minimumProblem, "1500m", "1400m", "9223372036854775k")).toBeUndefined();
  });
});

describe("a maximum", () => {
  it.each([
    ["1", undefined, "maximum cpu usage per Container is 2.  No limit is specified"],
    ["1", "2001m", "maximum cpu usage per Container is 2, but limit is 2001m"],
    ["3", "2", "maximum cpu usage per Container is 2, but request is 3"],
    [undefined, "2", undefined],
  ])("of 2 says of a request of %s and a limit of %s: %s", (request, limit, message) => {
    expect(judge(maximumProblem, "2", request, limit)).toBe(message);
  });

  it.each([
    [undefined, "maximum cpu usage per Container is 2.  No request is specified"],
    ["2001m", "maximum cpu usage per Container is 2, but request is 2001m"],
    ["2", undefined],
  ])("of requests alone says of %s: %s", (request, message) => {
    expect(judge(maximumRequestProblem, "2", request, "9")).toBe(message);
  });
});

describe("a ratio of limit to request", () => {
  it.each([
    ["2", undefined, "1", "but no request is specified or request is 0"],
    ["2", "0", "1", "but no request is specified or request is 0"],
    ["2", "1", undefined, "but no limit is specified or limit is 0"],
    ["2", "400m", "1", "but provided ratio is 2.500000"],
    ["1500m", "3", "5", "but provided ratio is 1.666667"],
  ])("of at most %s says of %s and %s: %s", (bound, request, limit, message) => {
    expect(judge(ratioProblem, bound, request, limit)).toBe(
      `cpu max limit to request ratio per Container is ${bound}, ${message}`,
    );
  });

  it("is kept up to the bound itself", () => {
    expect(judge(ratioProblem, "2", "500m", "1")).toBeUndefined();
  });

  it("is printed with ties to the even digit", () => {
    expect(judge(ratioProblem, "1m", "128", "1")).toContain("ratio is 0.007812");
    expect(judge(ratioProblem, "1m", "128", "3")).toContain("ratio is 0.023438");
  });
});
