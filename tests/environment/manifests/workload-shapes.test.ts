// What workload objects have in common.

import { describe, expect, it } from "vitest";

import { readShape } from "../../../src/environment/manifests/read-shape.ts";
import {
  DEPLOYMENT,
  JOB,
  REPLICA_SET,
  REPLICATION_CONTROLLER,
  STATEFUL_SET,
} from "../../../src/environment/manifests/workload-shapes.ts";

const template = { spec: { containers: [{ name: "a" }] } };

describe.each([
  ["Deployment", DEPLOYMENT],
  ["ReplicaSet", REPLICA_SET],
  ["ReplicationController", REPLICATION_CONTROLLER],
  ["StatefulSet", STATEFUL_SET],
  ["Job", JOB],
])("the shape of a %s", (_kind, shape) => {
  it("keeps the template and passes over selectors without a word", () => {
    const told: string[] = [];
    const value = { metadata: { name: "x" }, spec: { template, selector: { matchLabels: { a: "b" } } }, status: {} };
    const read = readShape(value, shape, ({ message }) => told.push(message));
    expect(read).toMatchObject({ spec: { template } });
    expect(told).toEqual([]);
  });

  it("is of no use without a template", () => {
    const told: string[] = [];
    expect(readShape({ metadata: {}, spec: { replicas: 2 } }, shape, ({ code }) => told.push(code))).toBeUndefined();
    expect(told).toContain("missing-field");
  });
});
