// VolumeZone: labels of volumes say where pods may go.

import { describe, expect, it } from "vitest";

import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { volumeZone } from "../../../src/scheduling/plugins/volume-zone.ts";
import { pod } from "../../model/build-objects.ts";
import { claim, claiming, claimOf, storageClass, volume } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "../volumes/volume-cluster.ts";

const ZONE = "topology.kubernetes.io/zone";

describe("a pod", () => {
  const cluster = new VolumeCluster()
    .claims(claimOf("zonal"), claimOf("free"))
    .volumes(volume("zonal", "1Gi", {}, { [ZONE]: "a" }), volume("free", "1Gi"));

  it("goes to the zone of its volume", () => {
    const wanted = pod({ volumes: claiming("claim-of-zonal") });
    const expected = { n1: "Success", n2: "UnschedulableAndUnresolvable: node(s) had no available volume zone" };
    expect(cluster.filter(volumeZone, wanted)).toEqual(expected);
    const plugin = cluster.plugin(volumeZone);
    const unprepared = cluster.byNode((node) => plugin.filter!(cluster.pod(wanted), node, undefined).code);
    expect(unprepared).toEqual({ n1: "Success", n2: "UnschedulableAndUnresolvable" });
  });

  it("goes anywhere with a volume without zone", () => {
    const wanted = cluster.pod(pod({ volumes: claiming("claim-of-free") }));
    expect(cluster.plugin(volumeZone).preFilter!(wanted).kind).toBe("skip");
  });
});

describe("a claim", () => {
  const reasonAgainst = (only: PersistentVolumeClaim | undefined) => {
    const cluster = new VolumeCluster().classes(
      storageClass("slow", "x"),
      storageClass("now", "x", { volumeBindingMode: "Immediate" }),
      { metadata: { name: "modeless" }, provisioner: "x" },
    );
    if (only !== undefined) cluster.claims(only);
    const outcome = cluster.plugin(volumeZone).preFilter!(
      cluster.pod(pod({ volumes: claiming(only?.metadata?.name ?? "gone") })),
    );
    return outcome.kind === "rejected" ? outcome.status.reasons.join() : outcome.kind;
  };

  it.each([
    ["that waits for the pod is passed over", claim("c"), "skip"],
    ["that is missing refuses it", undefined, 'persistentvolumeclaim "gone" not found'],
    ["without a name refuses it", claim(""), "PersistentVolumeClaim had no name"],
    [
      "without volume and class refuses it",
      claim("c", { storageClassName: "" }),
      "PersistentVolumeClaim had no pv name and storageClass name",
    ],
    [
      "of a class that is missing refuses it",
      claim("c", { storageClassName: "gone" }),
      'storageclass.storage.k8s.io "gone" not found',
    ],
    [
      "of a class that does not say when it binds refuses it",
      claim("c", { storageClassName: "modeless" }),
      'VolumeBindingMode not set for StorageClass "modeless"',
    ],
    ["that should be bound refuses it", claim("c", { storageClassName: "now" }), "PersistentVolume had no name"],
    ["whose volume is missing refuses it", claimOf("gone"), 'persistentvolume "gone" not found'],
  ])("%s", (_sentence, only, expected) => {
    expect(reasonAgainst(only)).toBe(expected);
  });

  it("refuses on the node, too, where nobody asked before", () => {
    const cluster = new VolumeCluster();
    const asked = cluster.pod(pod({ volumes: claiming("gone") }));
    const status = cluster.plugin(volumeZone).filter!(asked, new LiveNode(cluster.cluster, 0), undefined);
    expect(status.code).toBe("UnschedulableAndUnresolvable");
  });
});
