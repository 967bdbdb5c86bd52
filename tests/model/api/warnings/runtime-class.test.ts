// What kubectl prints of runtime classes.

import { expect, it } from "vitest";

import { runtimeClassWarnings } from "../../../../src/model/api/warnings/runtime-class.ts";

it("tells old labels, without naming them", () => {
  const nodeSelector = { "kubernetes.io/os": "linux", "node-role.kubernetes.io/master": "" };
  expect(runtimeClassWarnings({ scheduling: { nodeSelector } })).toEqual([
    'scheduling.nodeSelector: use "node-role.kubernetes.io/control-plane" instead',
  ]);
  expect(runtimeClassWarnings({})).toEqual([]);
});
