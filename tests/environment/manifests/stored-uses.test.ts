// What is kept of objects that scheduling looks up.

import { describe, expect, it } from "vitest";

import { STORED_KINDS } from "../../../src/cluster/object-store.ts";

import { STORED_USES } from "../../../src/environment/manifests/stored-uses.ts";

function usesOf(kind: keyof typeof STORED_USES, field: string) {
  return STORED_USES[kind]!.fields.get(field);
}

describe("objects that are looked up", () => {
  it("are of kinds that the cluster keeps", () => {
    for (const kind of Object.keys(STORED_USES)) expect(STORED_KINDS).toContain(kind);
  });

  it("keep their metadata, of which the uid binds claims to volumes", () => {
    for (const [kind, table] of Object.entries(STORED_USES)) {
      const metadata = table.fields.get("metadata");
      expect(metadata, kind).toMatchObject({ use: "read", part: { kind: "object" } });
      const fields = metadata?.use === "read" && metadata.part.kind === "object" ? metadata.part.fields : new Map();
      expect(fields.get("uid"), kind).toMatchObject({ use: "read" });
      expect(fields.get("managedFields"), kind).toEqual({ use: "ignored" });
    }
  });

  it("keep of owners of pods the selector, and how many pods they want", () => {
    for (const kind of ["ReplicaSet", "ReplicationController", "StatefulSet"] as const) {
      const spec = usesOf(kind, "spec");
      const part = spec?.use === "read" && spec.part.kind === "object" ? [...spec.part.fields] : [];
      expect(part.filter(([, { use }]) => use === "read").map(([name]) => name)).toEqual(["selector", "replicas"]);
    }
  });

  it("keep of claims, volumes and budgets all that was asked for and all that was found", () => {
    for (const kind of ["PersistentVolume", "PersistentVolumeClaim", "PodDisruptionBudget"] as const) {
      for (const field of ["spec", "status"]) {
        expect(usesOf(kind, field), kind).toEqual({ use: "read", part: { kind: "whole" } });
      }
    }
  });
});
