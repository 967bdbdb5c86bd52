// What pods share with their host, as the API server judges it.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import {
  validateHostnameOverride,
  validateHostPortsOfPod,
  validateHostPortsOfTemplate,
  validateHostUsers,
} from "../../../../src/model/api/validation/pod-host.ts";
import { errorLines } from "../error-lines.ts";

const SPEC = FieldPath.root("spec");

it("wants ports of the host to be those of the containers on its network", () => {
  const ports = [{ containerPort: 80, hostPort: 80 }, { containerPort: 81 }, { containerPort: 82, hostPort: 8082 }];
  const spec = { hostNetwork: true, containers: [{ ports }] };
  const line = (index: number, port: number): string =>
    `spec.containers[0].ports[${index}].hostPort: Invalid value: ${port}: ` +
    "must match `containerPort` when `hostNetwork` is true";
  expect(errorLines(validateHostPortsOfPod(spec, SPEC))).toEqual([line(1, 0), line(2, 8082)]);
  expect(errorLines(validateHostPortsOfTemplate(spec, SPEC))).toEqual([line(2, 8082)]);
  expect(validateHostPortsOfPod({ containers: [{ ports }] }, SPEC)).toEqual([]);
});

it("keeps users of a pod's own from the rest of the host", () => {
  const spec: PodSpec = {
    hostUsers: false,
    hostNetwork: true,
    hostPID: true,
    hostIPC: true,
    initContainers: [{ volumeDevices: [{}] }],
  };
  const rule = "Forbidden: when `hostUsers` is false";
  expect(errorLines(validateHostUsers(spec, SPEC))).toEqual([
    `spec.HostIPC: ${rule}`,
    `spec.HostPID: ${rule}`,
    `spec.hostNetwork: ${rule}`,
    `spec.initContainers[0].volumeDevices: ${rule}`,
  ]);
  expect(validateHostUsers({ ...spec, hostUsers: true }, SPEC)).toEqual([]);
});

it.each<[string, PodSpec, readonly string[]]>([
  ["absent", { setHostnameAsFQDN: true, hostNetwork: true }, []],
  ["good", { hostnameOverride: "a.b" }, []],
  [
    "beside its full name",
    { hostnameOverride: "a", setHostnameAsFQDN: true },
    ["spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true"],
  ],
  [
    "that would be the host's",
    { hostnameOverride: "a", hostNetwork: true },
    ["spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true"],
  ],
  [
    "that is too long",
    { hostnameOverride: `${"a".repeat(32)}.${"b".repeat(32)}` },
    ["spec.hostnameOverride: Too long: may not be more than 64 bytes"],
  ],
])("a name of its own that is %s", (_what, spec, lines) => {
  expect(errorLines(validateHostnameOverride(spec, SPEC))).toEqual(lines);
});
