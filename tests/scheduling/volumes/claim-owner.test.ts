// Whose a claim for an ephemeral volume is.

import { expect, it } from "vitest";

import { ownershipProblem } from "../../../src/scheduling/volumes/claim-owner.ts";
import { claim } from "../../model/volumes/storage-objects.ts";

const owned = (name: string, controller: boolean) => ({
  ...claim("web-scratch"),
  metadata: {
    name: "web-scratch",
    namespace: "default",
    ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, controller }],
  },
});

it("is the pod's that controls it, and nobody else's", () => {
  const problem = "PVC default/web-scratch was not created for pod default/web (pod is not owner)";
  expect(ownershipProblem(owned("web", true), "default", "web")).toBeUndefined();
  expect(ownershipProblem(owned("web", false), "default", "web")).toBe(problem);
  expect(ownershipProblem(owned("db", true), "default", "web")).toBe(problem);
  expect(ownershipProblem(claim("web-scratch"), "default", "web")).toBe(problem);
});
