// Names and classes of pods that controllers create.

import { describe, expect, it } from "vitest";

import { ClusterState } from "../../../../src/cluster/cluster-state.ts";
import type { Write } from "../../../../src/components/controllers/controller.ts";
import { CreatedPods, type PodDoor, type QuotaDoor } from "../../../../src/components/controllers/run/created-pods.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import { pod } from "../../../model/build-objects.ts";
import { ROOM } from "./small-world.ts";

const OWNER = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "u", controller: true };
const TEMPLATE = pod();
const CREATION = { verb: "create-pod", namespace: "x", template: TEMPLATE, owner: OWNER } as const satisfies Write;

function created(
  changes: Partial<PodDoor> = {},
  quotas: QuotaDoor = ROOM,
): { readonly pods: CreatedPods; readonly admitted: string[] } {
  const admitted: string[] = [];
  const door: PodDoor = {
    admit: (one) => {
      admitted.push(one.metadata.name);
      return { pod: one };
    },
    ...changes,
  };
  return { pods: new CreatedPods(new ClusterState(VERSION_BEHAVIOUR["1.36"]), door, quotas), admitted };
}

describe("pods of one template", () => {
  it("are admitted once, and share their class", () => {
    const { pods, admitted } = created();
    expect([pods.classOf(CREATION, "a"), pods.classOf(CREATION, "b")]).toEqual([
      { kind: "admitted", classId: 0 },
      { kind: "admitted", classId: 0 },
    ]);
    expect(admitted).toEqual(["a"]);
  });

  it("are of another class where one has something of its own", () => {
    const { pods } = created();
    pods.classOf(CREATION, "a");
    expect(pods.classOf({ ...CREATION, own: { pinnedTo: "n1" } }, "b")).toEqual({ kind: "admitted", classId: 1 });
  });

  it("are refused by admission for good, and by quotas as long as these are full", () => {
    const refusal = { plugin: "LimitRanger", message: "too much" };
    expect(created({ admit: () => ({ refusal }) }).pods.classOf(CREATION, "a")).toEqual({
      kind: "refused",
      message: "too much",
    });
    let isFull = true;
    const { pods } = created({}, { ...ROOM, refusalOf: () => (isFull ? "exceeded quota" : undefined) });
    expect(pods.classOf(CREATION, "a").kind).toBe("refused");
    isFull = false;
    expect(pods.classOf(CREATION, "a").kind).toBe("admitted");
  });
});

describe("generated names", () => {
  it("are all different, the same in every run, and go on after a snapshot", () => {
    const [first, second] = [created().pods, created().pods];
    const names = Array.from({ length: 50 }, () => first.nameFor("x", "web-"));
    expect(new Set(names).size).toBe(50);
    expect(Array.from({ length: 50 }, () => second.nameFor("x", "web-"))).toEqual(names);
    const third = created().pods;
    third.restore(first.snapshot());
    expect(third.nameFor("x", "web-")).toBe(first.nameFor("x", "web-"));
  });
});
