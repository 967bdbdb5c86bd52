// Runs in which pods wait for claims, volumes and attachments.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../src/cluster/object-store.ts";
import { NONE } from "../../src/cluster/pod-table.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { FIXED_DELAYS, smallNode, smallPlan, smallPod, smallWorkload, type Row } from "./small-plan.ts";

const DRIVER = "csi.example.com";
const CLASS: StoredObject = {
  kind: "StorageClass",
  object: {
    metadata: { name: "fast" },
    provisioner: DRIVER,
    volumeBindingMode: "WaitForFirstConsumer",
    reclaimPolicy: "Delete",
  },
};
/** The only node takes two volumes. */
const LIMIT: StoredObject = {
  kind: "CSINode",
  object: {
    metadata: { name: "n0" },
    spec: { drivers: [{ name: DRIVER, nodeID: "n0", allocatable: { count: 2 } }] },
  },
};
const CLAIM_SPEC = {
  accessModes: ["ReadWriteOnce"],
  storageClassName: "fast",
  resources: { requests: { storage: "1Gi" } },
};

function row(volumes: readonly object[], more: Partial<Row> = {}): Row {
  return { pod: smallPod({ cpu: "100m" }, { volumes: volumes as never }), ...more };
}

function run(rows: readonly Row[], objects: readonly StoredObject[]): Simulation {
  const workload = smallWorkload("web", rows, { kind: "listed" });
  const plan = smallPlan([smallNode("n0", { cpu: "8" })], [workload], { objects, ...FIXED_DELAYS });
  const simulation = new Simulation(plan);
  simulation.run();
  return simulation;
}

/** When each pod was bound, s; undefined: never. */
function boundSeconds({ cluster: { pods } }: Simulation): readonly (number | undefined)[] {
  return Array.from({ length: pods.size }, (_, pod) =>
    pods.nodeOf(pod) === NONE && pods.boundAtUs(pod) < 0 ? undefined : Math.floor(pods.boundAtUs(pod) / 1e6),
  );
}

describe("pods with ephemeral volumes", () => {
  const scratch = [{ name: "scratch", ephemeral: { volumeClaimTemplate: { spec: CLAIM_SPEC } } }];

  it("are placed once their claims are made, and as far as the node takes volumes", () => {
    // The first is tried before its claim is there: the others go before it.
    const rows = [row(scratch), row(scratch, { lifetimeSeconds: 30 }), row(scratch)];
    const simulation = run(rows, [CLASS, LIMIT]);
    expect(boundSeconds(simulation)).toEqual([33, 1, 1]);
    expect(simulation.cluster.objects.count("PersistentVolumeClaim")).toBe(3);
    expect(simulation.cluster.objects.count("PersistentVolume")).toBe(3);
  });
});

describe("a pod that no volume was found for", () => {
  it("is tried again when others have theirs bound, and waits on if that changes nothing", () => {
    const claim = (name: string, storageClassName: string): StoredObject => ({
      kind: "PersistentVolumeClaim",
      object: { metadata: { name, namespace: "default" }, spec: { ...CLAIM_SPEC, storageClassName } },
    });
    const byHand: StoredObject = {
      kind: "StorageClass",
      object: {
        metadata: { name: "by-hand" },
        provisioner: "kubernetes.io/no-provisioner",
        volumeBindingMode: "WaitForFirstConsumer",
      },
    };
    const using = (claimName: string) => row([{ name: "data", persistentVolumeClaim: { claimName } }]);
    const objects = [CLASS, byHand, claim("a", "by-hand"), claim("b", "fast")];
    const simulation = run([using("a"), using("b")], objects);
    expect(boundSeconds(simulation)).toEqual([undefined, 1]);
    expect(simulation.cluster.pods.attemptsOf(0)).toBeGreaterThan(1);
  });
});
