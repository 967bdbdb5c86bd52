// Pods that a kubelet keeps whatever happens.

import { describe, expect, it } from "vitest";

import {
  isCriticalPod,
  isNodeCriticalPod,
  isStaticPod,
  SYSTEM_CRITICAL_PRIORITY,
} from "../../../src/model/kubelet/critical-pod.ts";

const annotated = (annotations: Readonly<Record<string, string>>) => ({ metadata: { annotations } });

describe("a critical pod", () => {
  it("has a priority of the system, or comes from the node itself", () => {
    expect(isCriticalPod({ spec: { priority: SYSTEM_CRITICAL_PRIORITY } })).toBe(true);
    expect(isCriticalPod({ spec: { priority: SYSTEM_CRITICAL_PRIORITY - 1 } })).toBe(false);
    expect(isCriticalPod(annotated({ "kubernetes.io/config.mirror": "x" }))).toBe(true);
    expect(isCriticalPod(annotated({ "kubernetes.io/config.source": "file" }))).toBe(true);
    expect(isCriticalPod(annotated({ "kubernetes.io/config.source": "api" }))).toBe(false);
    expect(isCriticalPod({})).toBe(false);
  });

  it("is one of the node's own by its class", () => {
    const spec = { priority: SYSTEM_CRITICAL_PRIORITY + 1000, priorityClassName: "system-node-critical" };
    expect(isNodeCriticalPod({ spec })).toBe(true);
    expect(isNodeCriticalPod({ spec: { ...spec, priorityClassName: "system-cluster-critical" } })).toBe(false);
    expect(isNodeCriticalPod({ spec: { ...spec, priority: 0 } })).toBe(false);
  });

  it("is static only if it says where it comes from", () => {
    expect(isStaticPod({})).toBe(false);
    expect(isStaticPod(annotated({ "kubernetes.io/config.source": "http" }))).toBe(true);
  });
});
