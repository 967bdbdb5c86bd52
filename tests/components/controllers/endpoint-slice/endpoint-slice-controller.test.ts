// The EndpointSlice controller as a whole.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { WatchEvent } from "../../../../src/components/controllers/controller.ts";
import { ENDPOINT_SLICE_CONTROLLER } from "../../../../src/components/controllers/endpoint-slice/endpoint-slice-controller.ts";
import { MANAGED_BY_LABEL, MANAGER } from "../../../../src/components/controllers/endpoint-slice/service-slices.ts";
import { SERVICE_NAME_LABEL } from "../../../../src/model/api/types/endpoint-slice.ts";
import type { Service } from "../../../../src/model/api/types/service.ts";
import { fakeView, play, type FakeWorld } from "../fake-view.ts";
import { KEY, NODE, serviceOf, webPod } from "./build-services.ts";

function stored(service: Service): StoredObject {
  return { kind: "Service", object: service };
}

function sliceNamed(name: string, labels: Readonly<Record<string, string>> = {}): StoredObject {
  const own = { [SERVICE_NAME_LABEL]: "web", [MANAGED_BY_LABEL]: MANAGER, ...labels };
  return {
    kind: "EndpointSlice",
    object: { metadata: { name, namespace: "default", uid: `uid-${name}`, generation: 1, labels: own } },
  };
}

function after(event: WatchEvent) {
  return ENDPOINT_SLICE_CONTROLLER.create().keysAfter(event, fakeView({ stored: [stored(serviceOf())] }));
}

function sync(world: FakeWorld, refusals = {}) {
  return play(ENDPOINT_SLICE_CONTROLLER.create().sync(fakeView({ nodes: [NODE], ...world }), KEY), refusals);
}

describe("a Service", () => {
  it("is looked at when it changes", () => {
    expect(after({ type: "updated", kind: "Service", stored: stored(serviceOf()) })).toEqual([{ key: KEY }]);
  });

  it("is looked at when a pod comes or goes, or changes as an endpoint", () => {
    const update = (before: LivePod, pod: LivePod) => {
      const controller = ENDPOINT_SLICE_CONTROLLER.create();
      const view = fakeView({ stored: [stored(serviceOf())], pods: [before], nodes: [NODE] });
      play(controller.sync(view, KEY));
      return controller.keysAfter({ type: "updated", kind: "Pod", pod }, view);
    };
    const pod = webPod(1);
    expect(after({ type: "added", kind: "Pod", pod })).toEqual([{ key: KEY }]);
    expect(update(pod, pod)).toEqual([]);
    expect(update(webPod(1, { readySinceUs: undefined }), pod)).toEqual([{ key: KEY }]);
    expect(update(pod, webPod(1, { isDeleted: true }))).toEqual([{ key: KEY }]);
    expect(update(webPod(1, { phase: "Pending" }), pod)).toEqual([{ key: KEY }]);
    expect(update(webPod(1, { labels: { app: "api" } }), pod)).toEqual([{ key: KEY }]);
    expect(update(pod, webPod(1, { labels: { app: "api" } }))).toEqual([{ key: KEY }]);
    expect(after({ type: "added", kind: "Pod", pod: webPod(1, { labels: { app: "api" } }) })).toEqual([]);
  });

  it("is looked at a second after somebody else changed its slices", () => {
    const later = [{ key: KEY, afterUs: 1_000_000 }];
    const slice = sliceNamed("web-1");
    expect(after({ type: "added", kind: "EndpointSlice", stored: slice })).toEqual(later);
    expect(after({ type: "deleted", kind: "EndpointSlice", stored: slice })).toEqual([]);
    const own = sliceNamed("mine", { [MANAGED_BY_LABEL]: "me" });
    expect(after({ type: "added", kind: "EndpointSlice", stored: own })).toEqual([]);
    expect(after({ type: "updated", kind: "EndpointSlice", stored: own, before: slice })).toEqual(later);
    const moved = sliceNamed("web-1", { [SERVICE_NAME_LABEL]: "api" });
    expect(after({ type: "updated", kind: "EndpointSlice", stored: moved, before: slice })).toEqual([
      { key: "default/api", afterUs: 1_000_000 },
      ...later,
    ]);
  });

  it("gets the first slices of each type of addresses, whatever becomes of those of others", () => {
    const dual = serviceOf({ ipFamilies: ["IPv4", "IPv6"] });
    const refused = { kind: "refused", reason: "InternalError", message: "no" } as const;
    const { writes, value } = sync({ stored: [stored(dual)], pods: [webPod(1)] }, { "create EndpointSlice/": refused });
    expect(writes.filter(({ verb }) => verb === "create")).toMatchObject([
      { stored: { object: { addressType: "IPv4", endpoints: [{ addresses: ["10.0.0.1"] }] } } },
      { stored: { object: { addressType: "IPv6", endpoints: [] } } },
    ]);
    expect(value).toMatchObject({ kind: "failed" });
  });

  it("gets slices of its pods", () => {
    const { writes, value } = sync({ stored: [stored(serviceOf())], pods: [webPod(1), webPod(2, { labels: {} })] });
    expect(writes).toMatchObject([
      { verb: "create", stored: { kind: "EndpointSlice", object: { endpoints: [{ addresses: ["10.0.0.1"] }] } } },
    ]);
    expect(value).toEqual({ kind: "done" });
  });

  it("without a selector, or by another name, gets none", () => {
    const { selector: _selector, ...spec } = serviceOf().spec!;
    expect(sync({ stored: [stored({ ...serviceOf(), spec })] }).told).toEqual([]);
    expect(sync({ stored: [stored(serviceOf({ type: "ExternalName" }))] }).told).toEqual([]);
    expect(sync({}).told).toEqual([]);
  });

  it("is tried again after a refusal, which is told", () => {
    const refusals = { "create EndpointSlice/": { kind: "refused", reason: "Forbidden", message: "no" } };
    const { told, value } = sync({ stored: [stored(serviceOf())] }, refusals);
    expect(told).toEqual(["create EndpointSlice/", "event FailedToUpdateEndpointSlices"]);
    expect(value).toEqual({
      kind: "failed",
      message: "failed to create EndpointSlice for Service default/web: no",
    });
  });

  it("that is going gets no new slices", () => {
    const going = { ...serviceOf(), metadata: { ...serviceOf().metadata, deletionTimestamp: "1970-01-01T00:00:00Z" } };
    expect(sync({ stored: [stored(going)], pods: [webPod(1)] }).told).toEqual([]);
  });
});
