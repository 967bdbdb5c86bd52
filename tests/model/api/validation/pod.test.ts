// Pods, as the API server judges them.

import { expect, it } from "vitest";

import type { ObjectMeta } from "../../../../src/model/api/types/object-meta.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validatePod, validatePodMetadataAndSpec } from "../../../../src/model/api/validation/pod.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

const GOOD = goodTemplate().spec!;
const [CONTAINER] = GOOD.containers!;

function mistakes(spec: PodSpec, metadata: ObjectMeta = {}): readonly string[] {
  return errorLines(
    validatePod({ metadata: { name: "web", namespace: "default", ...metadata }, spec: { ...GOOD, ...spec } }),
  );
}

it.each<[string, PodSpec, readonly string[]]>([
  ["good", {}, []],
  [
    "with containers that are added later",
    { ephemeralContainers: [{ ...CONTAINER, name: "b" }] },
    ["spec.ephemeralContainers: Forbidden: cannot be set on create"],
  ],
  [
    "on a node before its gates open",
    { nodeName: "n", schedulingGates: [{ name: "g" }] },
    ["spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared"],
  ],
  [
    "with blanks around images",
    { containers: [{ ...CONTAINER, image: " a" }], initContainers: [{ ...CONTAINER, name: "b", image: "b " }] },
    [
      'spec.containers[0].image: Invalid value: " a": must not have leading or trailing whitespace',
      'spec.initContainers[0].image: Invalid value: "b ": must not have leading or trailing whitespace',
    ],
  ],
  [
    "with a token of no account",
    {
      volumes: [
        { name: "t", projected: { sources: [{ serviceAccountToken: { path: "t", expirationSeconds: 3600 } }] } },
      ],
    },
    [
      "spec.volumes[0].projected.sources[0].serviceAccountToken: Forbidden: " +
        "must not be specified when serviceAccountName is not set",
    ],
  ],
  [
    "on the host's network without its ports",
    { hostNetwork: true, containers: [{ ...CONTAINER, ports: [{ containerPort: 80, protocol: "TCP" }] }] },
    ["spec.containers[0].ports[0].hostPort: Invalid value: 0: must match `containerPort` when `hostNetwork` is true"],
  ],
])("a pod %s", (_what, spec, lines) => {
  expect(mistakes(spec)).toEqual(lines);
});

it("has a name that is a domain, and annotations that the server knows", () => {
  expect(mistakes({}, { name: "A", annotations: { "kubernetes.io/config.mirror": "x" } })).toEqual([
    'metadata.annotations[kubernetes.io/config.mirror]: Invalid value: "x": ' +
      "must set spec.nodeName if mirror pod annotation is set",
    expect.stringContaining('metadata.name: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of'),
  ]);
});

it("is judged by what it was where it is changed", () => {
  const of = (seLinuxChangePolicy: string): PodSpec => ({ ...GOOD, securityContext: { seLinuxChangePolicy } });
  const metadata = { name: "web", namespace: "default" };
  const pod = { metadata, spec: of("MountOption") };
  expect(validatePodMetadataAndSpec(pod, undefined).length).toBe(1);
  expect(validatePodMetadataAndSpec(pod, { metadata, spec: of("Recursive") })).toEqual([]);
});
