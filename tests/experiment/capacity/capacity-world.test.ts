// A world of its own: what is tried in it leaves no trace after it begins anew, and lost nodes give their pods up.

import { describe, expect, it } from "vitest";

import { fill } from "../../../src/experiment/capacity/fill.ts";
import { deployment, POOL, questionOf, worldOf } from "./small-worlds.ts";

const EPHEMERAL = `volumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } } } } }]`;
const DAEMON = `apiVersion: v1
kind: Pod
metadata: { name: agent, ownerReferences: [{ apiVersion: apps/v1, kind: DaemonSet, name: agent, uid: u, controller: true }] }
spec: { containers: [{ name: c, image: i }] }
`;

const HIGH = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: high }
value: 100
`;

describe("a world", () => {
  it("begins anew as it began", () => {
    const { world, wish } = worldOf(
      questionOf({ pools: [POOL], manifests: deployment("old", 3, "cpu: 1") }, deployment("web", 1, "cpu: 500m")),
    );
    const before = world.cluster.snapshot();
    const first = fill(world, wish);
    world.reset();
    for (const node of world.cluster.nodeOrder.slice(0, 2)) world.lose([node]);
    world.reset();
    expect(world.cluster.snapshot()).toEqual(before);
    expect(fill(world, wish)).toEqual(first);
  });

  it("gives up the pods of lost nodes by priority, and not those that belong to the node", () => {
    const high = deployment("vip", 1, "cpu: 1", "priorityClassName: high");
    const manifests = [deployment("old", 2, "cpu: 1"), high, DAEMON, HIGH].join("---\n");
    const { world } = worldOf(questionOf({ pools: [POOL], manifests }, deployment("web", 1, "cpu: 1")));
    const displaced = world.lose([...world.cluster.nodeOrder]);
    expect(displaced.map(({ name }) => name.replace(/-.*/, ""))).toEqual(["vip", "old", "old"]);
    expect(world.cluster.nodes.size).toBe(0);
    expect(world.offer(displaced[0]!.classId, "vip")).toEqual({
      kind: "not-placed",
      plugin: null,
      message: "no nodes available to schedule pods",
    });
  });

  it("has the claims made that a pod brings along, and bound where it goes", () => {
    const { world, wish } = worldOf(questionOf({ pools: [POOL] }, deployment("web", 1, "cpu: 2", EPHEMERAL)));
    expect(fill(world, wish).more).toBe(6);
    const claims = [...world.cluster.objects.list("PersistentVolumeClaim")];
    expect(claims).toHaveLength(6);
    expect(claims.every(({ spec }) => spec?.volumeName !== undefined)).toBe(true);
    world.reset();
    expect([...world.cluster.objects.list("PersistentVolumeClaim")]).toEqual([]);
    expect(fill(world, wish).more).toBe(6);
  });
});
