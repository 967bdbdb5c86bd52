// What the API server says of an object that it does not admit.

import { describe, expect, it } from "vitest";

import { podRefusal, refusal } from "../../../src/model/admission/refusal.ts";

describe("a refusal", () => {
  it("names the resource, the object and the reason", () => {
    expect(refusal("deployments.apps", { metadata: { name: "web" } }, "no room")).toEqual({
      kind: "refused",
      message: 'deployments.apps "web" is forbidden: no room',
    });
  });

  it("names a pod whose name is still to be made by what it begins with", () => {
    expect(podRefusal({ metadata: { generateName: "web-" } }, "no").message).toBe('pods "web-" is forbidden: no');
    expect(podRefusal({}, "no").message).toBe('pods "Unknown" is forbidden: no');
  });
});
