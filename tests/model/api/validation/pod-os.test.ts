// Pods of an operating system, as the API server judges them.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validateHostProcesses, validatePodOs } from "../../../../src/model/api/validation/pod-os.ts";
import { errorLines } from "../error-lines.ts";

const SPEC = FieldPath.root("spec");

function mistakes(spec: PodSpec): readonly string[] {
  return errorLines(validatePodOs(spec, SPEC));
}

it.each<[string, PodSpec, readonly string[]]>([
  ["none", { securityContext: { windowsOptions: {}, runAsUser: 1 } }, []],
  ["one without a name", { os: {} }, ["spec.os.name: Required value"]],
  [
    "an unknown one",
    { os: { name: "Linux" } },
    ['spec.os: Unsupported value: "Linux": supported values: "linux", "windows"'],
  ],
  [
    "Linux with options of Windows",
    {
      os: { name: "linux" },
      securityContext: { windowsOptions: {} },
      containers: [{ securityContext: { windowsOptions: {} } }],
    },
    [
      "spec.containers[0].securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod",
      "spec.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod",
    ],
  ],
  ["Windows with its options", { os: { name: "windows" }, securityContext: { windowsOptions: {} } }, []],
])("%s", (_what, spec, lines) => {
  expect(mistakes(spec)).toEqual(lines);
});

it("keeps what is of Linux from Windows", () => {
  const spec: PodSpec = {
    os: { name: "windows" },
    hostPID: true,
    hostUsers: true,
    shareProcessNamespace: false,
    securityContext: { fsGroup: 1, sysctls: [{}], supplementalGroups: [], runAsNonRoot: true },
    initContainers: [{ securityContext: { privileged: false, runAsNonRoot: true, capabilities: {} } }],
  };
  const rule = "Forbidden: cannot be set for a windows pod";
  expect(mistakes(spec)).toEqual([
    `spec.hostPID: ${rule}`,
    `spec.hostUsers: ${rule}`,
    `spec.initContainers[0].securityContext.capabilities: ${rule}`,
    `spec.initContainers[0].securityContext.privileged: ${rule}`,
    `spec.securityContext.fsGroup: ${rule}`,
    `spec.securityContext.supplementalGroups: ${rule}`,
    `spec.securityContext.sysctls: ${rule}`,
    `spec.shareProcessNamespace: ${rule}`,
  ]);
});

describe("processes of the host", () => {
  const of = (hostProcess: boolean): PodSpec["securityContext"] => ({ windowsOptions: { hostProcess } });
  const policy = "spec: Forbidden: hostProcess containers are disallowed by cluster policy";
  const network =
    "spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers";

  it.each<[string, PodSpec, readonly string[]]>([
    ["none", { containers: [{}] }, []],
    ["none, and saying so", { securityContext: of(false)!, containers: [{}] }, []],
    ["all, by the pod", { hostNetwork: true, securityContext: of(true)!, containers: [{}, {}] }, [policy]],
    ["all, but on their own network", { containers: [{ securityContext: of(true)! }] }, [network, policy]],
    [
      "one of two",
      { hostNetwork: true, containers: [{ securityContext: of(true)! }, {}] },
      [
        policy,
        'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
      ],
    ],
    [
      "one, against the pod",
      { securityContext: of(true)!, containers: [{ securityContext: of(false)! }] },
      [
        "spec.containers[0].securityContext.windowsOptions.hostProcess: Invalid value: false: " +
          "pod hostProcess value must be identical if both are specified, was true",
      ],
    ],
  ])("%s", (_what, spec, lines) => {
    expect(errorLines(validateHostProcesses(spec, SPEC))).toEqual(lines);
  });
});
