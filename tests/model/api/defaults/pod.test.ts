// What the API server completes of pods, beyond their spec.

import { expect, it } from "vitest";

import { applyPodDefaults } from "../../../../src/model/api/defaults/pod.ts";
import type { Pod } from "../../../../src/model/api/types/pod.ts";
import { draftOf } from "../draft-of.ts";

function completed(pod: Pod): Pod {
  const copy = draftOf(pod);
  applyPodDefaults(copy);
  return copy;
}

it("links services, and takes negative grace for a second", () => {
  expect(completed({ spec: { terminationGracePeriodSeconds: -5 } }).spec).toMatchObject({
    enableServiceLinks: true,
    terminationGracePeriodSeconds: 1,
  });
  expect(completed({ spec: { enableServiceLinks: false } }).spec?.enableServiceLinks).toBe(false);
});

it("requests what containers and init containers are limited to", () => {
  const resources = { limits: { cpu: "1" } };
  const { spec } = completed({
    spec: { containers: [{ resources }], initContainers: [{ resources }], ephemeralContainers: [{ resources }] },
  });
  expect(spec?.containers?.[0]?.resources?.requests).toEqual({ cpu: "1" });
  expect(spec?.initContainers?.[0]?.resources?.requests).toEqual({ cpu: "1" });
  expect(spec?.ephemeralContainers?.[0]?.resources).toEqual(resources);
});

it("gives ports of the host to containers on its network only", () => {
  const containers = [{ ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }] }];
  const onHost = completed({ spec: { hostNetwork: true, containers, initContainers: containers } }).spec;
  const ports = [
    { containerPort: 80, hostPort: 80, protocol: "TCP" },
    { containerPort: 81, hostPort: 8081, protocol: "TCP" },
  ];
  expect([onHost?.containers?.[0]?.ports, onHost?.initContainers?.[0]?.ports]).toEqual([ports, ports]);
  const [port] = completed({ spec: { containers } }).spec?.containers?.[0]?.ports ?? [];
  expect(port).not.toHaveProperty("hostPort");
});

it("rounds amounts in its status", () => {
  const amounts = { cpu: "1u" };
  const resources = { requests: amounts, limits: amounts };
  const { status } = completed({
    status: { resources, allocatedResources: amounts, containerStatuses: [{ resources, allocatedResources: amounts }] },
  });
  const rounded = { requests: { cpu: "1m" }, limits: { cpu: "1m" } };
  expect(status).toEqual({
    resources: rounded,
    allocatedResources: { cpu: "1m" },
    containerStatuses: [{ resources: rounded, allocatedResources: { cpu: "1m" } }],
  });
});
