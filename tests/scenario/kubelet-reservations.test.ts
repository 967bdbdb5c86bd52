// Kubelets that keep more than there is.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

/** Where the errors of a pool with these fields are, and what they say. */
function errorsOf(fields: string, capacity = "cpu: 4, memory: 8Gi") {
  const pool = `    nodePools:\n      - { name: m, count: 1, capacity: { ${capacity} }${fields} }\n`;
  return load({ "s.yaml": scenario("", pool) }).errors.map(({ path, message }) => [path, message]);
}

const POOL = "spec.cluster.nodePools[0]";
const REFUSED = "the kubelet would not start: it is to keep";

describe("what kubelets keep", () => {
  it.each([
    ["kubeReserved: { memory: 10Gi }", "kubeReserved.memory", "10340Mi of memory from pods, and the machine has 8Gi"],
    ["systemReserved: { cpu: 5 }", "systemReserved.cpu", "5 of cpu from pods, and the machine has 4"],
    [
      "evictionHard: { memory.available: 9Gi }",
      'evictionHard["memory.available"]',
      "9Gi of memory from pods, and the machine has 8Gi",
    ],
    [
      "kubeReserved: { memory: 3Gi }, systemReserved: { memory: 5Gi }",
      "systemReserved.memory",
      "8292Mi of memory from pods, and the machine has 8Gi",
    ],
  ])("is no more than there is: %s", (kubelet, field, message) => {
    const told = errorsOf(`, kubelet: { ${kubelet} }`);
    expect(told).toEqual([[`${POOL}.kubelet.${field}`, `${REFUSED} ${message}`]]);
  });

  it("may be all that there is", () => {
    const all = "kubeReserved: { cpu: 4, memory: 7Gi }, evictionHard: { memory.available: 1Gi }";
    expect(errorsOf(`, kubelet: { ${all} }`)).toEqual([]);
  });

  it("is by default more than a tiny machine has", () => {
    expect(errorsOf("", "cpu: 1, memory: 64Mi")).toEqual([
      [`${POOL}.capacity.memory`, `${REFUSED} 100Mi of memory from pods, and the machine has 64Mi`],
    ]);
  });
});
