// Structs that stand inside others in Go and not in JSON: the decoder's errors and the dump of templates name them.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import type { StructType } from "./api-type.ts";

/** A struct in Go that JSON writes as if its fields were those of the struct around it. */
export interface EmbeddedStruct {
  /** Without its package, as its field is called. */
  readonly goName: string;
  /** JSON names, one after the other in the struct around it. */
  readonly holds: (name: string) => boolean;
}

const LOCAL_OBJECT_REFERENCE: EmbeddedStruct = { goName: "LocalObjectReference", holds: (name) => name === "name" };

const OWN_FIELDS_OF_PERSISTENT_VOLUMES: ReadonlySet<string> = new Set([
  "capacity",
  "accessModes",
  "claimRef",
  "persistentVolumeReclaimPolicy",
  "storageClassName",
  "mountOptions",
  "volumeMode",
  "nodeAffinity",
  "volumeAttributesClassName",
]);

const EMBEDDED: ReadonlyMap<string, EmbeddedStruct> = new Map([
  ["v1.ConfigMapEnvSource", LOCAL_OBJECT_REFERENCE],
  ["v1.ConfigMapKeySelector", LOCAL_OBJECT_REFERENCE],
  ["v1.ConfigMapProjection", LOCAL_OBJECT_REFERENCE],
  ["v1.ConfigMapVolumeSource", LOCAL_OBJECT_REFERENCE],
  ["v1.SecretEnvSource", LOCAL_OBJECT_REFERENCE],
  ["v1.SecretKeySelector", LOCAL_OBJECT_REFERENCE],
  ["v1.SecretProjection", LOCAL_OBJECT_REFERENCE],
  [
    "v1.EphemeralContainer",
    { goName: "EphemeralContainerCommon", holds: (name: string) => name !== "targetContainerName" },
  ],
  [
    "v1.PersistentVolumeSpec",
    { goName: "PersistentVolumeSource", holds: (name: string) => !OWN_FIELDS_OF_PERSISTENT_VOLUMES.has(name) },
  ],
  [
    "v1.Probe",
    { goName: "ProbeHandler", holds: (name: string) => ["exec", "httpGet", "tcpSocket", "grpc"].includes(name) },
  ],
  ["v1.Volume", { goName: "VolumeSource", holds: (name: string) => name !== "name" }],
]);

/** The struct that is embedded in this one, if there is one. */
export function embeddedStruct({ goType }: StructType): EmbeddedStruct | undefined {
  return EMBEDDED.get(goType);
}
