// What workload objects have in common.

import { describe, expect, it } from "vitest";

import {
  DEPLOYMENT_USES,
  JOB_USES,
  REPLICA_SET_USES,
  REPLICATION_CONTROLLER_USES,
  STATEFUL_SET_USES,
} from "../../../src/environment/manifests/workload-uses.ts";

describe.each([
  ["Deployment", DEPLOYMENT_USES],
  ["ReplicaSet", REPLICA_SET_USES],
  ["ReplicationController", REPLICATION_CONTROLLER_USES],
  ["StatefulSet", STATEFUL_SET_USES],
  ["Job", JOB_USES],
])("of a %s", (_kind, { fields }) => {
  it("template and status are read, and the selector is passed over without a word", () => {
    const spec = fields.get("spec");
    const parts = spec?.use === "read" && spec.part.kind === "object" ? spec.part.fields : new Map<string, never>();
    expect(parts.get("template")).toMatchObject({ use: "read" });
    expect(parts.get("selector")).toEqual({ use: "ignored" });
    expect(fields.get("status")).toMatchObject({ use: "read" });
  });
});
