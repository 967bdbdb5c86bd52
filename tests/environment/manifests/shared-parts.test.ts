// Parts that pods have alike.

import { expect, it } from "vitest";

import { SharedParts } from "../../../src/environment/manifests/shared-parts.ts";

it("keeps of equal parts the first, and everything as it was", () => {
  const parts = new SharedParts();
  const spec = (image: string) => ({ nodeName: "n", priority: 0, containers: [{ name: "c", image }] });
  const [first, second, third] = [parts.of(spec("web")), parts.of(spec("web")), parts.of(spec("db"))];
  expect(second).toEqual(spec("web"));
  expect(second.containers).toBe(first.containers);
  expect(third).toEqual(spec("db"));
});
