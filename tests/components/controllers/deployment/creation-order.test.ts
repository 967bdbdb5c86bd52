// The order in which ReplicaSets came.

import { expect, it } from "vitest";

import { inOrderOfCreation, orderOf } from "../../../../src/components/controllers/deployment/creation-order.ts";
import { deployment, replicaSet, viewOf } from "./build-deployments.ts";

const { clock } = viewOf(deployment());

it("is that of their seconds, then of their names", () => {
  const sets = [
    replicaSet("c", { createdAt: "1970-01-01T00:00:05Z" }),
    replicaSet("b", { createdAt: "1970-01-01T00:00:09Z" }),
    replicaSet("a", { createdAt: "1970-01-01T00:00:05Z" }),
  ];
  expect(inOrderOfCreation(clock, sets).map(({ metadata }) => metadata?.name)).toEqual(["a", "c", "b"]);
});

it("reads what other orders need, too", () => {
  expect(orderOf(clock, replicaSet("a", { replicas: 7, createdAt: "1970-01-01T00:00:05Z" }))).toEqual({
    name: "a",
    createdAtUs: 5_000_000,
    replicas: 7,
  });
});
