// Arguments against a schema: problems with their places.

import { describe, expect, it } from "vitest";
import * as z from "zod";

import { argumentsOf, checkWith } from "../../../src/scheduling/framework/check-arguments.ts";

const check = checkWith(
  argumentsOf("ExampleArgs", {
    limit: z.int().max(5).optional(),
    list: z.array(z.strictObject({ name: z.string() })).optional(),
  }),
);

describe("arguments", () => {
  it("may be absent, and may say what they are", () => {
    expect(check(undefined)).toEqual([]);
    expect(check({})).toEqual([]);
    expect(check({ apiVersion: "kubescheduler.config.k8s.io/v1", kind: "ExampleArgs", limit: 5 })).toEqual([]);
  });

  it.each([
    ["a wrong value", { limit: 6 }, ".limit"],
    ["a wrong value inside a list", { list: [{ name: "a" }, { name: 7 }] }, ".list[1].name"],
    ["a field that is none inside a list", { list: [{ name: "a", weight: 1 }] }, ".list[0].weight"],
    ["another kind", { kind: "OtherArgs" }, ".kind"],
    ["no object at all", "text", ""],
  ])("have a place for %s", (_sentence, args, path) => {
    expect(check(args).map((problem) => problem.path)).toEqual([path]);
  });

  it("suggest the nearest field", () => {
    expect(check({ limits: 3 })).toEqual([{ path: ".limits", message: 'unknown field "limits"', suggestion: "limit" }]);
  });
});
