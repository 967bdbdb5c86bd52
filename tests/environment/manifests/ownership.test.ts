// Dumps tell of the same pods more than once.

import { describe, expect, it } from "vitest";

import { field, PodOwners } from "../../../src/environment/manifests/ownership.ts";
import { listeningPorts, namedObjects } from "../reading.ts";

function object(apiVersion: string, kind: string, name: string, owner?: readonly [string, string]): string {
  const references =
    owner === undefined ? "" : `, ownerReferences: [{ kind: ${owner[0]}, name: ${owner[1]}, controller: true }]`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${references} }\n`;
}

function spokenFor(...objects: readonly string[]): readonly string[] {
  const { ports } = listeningPorts();
  const named = namedObjects(objects.join("---\n"), ports);
  const owners = new PodOwners();
  for (const pod of named.filter(({ kind }) => kind === "Pod")) owners.note(pod);
  const found = owners.findSpokenFor(named.filter(({ kind }) => kind !== "Pod"));
  return [...found].map(({ kind, name }) => `${kind} ${name}`).sort();
}

const DEPLOYMENT = object("apps/v1", "Deployment", "web");
const REPLICA_SET = object("apps/v1", "ReplicaSet", "web-1", ["Deployment", "web"]);
const POD = object("v1", "Pod", "web-1-a", ["ReplicaSet", "web-1"]);

describe("objects that others speak for", () => {
  it("are none where nobody owns anybody", () => {
    expect(spokenFor(DEPLOYMENT, object("v1", "Pod", "alone"))).toEqual([]);
  });

  it("are the owners of listed pods, up to the deployment", () => {
    expect(spokenFor(DEPLOYMENT, REPLICA_SET, POD)).toEqual(["Deployment web", "ReplicaSet web-1"]);
  });

  it("are deployments whose replica set is not among the files, by its name", () => {
    const pod = POD.replace("name: web-1-a", "name: web-1-a, labels: { pod-template-hash: '1' }");
    expect(spokenFor(DEPLOYMENT, pod)).toEqual(["Deployment web"]);
    expect(spokenFor(object("apps/v1", "Deployment", "we"), pod)).toEqual([]);
  });

  it("are replica sets whose deployment is there: it speaks for them", () => {
    expect(spokenFor(DEPLOYMENT, REPLICA_SET)).toEqual(["ReplicaSet web-1"]);
  });

  it("are found where owners own each other", () => {
    const first = object("apps/v1", "ReplicaSet", "a", ["ReplicaSet", "b"]);
    const second = object("apps/v1", "ReplicaSet", "b", ["ReplicaSet", "a"]);
    expect(spokenFor(first, second, object("v1", "Pod", "p", ["ReplicaSet", "a"]))).toEqual([
      "ReplicaSet a",
      "ReplicaSet b",
    ]);
  });
});

describe("a field of an unknown value", () => {
  it("is what the value itself has", () => {
    expect(field({ a: 1 }, "a")).toBe(1);
    expect(field({}, "constructor")).toBeUndefined();
    expect(field(null, "a")).toBeUndefined();
    expect(field("text", "length")).toBeUndefined();
  });
});
