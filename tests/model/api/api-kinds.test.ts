// The contract of every kind: complete, idempotent, deaf to hostile values, and found by its name.

import { describe, expect, it } from "vitest";

import { API_KINDS, apiKindOf } from "../../../src/model/api/api-kinds.ts";
import { createObject } from "../../../src/model/api/create-object.ts";
import { decodeStruct } from "../../../src/model/api/decode.ts";
import { encodeStruct } from "../../../src/model/api/encode.ts";

const UID = "00000000-0000-4000-8000-000000000000";

/** The kinds that are read as the API server reads them. */
const NAMES = `Pod Deployment ReplicaSet ReplicationController StatefulSet DaemonSet Job CronJob Node Namespace Service
  EndpointSlice HorizontalPodAutoscaler PodDisruptionBudget PriorityClass PersistentVolume PersistentVolumeClaim StorageClass
  CSINode CSIDriver CSIStorageCapacity VolumeAttachment ResourceQuota LimitRange RuntimeClass Lease
  DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice`.split(/\s+/);

it("the list has every kind that a cluster's objects are made of", () => {
  expect([...new Set(API_KINDS.map(({ kind }) => kind))].toSorted()).toEqual(NAMES.toSorted());
  expect(apiKindOf("autoscaling/v1", "HorizontalPodAutoscaler")).not.toBe(
    apiKindOf("autoscaling/v2", "HorizontalPodAutoscaler"),
  );
  expect(apiKindOf("apps/v1", "Pod")).toBeUndefined();
});

describe.each(API_KINDS.map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind] as const))("%s", (_name, kind) => {
  it("has the fields that every object has, and says what it imitates", () => {
    expect([...kind.type.fields.keys()].slice(0, 3)).toEqual(["apiVersion", "kind", "metadata"]);
    expect(kind.source).toMatch(/^pkg\/|^plugin\/|^staging\//);
  });

  it("asks an empty object for a name", () => {
    const outcome = createObject({ apiVersion: kind.apiVersion, kind: kind.kind }, kind, UID);
    if (kind.kind === "LimitRange") return;
    expect(outcome.kind).toBe("invalid");
    const fields = outcome.kind === "invalid" ? outcome.errors.map(({ path }) => String(path)) : [];
    expect(fields).toContain("metadata.name");
  });

  it("completes an object that is complete without changing it", () => {
    const { value } = decodeStruct({ metadata: { name: "a" }, spec: {} }, kind.type);
    kind.applyDefaults(value);
    const once = JSON.stringify(encodeStruct(value, kind.type));
    kind.applyDefaults(value);
    expect(JSON.stringify(encodeStruct(value, kind.type))).toBe(once);
  });

  it.each([
    null,
    1,
    "x",
    [],
    [null],
    {},
    { metadata: null },
    { spec: [] },
    { spec: { template: null } },
    { metadata: { labels: { constructor: "x" } } },
  ])("ends with data, not with an exception, for %j", (manifest) => {
    expect(["created", "invalid", "undecodable"]).toContain(createObject(manifest, kind, UID).kind);
  });
});
