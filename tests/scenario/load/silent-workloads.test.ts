// Pods and objects by whose they are in the end.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { controllingOwner } from "../../../src/model/controlling-owner.ts";
import type { Pod } from "../../../src/model/objects.ts";
import type { StoredKind } from "../../../src/cluster/object-store.ts";
import type { ListedObject } from "../../../src/environment/workload-source.ts";
import { SilentWorkloads } from "../../../src/scenario/load/silent-workloads.ts";

function place(line: number) {
  return { file: "dump.yaml", line, column: 1 };
}

function ownedBy(kind: string, name: string) {
  return { ownerReferences: [{ apiVersion: "v1", kind, name, uid: "u", controller: true }] };
}

function listed(kind: StoredKind, name: string, line: number, metadata = {}): ListedObject {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: "c" }] } };
  const object = { metadata: { name, namespace: "shop", ...metadata }, spec: { template } };
  return { stored: { kind, object } as ListedObject["stored"], isDumped: true, position: place(line) };
}

function pod(name: string, metadata = {}): Pod {
  return {
    metadata: { name, namespace: "shop", ...metadata },
    spec: { containers: [{ name: "c" }], nodeName: "n-1" },
  };
}

const ALL = () => true;
const CHAIN = [listed("ReplicaSet", "web-1", 5, ownedBy("Deployment", "web")), listed("Deployment", "web", 9)];

describe("pods of the same object", () => {
  it("are one workload, that of its owner's owner, where that stands", () => {
    const workloads = new SilentWorkloads(CHAIN, ALL);
    for (const name of ["a", "b"]) workloads.addPod(pod(name, ownedBy("ReplicaSet", "web-1")), () => place(1));
    for (const one of CHAIN) workloads.addObject(one);
    expect(workloads.found).toEqual([{ name: "shop/deployment/web", position: place(9), count: 1 }]);
  });

  it("stand where the last owner stands that is there", () => {
    const ofRollout = listed("ReplicaSet", "web-1", 5, ownedBy("Rollout", "web"));
    const workloads = new SilentWorkloads([ofRollout], ALL);
    workloads.addPod(pod("a", ownedBy("ReplicaSet", "web-1")), () => place(1));
    workloads.addPod(pod("b", ownedBy("ReplicaSet", "old-1")), () => place(2));
    expect(workloads.found).toEqual([
      { name: "shop/rollout/web", position: place(5), count: 1 },
      { name: "shop/replicaset/old-1", position: place(2), count: 1 },
    ]);
  });

  it("come to an end where owners own one another", () => {
    const circle = [
      listed("ReplicaSet", "a", 1, ownedBy("ReplicaSet", "b")),
      listed("ReplicaSet", "b", 2, ownedBy("ReplicaSet", "a")),
    ];
    const workloads = new SilentWorkloads(circle, ALL);
    workloads.addObject(circle[0]!);
    expect(workloads.found).toHaveLength(1);
  });
});

describe("pods of nobody", () => {
  it("are one each, and those that are alike are counted", () => {
    const workloads = new SilentWorkloads([], ALL);
    const times = new Float64Array(3);
    workloads.addBatch(
      {
        templates: [pod(""), pod("", { labels: { app: "b" } }), pod("", { labels: { app: "unused" } })],
        origins: ["new", "new", "new"],
        refusals: new Map(),
        names: ["a-1", "b-1", "a-2"],
        template: Int32Array.of(0, 1, 0),
        listedAtUs: times,
        lifetimeUs: times,
      },
      (template) => (template === 0 ? place(3) : undefined),
    );
    expect(workloads.found).toEqual([
      { name: "shop/pod/a-1", position: place(3), count: 2 },
      { name: "shop/pod/b-1", position: undefined, count: 1 },
    ]);
  });

  it("are the same on all nodes where kubelets run them", () => {
    const workloads = new SilentWorkloads([], ALL);
    const annotations = { "kubernetes.io/config.mirror": "x" };
    for (const node of ["n-1", "n-2"]) {
      const shown = pod(`etcd-${node}`, { annotations, ...ownedBy("Node", node) });
      workloads.addPod({ ...shown, spec: { ...shown.spec, nodeName: node } }, () => place(1));
    }
    expect(workloads.found.map(({ name }) => name)).toEqual(["shop/pod/etcd"]);
  });
});

describe("workloads come by the CPU that one of their pods requests", () => {
  const containers = (cpu: string) => [{ name: "c", resources: { requests: { cpu } } }];

  function asking(cpu: string, one: ListedObject): ListedObject {
    const { kind, object } = one.stored;
    const spec = { replicas: 9, template: { spec: { containers: containers(cpu) } } };
    return { ...one, stored: { kind, object: { ...object, spec } } as ListedObject["stored"] };
  }

  const web = asking("100m", listed("Deployment", "web", 1));
  const agent = asking("150m", listed("DaemonSet", "agent", 2));
  const cache = asking("250m", listed("StatefulSet", "cache", 3));
  const silent = listed("StatefulSet", "silent", 4);

  it("whatever their number, and equal ones as they were met", () => {
    const all = [silent, web, agent, cache, asking("150m", listed("Job", "job", 5))];
    const workloads = new SilentWorkloads(all, ALL);
    for (const one of all) workloads.addObject(one);
    expect(workloads.found.map(({ name }) => name)).toEqual([
      "shop/statefulset/cache",
      "shop/daemonset/agent",
      "shop/job/job",
      "shop/deployment/web",
      "shop/statefulset/silent",
    ]);
  });

  it("be it in their template or in a pod that is there", () => {
    const workloads = new SilentWorkloads([web, cache], ALL);
    for (const one of [cache, web]) workloads.addObject(one);
    const there = pod("a", ownedBy("Deployment", "web"));
    workloads.addPod({ ...there, spec: { ...there.spec, containers: containers("300m") } }, () => undefined);
    expect(workloads.found.map(({ name }) => name)).toEqual(["shop/deployment/web", "shop/statefulset/cache"]);
  });
});

describe("whatever says something", () => {
  it("is left out, pod by pod, in whichever order they come", () => {
    const owners = fc.constantFrom("web-1", "old-1", undefined);
    const pods = fc.array(fc.record({ owner: owners, isSilent: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(pods, (made) => {
        const workloads = new SilentWorkloads(CHAIN, ({ labels }) => labels["silent"] === "true");
        const all = made.map(({ owner, isSilent }, index) =>
          pod(`p-${index}`, {
            labels: { silent: `${isSilent}` },
            ...(owner === undefined ? {} : ownedBy("ReplicaSet", owner)),
          }),
        );
        for (const one of all) workloads.addPod(one, () => undefined);
        const wanted = all.filter(({ metadata }) => metadata.labels?.["silent"] === "true").map(rootName);
        expect(workloads.found.map(({ name }) => name)).toEqual([...new Set(wanted)]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

function rootName({ metadata }: Pod): string {
  const owner = controllingOwner(metadata)?.name;
  if (owner === undefined) return `shop/pod/${metadata.name}`;
  return owner === "web-1" ? "shop/deployment/web" : "shop/replicaset/old-1";
}
