// What pods take of quotas, and which quotas are about them.

import { describe, expect, it } from "vitest";

import type { AdmittedPod } from "../../../src/model/admission/admitted-pod.ts";
import { POD_QUOTA } from "../../../src/model/admission/pod-quota.ts";
import type { PodSpec } from "../../../src/model/objects.ts";
import { writtenResourceList } from "../../../src/model/resource-list.ts";
import { container, pod, podAsking } from "../build-objects.ts";

/** 2026-01-10T12:00:00Z. */
const NOON_US = 1_768_046_400_000_000;

function usage(object: AdmittedPod): Readonly<Record<string, string>> {
  return writtenResourceList(POD_QUOTA.usage(object, NOON_US));
}

describe("a pod takes", () => {
  it("one of the pods, and nothing that it does not name", () => {
    expect(usage(pod())).toEqual({ "count/pods": "1", pods: "1" });
  });

  it("its requests under two names, and its limits under one", () => {
    const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "2", "ephemeral-storage": "4Gi" } };
    expect(usage(pod({ containers: [{ name: "a", resources }], overhead: { cpu: "250m" } }))).toEqual({
      "count/pods": "1",
      pods: "1",
      cpu: "1250m",
      "requests.cpu": "1250m",
      "limits.cpu": "2250m",
      memory: "1Gi",
      "requests.memory": "1Gi",
      "limits.ephemeral-storage": "4Gi",
    });
  });

  it("huge pages under two names, extended resources and devices under one", () => {
    const asked = { "hugepages-2Mi": "4Mi", "example.com/gpu": "1", "deviceclass.resource.kubernetes.io/a": "2" };
    expect(usage(podAsking(asked))).toEqual({
      "count/pods": "1",
      pods: "1",
      "hugepages-2Mi": "4Mi",
      "requests.hugepages-2Mi": "4Mi",
      "requests.example.com/gpu": "1",
      "requests.deviceclass.resource.kubernetes.io/a": "2",
    });
  });

  it("only its place among the objects once it has ended", () => {
    const ended = { ...podAsking({ cpu: "1" }), status: { phase: "Failed" } };
    expect(usage(ended)).toEqual({ "count/pods": "1" });
  });

  it("only that, too, once its grace period is over", () => {
    const going = (deletionTimestamp: string) =>
      usage({ ...podAsking({ cpu: "1" }), metadata: { deletionTimestamp, deletionGracePeriodSeconds: 30 } });
    expect(going("2026-01-10T11:59:29Z")).toEqual({ "count/pods": "1" });
    expect(going("2026-01-10T11:59:30Z")).toMatchObject({ pods: "1", cpu: "1" });
  });
});

describe("a quota on CPU or memory", () => {
  const problem = (spec: Partial<PodSpec>, ...required: string[]) => POD_QUOTA.constraintProblem(pod(spec), required);

  it("wants every container to name them", () => {
    const spec = { containers: [container({ cpu: "1" }, { name: "b" }), container({}, { name: "a" })] };
    expect(problem(spec, "requests.cpu", "memory", "pods")).toBe("must specify memory for: a,b; requests.cpu for: a");
    expect(problem({ ...spec, initContainers: [container({}, { name: "i" })] }, "cpu")).toBe(
      "must specify cpu for: a,i",
    );
  });

  it("wants nothing of pods that say it as a whole", () => {
    expect(problem({ resources: { limits: { memory: "1Gi" } } }, "requests.cpu")).toBeUndefined();
    expect(problem({ resources: { limits: { "ephemeral-storage": "1Gi" } } }, "cpu")).toContain("must specify cpu");
  });

  it("is the only one that does", () => {
    expect(problem({}, "ephemeral-storage", "requests.example.com/gpu", "pods")).toBeUndefined();
  });
});

describe("resources of pods", () => {
  it("are the known ones, huge pages and requests of extended resources", () => {
    const names = ["services", "requests.example.com/gpu", "example.com/gpu", "requests.hugepages-2Mi", "pods", "cpu"];
    expect(POD_QUOTA.matchingResources(names)).toEqual([
      "cpu",
      "pods",
      "requests.example.com/gpu",
      "requests.hugepages-2Mi",
    ]);
    expect(POD_QUOTA.matchingResources(["requests.deviceclass.resource.kubernetes.io/a"])).toHaveLength(1);
    expect(POD_QUOTA.matchingResources(["requests.storage", "requests.kubernetes.io/x"])).toEqual([]);
  });
});

describe("scopes of pods", () => {
  const isIn = (object: AdmittedPod, scopeName: string) =>
    POD_QUOTA.matchScope(object, { scopeName, operator: "Exists" }).kind === "in";

  it("tell pods with a deadline from others", () => {
    const due: AdmittedPod = { spec: { activeDeadlineSeconds: 0 } };
    expect([isIn(due, "Terminating"), isIn(due, "NotTerminating")]).toEqual([true, false]);
    expect([isIn(pod(), "Terminating"), isIn(pod(), "NotTerminating")]).toEqual([false, true]);
  });

  it("tell pods by their class of service", () => {
    expect([isIn(pod(), "BestEffort"), isIn(pod(), "NotBestEffort")]).toEqual([true, false]);
    expect([isIn(podAsking({ cpu: "1" }), "BestEffort"), isIn(podAsking({ cpu: "1" }), "NotBestEffort")]).toEqual([
      false,
      true,
    ]);
  });

  it("tell pods by their priority class", () => {
    expect(isIn(pod({ priorityClassName: "high" }), "PriorityClass")).toBe(true);
    expect(isIn(pod(), "PriorityClass")).toBe(false);
  });

  it("tell pods that look at pods of other namespaces", () => {
    const required = "requiredDuringSchedulingIgnoredDuringExecution";
    const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    const near = (podAffinity: Readonly<Record<string, unknown>>) => pod({ affinity: { podAffinity } });
    const apart = (podAntiAffinity: Readonly<Record<string, unknown>>) => pod({ affinity: { podAntiAffinity } });
    const scope = "CrossNamespacePodAffinity";
    expect(isIn(near({ [required]: [{ namespaces: ["a"] }] }), scope)).toBe(true);
    expect(isIn(apart({ [preferred]: [{ podAffinityTerm: { namespaceSelector: {} } }] }), scope)).toBe(true);
    expect(isIn(near({ [required]: [{ namespaces: [] }], [preferred]: [{}] }), scope)).toBe(false);
    expect(isIn(pod(), scope)).toBe(false);
  });

  it("leave out all others", () => {
    expect(isIn(pod(), "VolumeAttributesClass")).toBe(false);
  });
});
