// When quotas are counted anew, and what is written of them.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { WatchEvent } from "../../../../src/components/controllers/controller.ts";
import { RESOURCE_QUOTA_CONTROLLER } from "../../../../src/components/controllers/resource-quota/resource-quota-controller.ts";
import { fakeView, livePod, play } from "../fake-view.ts";

function quota(hard: Readonly<Record<string, string>>, used?: Readonly<Record<string, string>>): StoredObject {
  const metadata = { name: "team", namespace: "default" };
  const status = used === undefined ? {} : { status: { hard, used } };
  return { kind: "ResourceQuota", object: { metadata, spec: { hard }, ...status } };
}

const PODS = quota({ pods: "5" }, { pods: "2" });
const KEY = "default/team";

function keysAfter(event: WatchEvent, stored: readonly StoredObject[] = [PODS], nowUs = 0) {
  return RESOURCE_QUOTA_CONTROLLER.create().keysAfter(event, fakeView({ stored, nowUs }));
}

describe("a quota is counted anew", () => {
  it("when a pod is gone or over, and not when one comes", () => {
    const pod = livePod({ name: "a" });
    expect(keysAfter({ type: "deleted", kind: "Pod", pod })).toEqual([{ key: KEY }]);
    const over = livePod({ name: "a", phase: "Succeeded" });
    expect(keysAfter({ type: "updated", kind: "Pod", pod: over })).toEqual([{ key: KEY }]);
    expect(keysAfter({ type: "updated", kind: "Pod", pod })).toEqual([]);
    expect(keysAfter({ type: "added", kind: "Pod", pod })).toEqual([]);
  });

  it("at the next round of five minutes when a pod has not gone in its time", () => {
    const pod = livePod({ name: "a", isDeleted: true });
    // Its time is over at 30 s, and its grace once more at 60 s.
    expect(keysAfter({ type: "updated", kind: "Pod", pod }, [PODS], 10e6)).toEqual([{ key: KEY, afterUs: 290e6 }]);
  });

  it("when an object goes of which it limits the number", () => {
    const service: StoredObject = { kind: "Service", object: { metadata: { name: "s", namespace: "default" } } };
    const event: WatchEvent = { type: "deleted", kind: "Service", stored: service };
    expect(keysAfter(event)).toEqual([]);
    expect(keysAfter(event, [quota({ "count/services": "3" })])).toEqual([{ key: KEY }]);
  });

  it("when it comes or limits something else, and not when its use changes", () => {
    const asUpdated = (stored: StoredObject, before: StoredObject): WatchEvent => {
      return { type: "updated", kind: "ResourceQuota", stored, before };
    };
    expect(keysAfter({ type: "added", kind: "ResourceQuota", stored: PODS })).toEqual([{ key: KEY }]);
    expect(keysAfter(asUpdated(quota({ pods: "5" }, { pods: "3" }), PODS))).toEqual([]);
    expect(keysAfter(asUpdated(quota({ pods: "6" }, { pods: "2" }), PODS))).toEqual([{ key: KEY }]);
  });

  it("and not where there is none", () => {
    expect(keysAfter({ type: "deleted", kind: "Pod", pod: livePod({ name: "a" }) }, [])).toEqual([]);
  });
});

describe("what is written of it", () => {
  const pods = [
    livePod({ name: "a" }),
    livePod({ name: "b", phase: "Failed" }),
    livePod({ name: "c", isDeleted: true }),
  ];

  it("is what live pods take, those on their way out among them until their time is over", () => {
    const sync = (nowUs: number) => {
      const view = fakeView({ stored: [PODS], pods, nowUs });
      return play(RESOURCE_QUOTA_CONTROLLER.create().sync(view, KEY));
    };
    expect(sync(0).writes).toEqual([]);
    expect(sync(61e6).writes).toMatchObject([
      { verb: "updateStatus", stored: { object: { status: { used: { pods: "1" } } } } },
    ]);
  });

  it("is looked at again in the round in which the next of them counts no longer", () => {
    const sync = (nowUs: number) =>
      play(RESOURCE_QUOTA_CONTROLLER.create().sync(fakeView({ stored: [PODS], pods, nowUs }), KEY)).value;
    expect([sync(10e6), sync(61e6)]).toEqual([{ kind: "done", afterUs: 290e6 }, { kind: "done" }]);
  });

  it("is nothing where the quota is gone", () => {
    expect(play(RESOURCE_QUOTA_CONTROLLER.create().sync(fakeView({}), KEY)).writes).toEqual([]);
  });
});
