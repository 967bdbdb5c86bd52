// What makes a Deployment worth a look.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { ControllerView, WatchEvent } from "../../../../src/components/controllers/controller.ts";
import { DEPLOYMENT_CONTROLLER } from "../../../../src/components/controllers/deployment/deployment-controller.ts";
import type { Deployment, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { fakeView, livePod, ownedBy, play } from "../fake-view.ts";
import { deployment, replicaSet, viewOf } from "./build-deployments.ts";

const WEB = deployment();
const VIEW = viewOf(WEB);
const OWN = replicaSet("web-a");

function orphan(change: ReplicaSet["metadata"] = {}): ReplicaSet {
  const { ownerReferences: _, ...metadata } = OWN.metadata ?? {};
  return { ...OWN, metadata: { ...metadata, ...change } };
}

function keys(event: WatchEvent, view: ControllerView = VIEW): readonly string[] {
  return DEPLOYMENT_CONTROLLER.create()
    .keysAfter(event, view)
    .map(({ key }) => key);
}

function told(type: WatchEvent["type"], object: ReplicaSet, before?: ReplicaSet): WatchEvent {
  return {
    type,
    kind: "ReplicaSet",
    stored: { kind: "ReplicaSet", object },
    ...(before === undefined ? {} : { before: { kind: "ReplicaSet", object: before } as const }),
  };
}

describe("a Deployment is worth a look", () => {
  it("whenever it changes itself", () => {
    const event: WatchEvent = { type: "updated", kind: "Deployment", stored: { kind: "Deployment", object: WEB } };
    expect(keys(event)).toEqual(["default/web"]);
    expect(keys({ type: "added", kind: "Node", node: { metadata: { name: "n1" } } })).toEqual([]);
    expect(keys({ type: "added", kind: "Service", stored: { kind: "Service", object: {} } })).toEqual([]);
  });

  it("whenever a ReplicaSet of it does", () => {
    for (const type of ["added", "updated", "deleted"] as const) expect(keys(told(type, OWN))).toEqual(["default/web"]);
  });

  it("when it loses a ReplicaSet, and may adopt it", () => {
    expect(keys(told("updated", orphan(), OWN))).toEqual(["default/web", "default/web"]);
    expect(keys(told("updated", orphan({ labels: { app: "other" } }), OWN))).toEqual(["default/web"]);
  });

  it("when it may adopt one that has come or that has other labels, and not for one that goes", () => {
    expect(keys(told("added", orphan()))).toEqual(["default/web"]);
    expect(keys(told("updated", orphan(), orphan({ labels: { app: "other" } })))).toEqual(["default/web"]);
    expect(keys(told("updated", orphan(), orphan()))).toEqual([]);
    expect(keys(told("deleted", orphan()))).toEqual([]);
  });

  it("not for a ReplicaSet of one of the same name that is gone", () => {
    const owner = { ...ownedBy("Deployment", "web"), uid: "uid-before" };
    expect(keys(told("added", orphan({ ownerReferences: [owner] })))).toEqual([]);
  });
});

describe("the end of a pod", () => {
  const pod = livePod({ name: "web-a-1", owner: ownedBy("ReplicaSet", "web-a") });

  function afterEnd(
    strategy: string,
    left: readonly LivePod[],
    type: WatchEvent["type"] = "deleted",
  ): readonly string[] {
    const own: Deployment = deployment({ strategy: { type: strategy } });
    return keys({ type, kind: "Pod", pod }, viewOf(own, [OWN], { pods: left }));
  }

  it("matters to one that recreates when it was the last", () => {
    expect(afterEnd("Recreate", [])).toEqual(["default/web"]);
    expect(afterEnd("Recreate", [livePod({ name: "web-a-2", owner: ownedBy("ReplicaSet", "web-a") })])).toEqual([]);
  });

  it("does not matter to others, and no other change of a pod does", () => {
    expect(afterEnd("RollingUpdate", [])).toEqual([]);
    expect(afterEnd("Recreate", [], "updated")).toEqual([]);
    expect(keys({ type: "deleted", kind: "Pod", pod: livePod({ name: "free" }) })).toEqual([]);
    expect(keys({ type: "deleted", kind: "Pod", pod })).toEqual([]);
  });
});

it("has nothing to do for one that is gone", () => {
  expect(play(DEPLOYMENT_CONTROLLER.create().sync(fakeView({}), "default/web")).told).toEqual([]);
  expect(play(DEPLOYMENT_CONTROLLER.create().sync(VIEW, "default/web")).told).not.toEqual([]);
});

it("gives up after fifteen failures in a row", () => {
  expect(DEPLOYMENT_CONTROLLER.create().retries).toMatchObject({ attemptsMax: 15, baseUs: 5_000 });
});
