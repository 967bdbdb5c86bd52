// The endpoint that a pod is.

import { describe, expect, it } from "vitest";

import {
  areOneEndpoint,
  areEqualEndpoints,
  endpointKey,
  endpointOf,
  endpointPorts,
  isEndpoint,
  podAddress,
  portsKey,
} from "../../../../src/components/controllers/endpoint-slice/pod-endpoints.ts";
import type { Endpoint } from "../../../../src/model/api/types/endpoint-slice.ts";
import { NODE, serviceOf, webPod } from "./build-services.ts";

describe("an address", () => {
  it("is there once the pod has been started, and is its own", () => {
    expect(podAddress(webPod(1))).toBe("10.0.0.1");
    expect(podAddress(webPod(70_000))).toBe("10.1.17.112");
    const pending = webPod(1, { phase: "Pending" });
    expect(podAddress(pending)).toBeUndefined();
    const initializing = {
      ...pending,
      initContainers: [
        { name: "i", isReady: false, restartCount: 0, state: { kind: "running", startedUs: 0 } } as const,
      ],
    };
    expect(podAddress(initializing)).toBe("10.0.0.1");
  });

  it("makes an endpoint of a pod that is not over", () => {
    expect([isEndpoint(webPod(1)), isEndpoint(webPod(1, { phase: "Pending" }))]).toEqual([true, false]);
    expect(isEndpoint(webPod(1, { phase: "Succeeded" }))).toBe(false);
  });
});

describe("an endpoint", () => {
  it("serves while its pod is ready, and is ready while that is not going", () => {
    const conditionsOf = (pod: ReturnType<typeof webPod>, service = serviceOf()) =>
      endpointOf(pod, NODE, service, "IPv4").conditions;
    expect(conditionsOf(webPod(1))).toEqual({ ready: true, serving: true, terminating: false });
    expect(conditionsOf(webPod(1, { isDeleted: true }))).toEqual({ ready: false, serving: true, terminating: true });
    const unready = webPod(1, { readySinceUs: undefined });
    expect(conditionsOf(unready)).toEqual({ ready: false, serving: false, terminating: false });
    expect(conditionsOf(unready, serviceOf({ publishNotReadyAddresses: true }))).toMatchObject({ ready: true });
  });

  it("says where it is and whose", () => {
    expect(endpointOf(webPod(1), NODE, serviceOf(), "IPv4")).toMatchObject({
      addresses: ["10.0.0.1"],
      nodeName: "n1",
      zone: "a",
      targetRef: { kind: "Pod", namespace: "default", name: "p001", uid: "uid-p001" },
    });
    expect(endpointOf(webPod(1), undefined, serviceOf(), "IPv6").addresses).toEqual([]);
  });

  it("has a name behind a Service of its subdomain", () => {
    const spec = { hostname: "db-0", subdomain: "web" };
    expect(endpointOf(webPod(1, { spec }), NODE, serviceOf(), "IPv4").hostname).toBe("db-0");
    const elsewhere = { hostname: "db-0", subdomain: "other" };
    expect(endpointOf(webPod(1, { spec: elsewhere }), NODE, serviceOf(), "IPv4").hostname).toBeUndefined();
  });

  it("stays the same one whatever its conditions are", () => {
    const now = endpointOf(webPod(1), NODE, serviceOf(), "IPv4");
    const then = endpointOf(webPod(1, { readySinceUs: undefined }), NODE, serviceOf(), "IPv4");
    expect(endpointKey(now)).toBe(endpointKey(then));
    expect([areEqualEndpoints(now, then), areEqualEndpoints(now, { ...now })]).toEqual([false, true]);
  });
});

describe("the ports of an endpoint", () => {
  it("are numbers, or names that its containers know", () => {
    const named = { port: 80, protocol: "TCP", targetPort: "http" };
    const spec = { containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }] }] };
    const service = serviceOf({ ports: [named, { port: 81, protocol: "TCP", targetPort: "other" }] });
    expect(endpointPorts(service, webPod(1, { spec }))).toEqual([{ name: "", port: 8080, protocol: "TCP" }]);
    expect(endpointPorts(serviceOf(), webPod(1))).toEqual([{ name: "", port: 8080, protocol: "TCP" }]);
    expect(endpointPorts(serviceOf({ ports: [], clusterIP: "None" }), webPod(1))).toEqual([]);
  });

  it("have one key in whatever order", () => {
    const [one, other] = [
      { name: "a", port: 1 },
      { name: "b", port: 2 },
    ];
    expect(portsKey([one, other])).toBe(portsKey([other, one]));
    expect(portsKey([one])).not.toBe(portsKey([other]));
  });
});

it("is the same endpoint where its key is the same", () => {
  const targetRef = { kind: "Pod", namespace: "default", name: "web-1" };
  const endpoints: readonly Endpoint[] = [
    { addresses: ["10.0.0.1"], targetRef },
    { addresses: ["10.0.0.1"], hostname: "", targetRef: { ...targetRef, uid: "other" }, conditions: { ready: false } },
    { addresses: ["10.0.0.2"], targetRef },
    { addresses: ["10.0.0.1", "10.0.0.2"], targetRef },
    { addresses: ["10.0.0.1"], hostname: "web", targetRef },
    { addresses: ["10.0.0.1"], targetRef: { ...targetRef, name: "web-2" } },
    { addresses: ["10.0.0.1"], targetRef: { ...targetRef, namespace: "other" } },
    { addresses: ["10.0.0.1"] },
    {},
  ];
  for (const one of endpoints) {
    for (const other of endpoints) {
      expect(areOneEndpoint(one, other)).toBe(endpointKey(one) === endpointKey(other));
    }
  }
});
