// Objects that scheduling looks up: services, budgets, claims, and the owners of pods.

import { describe, expect, it } from "vitest";

import { readTexts } from "../reading.ts";

const object = (apiVersion: string, kind: string, name: string, rest = ""): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}\n---\n`;

function storedOf(text: string) {
  return readTexts(text).content.objects.map(({ stored }) => stored);
}

describe("objects that are looked up", () => {
  it("are kept with their defaults, and without what every object has", () => {
    const [service] = storedOf(
      object("v1", "Service", "web", "spec: { selector: { app: web }, ports: [{ port: 80 }] }"),
    );
    expect(service).toMatchObject({
      kind: "Service",
      object: { metadata: { name: "web", namespace: "default" }, spec: { selector: { app: "web" } } },
    });
    expect(Object.keys(service!.object)).toEqual(["metadata", "spec"]);
  });

  it("have a uid, by which claims and volumes find each other", () => {
    const uids = storedOf(
      object("v1", "PersistentVolumeClaim", "a", CLAIM) + object("v1", "PersistentVolumeClaim", "b", CLAIM),
    ).map((stored) => stored.object.metadata?.uid);
    expect(new Set(uids).size).toBe(2);
    expect(uids.every((uid) => uid !== undefined && uid !== "")).toBe(true);
  });

  it("are of these kinds", () => {
    const kinds = storedOf(
      object("v1", "Namespace", "team") +
        object("policy/v1", "PodDisruptionBudget", "p", "spec: { minAvailable: 1 }") +
        object("storage.k8s.io/v1", "StorageClass", "fast", "provisioner: example.com/disk") +
        object("storage.k8s.io/v1", "CSIDriver", "csi.example.com", "spec: { attachRequired: true }") +
        object("storage.k8s.io/v1", "CSINode", "n1", "spec: { drivers: [] }") +
        object("storage.k8s.io/v1", "CSIStorageCapacity", "c", "storageClassName: fast") +
        object("storage.k8s.io/v1", "VolumeAttachment", "a", ATTACHMENT),
    ).map(({ kind }) => kind);
    expect(kinds).toEqual([
      "Namespace",
      "PodDisruptionBudget",
      "StorageClass",
      "CSIDriver",
      "CSINode",
      "CSIStorageCapacity",
      "VolumeAttachment",
    ]);
  });
});

const ATTACHMENT = "spec: { attacher: csi.example.com, nodeName: n1, source: { persistentVolumeName: v } }";
const CLAIM = "spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }";

describe("a Deployment", () => {
  it("brings the ReplicaSet that owns its pods, with the label of its revision in the selector", () => {
    const template = "template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: c, image: i }] } }";
    const { content } = readTexts(
      object("apps/v1", "Deployment", "web", `spec: { selector: { matchLabels: { app: web } }, ${template} }`),
    );
    const [{ metadata }] = content.pods.templates as [(typeof content.pods.templates)[number]];
    const owner = metadata.ownerReferences![0]!;
    expect(content.objects).toHaveLength(1);
    expect(content.objects[0]!.stored).toMatchObject({
      kind: "ReplicaSet",
      object: { metadata: { name: owner.name }, spec: { selector: { matchLabels: metadata.labels } } },
    });
  });
});
