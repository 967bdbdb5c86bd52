// The requests of claims, ready for the search.

import { expect, it } from "vitest";

import { claimKey, demandsOf } from "../../../src/scheduling/dynamic-resources/device-requests.ts";
import { all, claim, exactly } from "./devices.ts";

const CLASS = { metadata: { name: "gpu" }, spec: { selectors: [{ cel: { expression: "true" } }] } };

it("ask for a number or for all, and know whose selectors they have", () => {
  const [[some], [every]] = demandsOf(claim("a", [exactly("r", 2), all("s")]), () => CLASS) as [[never], [never]];
  expect(some).toMatchObject({ ownName: "r", count: 2, adminAccess: false });
  expect((some as { classSelectors: unknown[] }).classSelectors).toMatchObject([{ owner: "class gpu: selector #0" }]);
  expect(every).toMatchObject({ count: undefined });
});

it("have one way for each alternative", () => {
  const ways = [
    { name: "x", deviceClassName: "gpu", selectors: [{ cel: { expression: "device.driver == 'a'" } }] },
    { name: "y", deviceClassName: "gpu" },
  ];
  const [demands] = demandsOf(claim("a", [{ name: "r", firstAvailable: ways }]), () => undefined);
  expect(demands!.map(({ name, ownName }) => `${name.request}/${name.alternative} ${ownName}`)).toEqual([
    "r/x x",
    "r/y y",
  ]);
  expect(demands![0]!.selectors[0]!.owner).toBe("claim default/a: selector #0");
});

it("belong to a claim known by namespace and name", () => {
  expect(claimKey(claim("a", []))).toBe("default/a");
});
