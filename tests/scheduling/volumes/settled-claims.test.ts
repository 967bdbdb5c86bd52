// Claims and volumes before the first pod is looked at.

import { describe, expect, it } from "vitest";

import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import { settledClaim, settledObjects } from "../../../src/scheduling/volumes/settled-claims.ts";
import { claim, claimOf, storageClass, volume } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "./volume-cluster.ts";

const CLASSES = [
  storageClass("slow", "x"),
  storageClass("now", "x", { volumeBindingMode: "Immediate" }),
  storageClass("by-hand", "kubernetes.io/no-provisioner", { volumeBindingMode: "Immediate" }),
];

/** The volume that the only claim is bound to in the end; undefined if it waits. */
function volumeOf(only: PersistentVolumeClaim, ...volumes: readonly ReturnType<typeof volume>[]) {
  const cluster = new VolumeCluster()
    .classes(...CLASSES)
    .claims(only)
    .volumes(...volumes);
  cluster.store(...settledObjects(cluster.cluster));
  return cluster.objects.claim("default", only.metadata!.name!)?.spec?.volumeName;
}

const ofClass = (name: string, storage: string, storageClassName: string) =>
  volume(name, storage, { storageClassName });

describe("a claim", () => {
  it.each([
    ["that waits for a pod goes on waiting", claim("c"), [volume("v", "1Gi")], undefined],
    [
      "of a volume's own is bound even so",
      claim("c"),
      [volume("v", "1Gi", { claimRef: { namespace: "default", name: "c" } })],
      "v",
    ],
    [
      "of a class that binds at once gets the smallest volume",
      claim("c", { storageClassName: "now" }),
      [ofClass("large", "5Gi", "now"), ofClass("small", "2Gi", "now")],
      "small",
    ],
    ["has one made if there is none", claim("c", { storageClassName: "now" }), [], "pvc-default-c"],
    ["whose volumes are made by hand waits for them", claim("c", { storageClassName: "by-hand" }), [], undefined],
    ["without a class gets a volume without one", claim("c", { storageClassName: "" }), [ofClass("v", "1Gi", "")], "v"],
    ["that names a volume gets it", claim("c", { volumeName: "v" }), [volume("v", "1Gi")], "v"],
  ])("%s", (_sentence, only, volumes, expected) => {
    expect(volumeOf(only, ...volumes)).toBe(expected);
  });

  it("that comes later is bound as well, if it waits for no pod", () => {
    const [now, later] = [claim("a", { storageClassName: "now" }), claim("b", { storageClassName: "slow" })];
    const { cluster } = new VolumeCluster().classes(...CLASSES).claims(now, later);
    expect(settledClaim(later, cluster)).toEqual([]);
    expect(settledClaim(now, cluster)).toMatchObject([
      { kind: "PersistentVolume", object: { metadata: { name: "pvc-default-a" }, status: { phase: "Bound" } } },
      { kind: "PersistentVolumeClaim", object: { spec: { volumeName: "pvc-default-a" }, status: { phase: "Bound" } } },
    ]);
  });

  it("does not get what another one has", () => {
    const cluster = new VolumeCluster()
      .classes(...CLASSES)
      .claims(claim("a", { storageClassName: "by-hand" }), claim("b", { storageClassName: "by-hand" }))
      .volumes(ofClass("v", "1Gi", "by-hand"));
    cluster.store(...settledObjects(cluster.cluster));
    expect(cluster.objects.claim("default", "a")?.status?.phase).toBe("Bound");
    expect(cluster.objects.claim("default", "b")?.status?.phase).toBe("Pending");
  });
});

describe("a volume", () => {
  it("that nobody has is available, and what is settled stays so", () => {
    const fresh = { ...volume("v", "1Gi"), status: {} };
    const cluster = new VolumeCluster().volumes(fresh, volume("w", "1Gi")).claims(claimOf("w"));
    cluster.store(...settledObjects(cluster.cluster));
    expect(cluster.objects.volume("v")?.status?.phase).toBe("Available");
    expect(settledObjects(cluster.cluster)).toEqual([]);
  });
});
