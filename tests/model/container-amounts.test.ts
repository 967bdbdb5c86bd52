// Containers together: sidecars, init containers, and what a resize makes of their requests.

import { describe, expect, it } from "vitest";

import {
  containersTogether,
  effectiveAmounts,
  effectiveLimits,
  effectiveRequests,
  withDefaults,
  WRITTEN_LIMITS,
  WRITTEN_REQUESTS,
  type ContainerView,
  type SizedContainers,
} from "../../src/model/container-amounts.ts";
import type { PodStatus } from "../../src/model/objects.ts";
import { readResourceList, writtenResourceList } from "../../src/model/resource-list.ts";

function together(spec: SizedContainers, view: ContainerView) {
  return writtenResourceList(containersTogether(spec, view));
}

const asking = (cpu: string) => ({
  name: "main",
  resources: { requests: { cpu }, limits: { cpu: "9", memory: "1Gi" } },
});
const sidecar = (cpu: string) => ({ ...asking(cpu), name: "sidecar", restartPolicy: "Always" });

describe("containers together", () => {
  it("are their sum, by requests or by limits", () => {
    const two = { containers: [asking("1"), asking("500m")] };
    expect(together(two, WRITTEN_REQUESTS)).toEqual({ cpu: "1500m" });
    expect(together(two, WRITTEN_LIMITS)).toEqual({ cpu: "18", memory: "2Gi" });
    expect(together({}, WRITTEN_REQUESTS)).toEqual({});
  });

  it.each([
    ["a floor by the largest init container", [asking("2"), asking("3")], "3"],
    ["no floor by a small one", [asking("1m")], "1"],
    ["a sidecar beside them", [sidecar("500m")], "1500m"],
    ["a sidecar beside the init containers after it", [sidecar("2"), asking("2")], "4"],
    ["no sidecar beside the init containers before it", [asking("3"), sidecar("1")], "3"],
    ["several sidecars at once", [sidecar("1"), sidecar("2"), asking("1")], "4"],
  ])("have %s", (_sentence, initContainers, cpu) => {
    expect(together({ containers: [asking("1")], initContainers }, WRITTEN_REQUESTS)).toEqual({ cpu });
  });

  it("take a written default only where a container says nothing", () => {
    const defaults = readResourceList({ cpu: "100m", memory: "200Mi" });
    const spec = { containers: [asking("0"), {}], initContainers: [{ name: "init" }] };
    expect(together(spec, withDefaults(WRITTEN_REQUESTS, defaults))).toEqual({ cpu: "100m", memory: "400Mi" });
  });
});

describe("a resize", () => {
  const running = (name: string, cpu: string) => ({
    name,
    resources: { requests: { cpu }, limits: { cpu } },
    allocatedResources: { cpu: "2" },
  });
  const pending = (reason: string) => ({ type: "PodResizePending", status: "True", reason });

  it("counts the largest of written, actual and allocated requests", () => {
    const status: PodStatus = { containerStatuses: [running("main", "1500m")] };
    expect(together({ containers: [asking("1")] }, effectiveRequests(status))).toEqual({ cpu: "2" });
    expect(together({ containers: [asking("3")] }, effectiveRequests(status))).toEqual({ cpu: "3" });
  });

  it("counts the larger of written and actual limits, and no allocated ones", () => {
    const status: PodStatus = { containerStatuses: [running("main", "12")] };
    expect(together({ containers: [asking("1")] }, effectiveLimits(status))).toEqual({ cpu: "12", memory: "1Gi" });
  });

  it("is forgotten once it is found infeasible, by the first condition that speaks of it", () => {
    const containerStatuses = [running("main", "1")];
    const infeasible: PodStatus = { containerStatuses, conditions: [pending("Infeasible"), pending("Deferred")] };
    const deferred: PodStatus = { containerStatuses, conditions: [pending("Deferred"), pending("Infeasible")] };
    expect(together({ containers: [asking("5")] }, effectiveRequests(infeasible))).toEqual({ cpu: "2" });
    expect(together({ containers: [asking("5")] }, effectiveRequests(deferred))).toEqual({ cpu: "5" });
    expect(together({ containers: [asking("5")] }, effectiveLimits(infeasible))).toEqual({ cpu: "1" });
  });

  it("reaches sidecars and no init containers", () => {
    const status: PodStatus = { initContainerStatuses: [running("sidecar", "4"), running("main", "4")] };
    const spec = { initContainers: [sidecar("1"), asking("1")] };
    expect(together(spec, effectiveRequests(status))).toEqual({ cpu: "5" });
  });

  it("is not there for a container whose status is silent or missing", () => {
    const status: PodStatus = { containerStatuses: [{ name: "main", allocatedResources: { cpu: "7" } }] };
    expect(
      together({ containers: [asking("1"), { ...asking("1"), name: "other" }] }, effectiveRequests(status)),
    ).toEqual({
      cpu: "2",
    });
  });

  it("of any amounts leaves what was written in its own text", () => {
    const amounts = effectiveAmounts({}, readResourceList({ cpu: "0100m" }), [readResourceList({ cpu: "100m", a: 1 })]);
    expect(writtenResourceList(amounts)).toEqual({ cpu: "0100m", a: "1" });
  });
});
