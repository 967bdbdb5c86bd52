// What the scheduler hears of claims to devices.

import { expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { ClaimEvents } from "../../../src/components/scheduler/claim-events.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { pod } from "../../model/build-objects.ts";

const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
const classId = cluster.classify(pod({ resourceClaims: [{ name: "g", resourceClaimName: "a" }] }));
const waiting = cluster.apply({ kind: "pod-created", classId, name: "p" }, SIMULATION_START).pod;

function changed(name: string, allocation?: object) {
  return {
    kind: "ResourceClaim",
    object: { metadata: { name, namespace: "default" }, status: { allocation } },
  } as never;
}

it("is nothing while nobody waits", () => {
  expect(new ClaimEvents(cluster).send(changed("a"), false)).toBe(false);
  expect(new ClaimEvents(cluster).send({ kind: "Namespace", object: {} }, true)).toBe(false);
});

it("lets pods try to enter whose claim has come, over a restore too", () => {
  const events = new ClaimEvents(cluster);
  events.keepOut(waiting);
  expect(events.send(changed("b"), false)).toBe(true);
  events.send(changed("a"), false);
  const restored = new ClaimEvents(cluster);
  restored.restore(events.snapshot());
  expect(restored.receive().entering).toEqual([]);
  expect(restored.receive().entering).toEqual([waiting]);
});

it("helps those that were refused if devices are free, or if the claim is theirs", () => {
  const events = new ClaimEvents(cluster);
  const heard = (name: string, allocation?: object) => {
    events.send(changed(name, allocation), true);
    return events.helps(waiting, events.receive().event);
  };
  expect([heard("b"), heard("b", {}), heard("a", {})]).toEqual([true, false, true]);
});
