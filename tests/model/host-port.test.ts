// Host ports: which a pod wants, and when two of them conflict.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { HostPortSet, hostPortsOf, type HostPort } from "../../src/model/host-port.ts";
import { pod } from "./build-objects.ts";

const tcp = (address: string, port: number): HostPort => ({ address, protocol: "TCP", port });

describe("the host ports of a pod", () => {
  it("are those of its containers and sidecars, sidecars first", () => {
    const ports = (hostPort: number) => [{ containerPort: 1, hostPort }];
    const wanting = pod({
      containers: [
        { name: "a", ports: ports(80) },
        { name: "b", ports: ports(81) },
      ],
      initContainers: [
        { name: "sidecar", restartPolicy: "Always", ports: ports(82) },
        { name: "init", ports: ports(83) },
      ],
    });
    expect(hostPortsOf(wanting).map(({ port }) => port)).toEqual([82, 80, 81]);
  });

  it("are on all addresses and TCP unless they say otherwise", () => {
    const ports = [
      { containerPort: 80, hostPort: 80 },
      { containerPort: 53, hostPort: 53, hostIP: "", protocol: "" },
      { containerPort: 54, hostPort: 54, hostIP: "127.0.0.1", protocol: "UDP" },
      { containerPort: 55 },
      { containerPort: 56, hostPort: 0 },
    ];
    expect(hostPortsOf(pod({ containers: [{ name: "a", ports }] }))).toEqual([
      { address: "0.0.0.0", protocol: "TCP", port: 80 },
      { address: "0.0.0.0", protocol: "TCP", port: 53 },
      { address: "127.0.0.1", protocol: "UDP", port: 54 },
    ]);
  });
});

describe("a wanted host port", () => {
  const held = new HostPortSet();
  held.add(tcp("127.0.0.1", 80));
  held.add(tcp("0.0.0.0", 443));

  it.each([
    ["does not conflict on another address", tcp("127.0.0.2", 80), false],
    ["conflicts on the same address", tcp("127.0.0.1", 80), true],
    ["on all addresses conflicts with one that is held on some", tcp("0.0.0.0", 80), true],
    ["conflicts with one that is held on all", tcp("10.0.0.7", 443), true],
    ["of another protocol does not conflict", { ...tcp("127.0.0.1", 80), protocol: "UDP" }, false],
    ["of another number does not conflict", tcp("127.0.0.1", 81), false],
    ["on :: conflicts only with the same text and with all addresses", tcp("::", 80), false],
    ["on :: conflicts with one that is held on all", tcp("::", 443), true],
  ])("%s", (_sentence, wanted, expected) => {
    expect(held.conflictsWith(wanted)).toBe(expected);
  });
});

describe("a set of host ports", () => {
  it("holds a port once: the first of two holders that leaves frees it", () => {
    const held = new HostPortSet();
    held.add(tcp("0.0.0.0", 80));
    held.add(tcp("0.0.0.0", 80));
    held.delete(tcp("0.0.0.0", 80));
    expect(held.conflictsWith(tcp("0.0.0.0", 80))).toBe(false);
  });

  it("lets go of what it does not hold without a word", () => {
    const held = new HostPortSet();
    held.delete(tcp("0.0.0.0", 80));
    expect(held.conflictsWith(tcp("0.0.0.0", 80))).toBe(false);
  });

  it("is independent of its copy", () => {
    const held = new HostPortSet();
    held.add(tcp("127.0.0.1", 80));
    const copy = held.copy();
    copy.add(tcp("127.0.0.2", 80));
    copy.delete(tcp("127.0.0.1", 80));
    expect(held.conflictsWith(tcp("127.0.0.1", 80))).toBe(true);
    expect(held.conflictsWith(tcp("127.0.0.2", 80))).toBe(false);
  });

  it("lists what it holds, in the order of the texts", () => {
    const held = new HostPortSet();
    for (const address of ["127.0.0.2", "::", "127.0.0.1"]) held.add(tcp(address, 80));
    held.add({ address: "0.0.0.0", protocol: "UDP", port: 53 });
    held.delete(tcp("127.0.0.2", 80));
    expect(held.list()).toEqual([
      tcp("127.0.0.1", 80),
      tcp("::", 80),
      { address: "0.0.0.0", protocol: "UDP", port: 53 },
    ]);
    expect(new HostPortSet().list()).toEqual([]);
  });

  it("conflicts as a plain list of what is held does, after any history", () => {
    const anyPort = fc.record({
      address: fc.constantFrom("0.0.0.0", "127.0.0.1", "10.0.0.7", "::"),
      protocol: fc.constantFrom("TCP", "UDP"),
      port: fc.constantFrom(80, 443),
    });
    const step = fc.record({ add: fc.boolean(), port: anyPort });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), anyPort, (steps, wanted) => {
        const held = new HostPortSet();
        let list: readonly HostPort[] = [];
        for (const { add, port } of steps) {
          const others = list.filter((one) => JSON.stringify(one) !== JSON.stringify(port));
          list = add ? [...others, port] : others;
          if (add) held.add(port);
          else held.delete(port);
        }
        const conflict = list.some(
          ({ address, protocol, port }) =>
            protocol === wanted.protocol &&
            port === wanted.port &&
            (address === wanted.address || address === "0.0.0.0" || wanted.address === "0.0.0.0"),
        );
        expect(held.conflictsWith(wanted)).toBe(conflict);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
