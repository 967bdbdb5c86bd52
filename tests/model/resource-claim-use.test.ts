// The claims to devices that a pod uses.

import { expect, it } from "vitest";

import { resourceClaimNameOf, resourceClaimUsesOf } from "../../src/model/resource-claim-use.ts";
import { pod } from "./build-objects.ts";

const ENTRIES = [
  { name: "shared", resourceClaimName: "gpus" },
  { name: "own", resourceClaimTemplateName: "one-gpu" },
];

it("are named by the pod, or made from a template under a name of the same look in every run", () => {
  const [shared, own] = resourceClaimUsesOf(pod({ resourceClaims: ENTRIES }));
  expect(resourceClaimNameOf(shared!, "train-0")).toBe("gpus");
  const name = resourceClaimNameOf(own!, "train-0");
  expect(name).toMatch(/^train-0-own-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  expect(resourceClaimNameOf(own!, "train-0")).toBe(name);
  expect(resourceClaimNameOf(own!, "t".repeat(70))).toHaveLength(63);
});

it("are those of the pod's status where it has one", () => {
  const made = { ...pod({ resourceClaims: ENTRIES }), status: { resourceClaimStatuses: [{ name: "own" }] } };
  expect(resourceClaimUsesOf(made).map(({ kind }) => kind)).toEqual(["claim"]);
  const named = { ...made, status: { resourceClaimStatuses: [{ name: "own", resourceClaimName: "x-7" }] } };
  expect(resourceClaimNameOf(resourceClaimUsesOf(named)[1]!, "any")).toBe("x-7");
});

it("are none without entries, or where an entry names nothing", () => {
  expect(resourceClaimUsesOf(pod())).toEqual([]);
  expect(resourceClaimUsesOf(pod({ resourceClaims: [{ name: "a" }] }))).toEqual([]);
});
