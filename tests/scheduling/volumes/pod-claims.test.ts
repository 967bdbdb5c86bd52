// A pod's claims, sorted by what is left to be done about them.

import { describe, expect, it } from "vitest";

import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import { podClaims } from "../../../src/scheduling/volumes/pod-claims.ts";
import { pod } from "../../model/build-objects.ts";
import { claim, claiming, claimOf, storageClass } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "./volume-cluster.ts";

const CLASSES = [
  storageClass("slow", "x"),
  storageClass("now", "x", { volumeBindingMode: "Immediate" }),
  { metadata: { name: "modeless" }, provisioner: "x" },
];

/** Names of the claims by standing, or why the pod is refused. */
function standingOf(...claims: readonly PersistentVolumeClaim[]) {
  const cluster = new VolumeCluster().classes(...CLASSES).claims(...claims);
  const volumes = claiming(...claims.map(({ metadata }) => metadata?.name ?? ""));
  const outcome = podClaims(cluster.pod(pod({ volumes })), cluster.objects);
  if (outcome.kind === "rejected") return `${outcome.status.code}: ${outcome.status.reasons.join()}`;
  const names = (list: readonly PersistentVolumeClaim[]) => list.map(({ metadata }) => metadata?.name);
  return { bound: names(outcome.claims.bound), delayed: names(outcome.claims.delayed) };
}

const IMMEDIATE = "UnschedulableAndUnresolvable: pod has unbound immediate PersistentVolumeClaims";

describe("claims", () => {
  it("are bound, or wait for the pod", () => {
    expect(standingOf(claim("c"), claimOf("v"))).toEqual({ bound: ["claim-of-v"], delayed: ["c"] });
  });

  it.each([
    ["of a class that binds at once", claim("c", { storageClassName: "now" }), IMMEDIATE],
    ["of no class", claim("c", { storageClassName: "" }), IMMEDIATE],
    ["of a class that is not there", claim("c", { storageClassName: "gone" }), IMMEDIATE],
    ["that name a volume and are not bound to it", claim("c", { volumeName: "v" }), IMMEDIATE],
    [
      "of a class that does not say when it binds",
      claim("c", { storageClassName: "modeless" }),
      'Error: VolumeBindingMode not set for StorageClass "modeless"',
    ],
    [
      "whose volume was lost",
      { ...claim("c", { volumeName: "v" }), status: { phase: "Lost" } },
      'UnschedulableAndUnresolvable: persistentvolumeclaim "c" bound to non-existent persistentvolume "v"',
    ],
    [
      "that are being deleted",
      { ...claim("c"), metadata: { name: "c", deletionTimestamp: "2000-01-01T00:00:00Z" } },
      'UnschedulableAndUnresolvable: persistentvolumeclaim "c" is being deleted',
    ],
  ])("%s refuse the pod", (_sentence, only, expected) => {
    expect(standingOf(only)).toBe(expected);
  });

  it("that are missing refuse the pod, each kind in its own words", () => {
    const cluster = new VolumeCluster();
    const reasonsFor = (...volumes: readonly { readonly name: string }[]) => {
      const outcome = podClaims(cluster.pod(pod({ volumes })), cluster.objects);
      return outcome.kind === "rejected" ? outcome.status.reasons : [];
    };
    expect(reasonsFor(...claiming("c"))).toEqual(['persistentvolumeclaim "c" not found']);
    const scratch = { name: "scratch", ephemeral: {} };
    expect(reasonsFor(scratch)).toEqual([
      'waiting for ephemeral volume controller to create the persistentvolumeclaim "pod-scratch"',
    ]);
    cluster.claims(claim("pod-scratch"));
    expect(reasonsFor(scratch)).toEqual([
      "PVC default/pod-scratch was not created for pod default/pod (pod is not owner)",
    ]);
  });
});
