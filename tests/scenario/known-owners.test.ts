// Pods of dumps whose owners the dump lacks.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { Notes } from "../../src/environment/notes.ts";
import { knownOwnersOf, withKnownOwners } from "../../src/scenario/known-owners.ts";
import { pod } from "../model/build-objects.ts";

const SET = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-1", uid: "u", controller: true };
const MIRROR = { apiVersion: "v1", kind: "Node", name: "n1", uid: "n", controller: true };
const OWNERS = knownOwnersOf([{ kind: "ReplicaSet", object: { metadata: { name: "web-1" } } }]);

describe("a pod of a dump", () => {
  it("keeps an owner that is there, and one that no controller looks after", () => {
    const owned = pod({}, { ownerReferences: [SET, MIRROR] });
    expect(withKnownOwners(owned, OWNERS, () => undefined, new Notes())).toBe(owned);
  });

  it("belongs to nobody where its owner is not in the files, which is told", () => {
    const notes = new Notes();
    const lost = pod({}, { ownerReferences: [{ ...SET, name: "web-2" }, MIRROR] });
    expect(withKnownOwners(lost, OWNERS, () => undefined, notes).metadata.ownerReferences).toEqual([MIRROR]);
    const alone = pod({}, { ownerReferences: [{ ...SET, name: "web-2" }] });
    expect(withKnownOwners(alone, OWNERS, () => undefined, notes).metadata).toEqual({ name: "pod" });
    const sink = new DiagnosticSink();
    notes.flush(sink);
    expect(sink.all.map(({ code, severity }) => [code, severity])).toEqual([["missing-owner", "warning"]]);
  });
});
