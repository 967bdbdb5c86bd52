// Capacity results made by hand: a cluster of two pools and two zones, and the same under two policies.

import type { CapacityPoint, CapacityResult, LossSummary } from "../../../src/experiment/capacity/capacity-result.ts";

const SHORT = { plugin: "NodeResourcesFit", reason: "Insufficient cpu", resource: "cpu", nodes: 6 };
const TAINT = {
  plugin: "TaintToleration",
  reason: "node(s) had untolerated taint(s)",
  resource: null,
  nodes: 2,
};

export const AFTER_NODE: LossSummary = {
  lost: "node",
  count: 8,
  kinds: 5,
  kindsTried: 5,
  worst: {
    name: "general-1",
    pool: "general",
    alike: 2,
    displaced: 4,
    homeless: 0,
    more: 17,
    isCapped: false,
    workloads: 5,
  },
  min: 17,
  median: 18,
  max: 24,
  mostHomeless: {
    name: "batch-1",
    pool: "batch",
    alike: 2,
    displaced: 6,
    homeless: 5,
    more: 24,
    isCapped: false,
    workloads: 8,
  },
  withHomeless: 2,
};

export const POINT: CapacityPoint = {
  label: "",
  nodes: 8,
  placed: 34,
  waiting: 0,
  now: {
    more: 1_024,
    isCapped: false,
    workloads: 341,
    byPool: [
      { name: "general", nodes: 6, more: 1_024 },
      { name: "batch", nodes: 2, more: 0 },
    ],
    byZone: [{ name: "a", nodes: 8, more: 1_024 }],
    limits: {
      message: "0/8 nodes are available: 2 node(s) had untolerated taint(s), 6 Insufficient cpu.",
      reasons: [SHORT, TAINT],
      byPool: [
        { name: "general", nodes: 6, reasons: [SHORT] },
        { name: "batch", nodes: 2, reasons: [TAINT] },
      ],
    },
    resources: [
      { resource: "cpu", unit: "cores", allocatable: 46, before: 30.4, after: 42.4 },
      { resource: "memory", unit: "bytes", allocatable: 2 ** 40, before: 2 ** 37, after: 2 ** 38 },
      { resource: "ephemeral-storage", unit: "bytes", allocatable: 2 ** 40, before: 0, after: 0 },
    ],
  },
  afterNode: AFTER_NODE,
  afterZone: null,
};

export function madeCapacity(points: readonly CapacityPoint[] = [POINT]): CapacityResult {
  return {
    apiVersion: "plimsoll/v1alpha1",
    kind: "CapacityResult",
    plimsoll: "0.0.0",
    scenario: { name: "shop", inputs: [] },
    kubernetes: "1.36",
    seed: "1",
    template: {
      asked: "web.yaml",
      kind: "Deployment",
      namespace: "default",
      name: "web",
      replicas: 3,
      requests: [
        { resource: "cpu", unit: "cores", amount: 0.5 },
        { resource: "memory", unit: "bytes", amount: 2 ** 30 },
        { resource: "pods", unit: "count", amount: 1 },
      ],
    },
    points,
    most: 1_000_000,
    notes: [],
  };
}
