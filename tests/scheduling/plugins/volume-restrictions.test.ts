// VolumeRestrictions: disks that cannot be shared, and claims for one pod only.

import { describe, expect, it } from "vitest";

import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Volume } from "../../../src/model/objects.ts";
import { LiveNode, podViewOf } from "../../../src/scheduling/framework/node-view.ts";
import { volumeRestrictions } from "../../../src/scheduling/plugins/volume-restrictions.ts";
import { pod } from "../../model/build-objects.ts";
import { claim, claiming } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "../volumes/volume-cluster.ts";

const DISK: Volume = { name: "v", gcePersistentDisk: { pdName: "a" } };
const EXCLUSIVE = claim("only", { accessModes: ["ReadWriteOncePod"] });

describe("a disk", () => {
  it("cannot be mounted where another pod has it", () => {
    const cluster = new VolumeCluster();
    cluster.place(pod({ volumes: [DISK] }), "n1");
    expect(cluster.filter(volumeRestrictions, pod({ volumes: [DISK] }))).toEqual({
      n1: "Unschedulable: node(s) had no available disk",
      n2: "Success",
    });
  });
});

describe("a claim for one pod only", () => {
  const held = (version: KubernetesVersion = "1.36") => {
    const cluster = new VolumeCluster(undefined, version).claims(EXCLUSIVE, claim("shared"));
    const holder = cluster.place(pod({ volumes: claiming("only") }), "n1");
    return { cluster, holder };
  };
  const wanted = pod({ volumes: claiming("only") });

  it.each([
    [
      "1.36",
      "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
    ],
    ["1.33", "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"],
  ] as const)("is refused on every node while it is held, at %s", (version, reason) => {
    const refusal = `Unschedulable: ${reason}`;
    expect(held(version).cluster.filter(volumeRestrictions, wanted)).toEqual({ n1: refusal, n2: refusal });
  });

  it("is free if its holder goes, which a preemption may try", () => {
    const { cluster, holder } = held();
    const plugin = cluster.plugin(volumeRestrictions);
    const asked = cluster.pod(wanted);
    for (const prepared of [plugin.preFilter!(asked), plugin.incremental!.preFilter!(asked)]) {
      if (prepared.kind !== "ready") throw new Error("it is held");
      const node = new LiveNode(cluster.cluster, 0);
      const state = plugin.cloneState!(prepared.state);
      plugin.removePod!(state, asked, podViewOf(cluster.cluster, holder), node);
      expect(plugin.filter!(asked, node, state).code).toBe("Success");
      plugin.addPod!(state, asked, podViewOf(cluster.cluster, holder), node);
      expect(plugin.filter!(asked, node, state).code).toBe("Unschedulable");
      expect(plugin.incremental!.admits!(asked, 0, prepared.state)).toBe(false);
    }
  });

  it("is looked at no further while nobody holds it", () => {
    const cluster = new VolumeCluster().claims(EXCLUSIVE);
    expect(cluster.plugin(volumeRestrictions).preFilter!(cluster.pod(wanted)).kind).toBe("skip");
  });
});

it("a claim that is missing refuses the pod at once", () => {
  const cluster = new VolumeCluster();
  const outcome = cluster.plugin(volumeRestrictions).preFilter!(cluster.pod(pod({ volumes: claiming("gone") })));
  expect(outcome).toEqual({
    kind: "rejected",
    status: { code: "UnschedulableAndUnresolvable", reasons: ['persistentvolumeclaim "gone" not found'] },
  });
});

it("without its preparation the filter fails", () => {
  const cluster = new VolumeCluster();
  const status = cluster.plugin(volumeRestrictions).filter!(
    cluster.pod(pod()),
    new LiveNode(cluster.cluster, 0),
    undefined,
  );
  expect(status).toEqual({ code: "Error", reasons: ['cannot read "PreFilterVolumeRestrictions" from cycleState'] });
});
