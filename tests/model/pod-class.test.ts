// Classes of pods: equal looks make one class, and everything that a decision reads makes two.

import { describe, expect, it } from "vitest";

import type { Pod, PodSpec } from "../../src/model/objects.ts";
import { podClassOf, signatureOf } from "../../src/model/pod-class.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { container, pod, podAsking } from "./build-objects.ts";

const NEWEST = VERSION_BEHAVIOUR["1.36"];

describe("pods of equal looks", () => {
  it("are of one class whatever they are called, and whenever they came", () => {
    const first: Pod = { ...podAsking({ cpu: "1" }), status: { phase: "Pending", startTime: "2000-01-01T00:00:00Z" } };
    const second = { ...first, metadata: { name: "other", uid: "7", creationTimestamp: "2001-01-01T00:00:00Z" } };
    expect(signatureOf({ ...second, status: {} })).toBe(signatureOf(first));
  });
});

describe("pods that differ", () => {
  const plain = podAsking({ cpu: "1" });
  const withSpec = (spec: Partial<PodSpec>): Pod => ({ ...plain, spec: { ...plain.spec, ...spec } });

  it.each([
    ["in the namespace", { ...plain, metadata: { name: "pod", namespace: "web" } }],
    ["in a label", { ...plain, metadata: { name: "pod", labels: { app: "web" } } }],
    ["in the owner", { ...plain, metadata: { name: "pod", ownerReferences: [{ kind: "Job", name: "work" }] } }],
    ["in being deleted", { ...plain, metadata: { name: "pod", deletionTimestamp: "2000-01-01T00:00:00Z" } }],
    ["in a request", podAsking({ cpu: "2" })],
    ["in a port", withSpec({ containers: [container({ cpu: "1" }, { ports: [{ hostPort: 80 }] })] })],
    ["in an image", withSpec({ containers: [container({ cpu: "1" }, { image: "nginx" })] })],
    ["in the priority", withSpec({ priority: 7 })],
    ["in a toleration", withSpec({ tolerations: [{ operator: "Exists" }] })],
    ["in the node's name", withSpec({ nodeName: "n1" })],
    ["in a gate", withSpec({ schedulingGates: [{ name: "wait" }] })],
    ["in the scheduler", withSpec({ schedulerName: "other" })],
    ["in a resize", { ...plain, status: { resources: { requests: { cpu: "2" } } } }],
    ["in a condition", { ...plain, status: { conditions: [{ type: "PodResizePending", status: "True" }] } }],
  ])("%s are of two classes", (_sentence, other: Pod) => {
    expect(signatureOf(other)).not.toBe(signatureOf(plain));
  });
});

describe("a class", () => {
  const spec: Partial<PodSpec> = {
    priority: 5,
    schedulingGates: [{ name: "a" }, { name: "b" }],
    tolerations: [
      { key: "x", operator: "Exists", effect: "NoSchedule" },
      { key: "y", operator: "Exists" },
    ],
    initContainers: [container({ cpu: "2" }, { name: "init", image: "busybox" })],
    containers: [container({ cpu: "1" }, { image: "nginx", ports: [{ containerPort: 80, hostPort: 80 }] })],
    volumes: [{ name: "model", image: { reference: "model:1" } }],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: ["n7"] }] }],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 3, preference: { matchExpressions: [{ key: "disk", operator: "Exists" }] } },
        ],
      },
    },
  };

  it("holds all that scheduling reads", () => {
    const podClass = podClassOf(pod(spec, { namespace: "web" }), NEWEST);
    expect(podClass).toMatchObject({ namespace: "web", priority: 5, gates: ["a", "b"], containerCount: 2 });
    expect(podClass.requests.cpuMilli).toBe(2000);
    expect(podClass.placedRequests.cpuMilli).toBe(2000);
    expect(podClass.preferenceTolerations).toEqual([{ key: "y", operator: "Exists" }]);
    expect([...podClass.allowedNodeNames!]).toEqual(["n7"]);
    expect(podClass.preferred.map(({ weight }) => weight)).toEqual([3]);
    expect(podClass.hostPorts).toEqual([{ address: "0.0.0.0", protocol: "TCP", port: 80 }]);
  });

  it("counts images of volumes from 1.36 on, behind the others", () => {
    const images = ["busybox:latest", "nginx:latest"];
    expect(podClassOf(pod(spec), NEWEST).images).toEqual([...images, "model:1"]);
    expect(podClassOf(pod(spec), VERSION_BEHAVIOUR["1.35"]).images).toEqual(images);
  });

  it("of a pod that says nothing has the defaults", () => {
    expect(podClassOf(pod(), NEWEST)).toMatchObject({
      namespace: "default",
      schedulerName: "default-scheduler",
      priority: 0,
      gates: [],
      hostPorts: [],
      allowedNodeNames: undefined,
    });
  });
});
