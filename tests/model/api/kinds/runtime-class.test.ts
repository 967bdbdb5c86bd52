// Runtime classes on their way into the API server.

import { expect, it } from "vitest";

import { RUNTIME_CLASS_KIND } from "../../../../src/model/api/kinds/runtime-class.ts";
import { changeMistakes, create } from "../kind-outcomes.ts";

it("stores a class as it is written, and warns of old labels", () => {
  const scheduling = { nodeSelector: { "beta.kubernetes.io/os": "linux" } };
  expect(create(RUNTIME_CLASS_KIND, { handler: "runsc", scheduling })).toMatchObject({
    object: { handler: "runsc", scheduling },
    warnings: ['scheduling.nodeSelector: deprecated since v1.14; use "kubernetes.io/os" instead'],
  });
});

it("keeps the handler", () => {
  expect(changeMistakes(RUNTIME_CLASS_KIND, { handler: "a" }, { handler: "b" })).toEqual([
    'handler: Invalid value: "b": field is immutable',
  ]);
});
