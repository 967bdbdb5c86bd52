// Priority classes on their way into the API server.

import { expect, it } from "vitest";

import { PRIORITY_CLASS_KIND } from "../../../../src/model/api/kinds/priority-class.ts";
import { changeMistakes, created, mistakes } from "../kind-outcomes.ts";

it("stores a class with a policy", () => {
  expect(created(PRIORITY_CLASS_KIND, { value: 5 })).toMatchObject({
    metadata: { name: "a", generation: 1 },
    value: 5,
    preemptionPolicy: "PreemptLowerPriority",
  });
  expect(created(PRIORITY_CLASS_KIND, {})).toHaveProperty("value", 0);
});

it("tells mistakes of new and of changed ones", () => {
  expect(mistakes(PRIORITY_CLASS_KIND, { metadata: { name: "A" } }).join()).toContain("metadata.name: Invalid value");
  expect(changeMistakes(PRIORITY_CLASS_KIND, { value: 5 }, { value: 6 })).toEqual([
    "value: Forbidden: may not be changed in an update.",
  ]);
});
