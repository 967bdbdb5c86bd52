// Which file each object of a dump goes to.

import { describe, expect, it } from "vitest";

import type { DumpObject } from "../../../src/scenario/init/dump-objects.ts";
import { placeObjects } from "../../../src/scenario/init/place-objects.ts";
import type { ObjectShape } from "../../../src/scenario/init/shape.ts";

const SHAPE: ObjectShape = { kind: "object", fields: new Map(), needsOneOf: [] };

/** `owner` is `Kind/name`. */
function object(kind: string, name: string, owner?: string, more: Readonly<Record<string, unknown>> = {}): DumpObject {
  const [ownerKind, ownerName] = owner?.split("/") ?? [];
  const ownerReferences = [{ kind: ownerKind, name: ownerName, controller: true }];
  const metadata = { name, namespace: "a", ...(owner === undefined ? {} : { ownerReferences }) };
  return { kind, value: { kind, metadata, ...more }, shape: SHAPE };
}

const BOUND = { spec: { nodeName: "n" } };
const ENDED = { spec: { nodeName: "n" }, status: { phase: "Succeeded" } };

/** `Kind/name` of the objects in each file. */
function place(...objects: readonly DumpObject[]): { cluster: string; workloads: string; ended: number } {
  const { cluster, workloads, ended } = placeObjects(objects);
  const text = (list: readonly DumpObject[]): string =>
    list.map(({ kind, value }) => `${kind}/${(value["metadata"] as { name: string }).name}`).join(" ");
  return { cluster: text(cluster), workloads: text(workloads), ended };
}

describe("placeObjects", () => {
  it("leaves pods where they are, with those who control them", () => {
    const objects = [
      object("Node", "n"),
      object("Deployment", "web"),
      object("ReplicaSet", "web-1", "Deployment/web"),
      object("Pod", "web-1-a", "ReplicaSet/web-1", BOUND),
      object("Pod", "web-1-b", "ReplicaSet/web-1"),
      object("Service", "web"),
    ];
    expect(place(...objects)).toEqual({
      cluster: "Node/n Deployment/web ReplicaSet/web-1 Pod/web-1-a Service/web",
      workloads: "Pod/web-1-b",
      ended: 0,
    });
  });

  it("keeps what only waits together", () => {
    const objects = [
      object("Deployment", "web"),
      object("ReplicaSet", "web-1", "Deployment/web"),
      object("ReplicaSet", "web-0", "Deployment/web"),
      object("Pod", "web-1-b", "ReplicaSet/web-1"),
      object("StatefulSet", "db"),
    ];
    expect(place(...objects)).toEqual({
      cluster: "",
      workloads: "Deployment/web ReplicaSet/web-1 ReplicaSet/web-0 Pod/web-1-b StatefulSet/db",
      ended: 0,
    });
  });

  it("puts an old replica set beside its deployment", () => {
    const objects = [
      object("ReplicaSet", "web-0", "Deployment/web"),
      object("Deployment", "web"),
      object("ReplicaSet", "web-1", "Deployment/web"),
      object("Pod", "p", "ReplicaSet/web-1", BOUND),
    ];
    expect(place(...objects).workloads).toBe("");
  });

  it("leaves out what has ended, but for one pod that speaks for its owner", () => {
    const complete = { status: { conditions: [{ type: "Complete", status: "True" }] } };
    const objects = [
      object("Job", "done", undefined, complete),
      object("Pod", "done-a", "Job/done", ENDED),
      object("Job", "again"),
      object("Pod", "again-a", "Job/again", ENDED),
      object("Pod", "again-b", "Job/again", ENDED),
      object("Pod", "alone", undefined, ENDED),
    ];
    expect(place(...objects)).toEqual({ cluster: "", workloads: "Job/again Pod/again-a", ended: 4 });
  });

  it("is not led in a circle by owners that own each other", () => {
    const objects = [object("Deployment", "a", "ReplicaSet/b"), object("ReplicaSet", "b", "Deployment/a")];
    expect(place(...objects).workloads).toBe("Deployment/a ReplicaSet/b");
  });
});
