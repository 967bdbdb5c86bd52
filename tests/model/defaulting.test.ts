// The API server's defaults that change scheduling.

import { describe, expect, it } from "vitest";

import { withNodeDefaults, withPodDefaults } from "../../src/model/defaulting.ts";
import type { Container, Node, Pod, QuantityMap } from "../../src/model/objects.ts";
import { exactNano } from "../../src/model/quantity/whole-units.ts";
import { readResourceList } from "../../src/model/resource-list.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { container, pod } from "./build-objects.ts";
import { recordedCalls } from "./recorded-calls.ts";

const NEWEST = VERSION_BEHAVIOUR["1.36"];

/** Amounts as exact nano texts, so that equal amounts are equal whatever they are written like. */
function exact(map: QuantityMap | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries([...readResourceList(map)].map(([name, quantity]) => [name, String(exactNano(quantity))]));
}

function stored(written: Pod): Pod {
  return withPodDefaults(written, NEWEST);
}

describe("a container", () => {
  it("requests what it is limited to, unless it says what it requests", () => {
    const limits = { cpu: "2", memory: "1Gi" };
    const { spec } = stored(pod({ containers: [{ name: "a", resources: { limits, requests: { cpu: "1" } } }] }));
    expect(exact(spec.containers[0]!.resources?.requests)).toEqual(exact({ cpu: "1", memory: "1Gi" }));
  });

  it("that is an init container does too", () => {
    const limited: Container = { name: "i", resources: { limits: { cpu: "2" } } };
    const { spec } = stored(pod({ initContainers: [limited] }));
    expect(exact(spec.initContainers![0]!.resources?.requests)).toEqual(exact({ cpu: "2" }));
  });

  it("requests whole milli: a real cluster counts 3m for three times 0.4m", () => {
    const { spec } = stored(pod({ containers: [container({ cpu: "0.4m" })], overhead: { cpu: "0.1m" } }));
    expect(exact(spec.containers[0]!.resources?.requests)).toEqual(exact({ cpu: "1m" }));
    expect(exact(spec.overhead)).toEqual(exact({ cpu: "1m" }));
  });

  it("on the host's network holds its ports on the host", () => {
    const ports = [{ containerPort: 80 }, { containerPort: 53, hostPort: 1053 }];
    const containers = [{ name: "a", ports }];
    expect(stored(pod({ hostNetwork: true, containers })).spec.containers[0]!.ports).toEqual([
      { containerPort: 80, hostPort: 80 },
      { containerPort: 53, hostPort: 1053 },
    ]);
    expect(stored(pod({ containers })).spec.containers[0]!.ports).toEqual(ports);
  });
});

describe("a pod", () => {
  it.each([
    ["is stored in the namespace default", pod(), { namespace: "default" }],
    ["keeps its namespace", pod({}, { namespace: "web" }), { namespace: "web" }],
  ])("%s", (_sentence, written, metadata) => {
    expect(stored(written).metadata).toMatchObject(metadata);
  });

  it.each([
    ["has the default scheduler", {}, { schedulerName: "default-scheduler" }],
    ["has the default scheduler for an empty name", { schedulerName: "" }, { schedulerName: "default-scheduler" }],
    ["keeps its scheduler", { schedulerName: "other" }, { schedulerName: "other" }],
    ["ends within 30 s", {}, { terminationGracePeriodSeconds: 30 }],
    ["may end at once", { terminationGracePeriodSeconds: 0 }, { terminationGracePeriodSeconds: 0 }],
    [
      "ends within 1 s for a negative span",
      { terminationGracePeriodSeconds: -1 },
      { terminationGracePeriodSeconds: 1 },
    ],
  ])("%s", (_sentence, spec, expected) => {
    expect(stored(pod(spec)).spec).toMatchObject(expected);
  });

  it.each([
    ["the containers' sum where there is one", { cpu: "2" }, undefined, { cpu: "500m" }, { cpu: "500m" }],
    ["the limit where no container asks", { cpu: "2" }, undefined, {}, { cpu: "2" }],
    ["what it says itself", { cpu: "2" }, { cpu: "1" }, { cpu: "500m" }, { cpu: "1" }],
    [
      "the containers' sums of what is not limited too",
      { cpu: "2" },
      undefined,
      { memory: "1Gi" },
      { cpu: "2", memory: "1Gi" },
    ],
    ["nothing that pods cannot request as a whole", { cpu: "2" }, undefined, { "example.com/gpu": 1 }, { cpu: "2" }],
  ])("with limits as a whole requests %s", (_sentence, limits, requests, asked, expected) => {
    const resources = { limits, ...(requests === undefined ? {} : { requests }) };
    const { spec } = stored(pod({ resources, containers: [container(asked)] }));
    expect(exact(spec.resources?.requests)).toEqual(exact(expected));
  });

  it("without limits as a whole keeps its requests as they are", () => {
    const { spec } = stored(pod({ resources: { requests: { cpu: "1" } }, containers: [container({ memory: "1Gi" })] }));
    expect(exact(spec.resources?.requests)).toEqual(exact({ cpu: "1" }));
    expect(spec.resources).not.toHaveProperty("limits");
  });

  it("has no defaults as a whole at 1.33", () => {
    const limited = pod({ resources: { limits: { cpu: "2" } } });
    const { resources } = withPodDefaults(limited, VERSION_BEHAVIOUR["1.33"]).spec;
    expect([exact(resources?.limits), resources?.requests]).toEqual([exact({ cpu: "2" }), undefined]);
  });
});

describe("a node", () => {
  const node = (status: Node["status"]): Node => ({
    metadata: { name: "n1" },
    ...(status === undefined ? {} : { status }),
  });

  it("can allocate its whole capacity where it does not say", () => {
    expect(exact(withNodeDefaults(node({ capacity: { cpu: "4" } })).status?.allocatable)).toEqual(exact({ cpu: "4" }));
  });

  it("can allocate what it says and no more, however little that is", () => {
    const both = node({ capacity: { cpu: "4", memory: "8Gi" }, allocatable: { cpu: "3500m" } });
    expect(exact(withNodeDefaults(both).status?.allocatable)).toEqual(exact({ cpu: "3500m" }));
    expect(withNodeDefaults(node({ capacity: { cpu: "4" }, allocatable: {} })).status?.allocatable).toEqual({});
  });

  it("without a status stays as it is", () => {
    expect(withNodeDefaults(node(undefined))).toEqual(node(undefined));
  });
});

/** What scheduling reads of a stored pod. */
function ofPod({ metadata, spec }: Pod) {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return {
    namespace: metadata.namespace,
    schedulerName: spec.schedulerName,
    grace: spec.terminationGracePeriodSeconds,
    overhead: exact(spec.overhead),
    requests: exact(spec.resources?.requests),
    limits: exact(spec.resources?.limits),
    containers: containers.map(({ resources, ports = [] }) => ({
      requests: exact(resources?.requests),
      limits: exact(resources?.limits),
      hostPorts: ports.map(({ hostPort = 0 }) => hostPort),
    })),
  };
}

describe("the API server", () => {
  const calls = recordedCalls<{ manifest: { kind: string } & Pod & Node }, { object: Pod & Node }>("defaulting");

  it.each(calls)("agrees in $case", ({ input: { manifest }, expected: { object } }) => {
    if (manifest.kind === "Pod") expect(ofPod(stored(manifest))).toEqual(ofPod(object));
    else expect(exact(withNodeDefaults(manifest).status?.allocatable)).toEqual(exact(object.status?.allocatable));
  });
});
