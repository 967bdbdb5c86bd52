// The containers of a pod, one after the other.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { someContainer, visitContainers } from "../../../../src/model/api/validation/pod-containers.ts";

const POD = {
  containers: [{ name: "a" }, { name: "b" }],
  initContainers: [{ name: "c" }],
  ephemeralContainers: [{ name: "d" }],
};

it("visits init containers first and ephemeral ones last, each with its place", () => {
  const visited: string[] = [];
  visitContainers(POD, FieldPath.root("spec"), ({ name }, path) => visited.push(`${String(path)} ${name}`));
  expect(visited).toEqual([
    "spec.initContainers[0] c",
    "spec.containers[0] a",
    "spec.containers[1] b",
    "spec.ephemeralContainers[0] d",
  ]);
});

it("looks for one among all of them", () => {
  expect(someContainer(POD, ({ name }) => name === "d")).toBe(true);
  expect(someContainer(POD, ({ name }) => name === "e")).toBe(false);
  expect(someContainer({}, () => true)).toBe(false);
});
