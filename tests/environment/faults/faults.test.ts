// The contract of every fault in the list: it begins, it ends, nothing of it stays, and a saved run goes on as it would have.

import { describe, expect, it } from "vitest";
import { z } from "zod";

import { COMMON_OPTIONS } from "../../../src/environment/faults/fault-options.ts";
import { FAULTS } from "../../../src/environment/faults/faults.ts";
import { SmallWorld } from "../small-world.ts";
import { at, fault, faultWorld, TRUSTING_READER, type FaultWorld } from "./fault-world.ts";

/** What some kinds cannot do without. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  nodePressure: { pressure: "memory" },
  flapping: { down: { distribution: "exponential", mean: "7s" }, up: "5s" },
};

const NODES = ["n-1", "n-2", "n-3", "n-4"];

function worldWith(kind: string): FaultWorld {
  const faulty = faultWorld([fault(kind, at(10, 400), { zone: "a" }, NEEDED[kind])], new SmallWorld());
  for (const node of NODES) faulty.world.addPod(`web-${node}`, node);
  return faulty;
}

/** All that has happened, and how it stands. */
function traceOf({ world }: FaultWorld): readonly string[] {
  return [...world.heard, ...world.said, world.engine.fingerprint, ...NODES.map((node) => world.health(node))];
}

describe.each(FAULTS)("$name", ({ name, source, options, read }) => {
  it("says what it imitates, and describes each of its options", () => {
    expect(source.length).toBeGreaterThan(20);
    expect(options.meta()?.["description"]).toMatch(/^[A-Z].{20}/);
    const fields = Object.entries(
      (z.toJSONSchema(options) as { properties: Record<string, { description?: string }> }).properties,
    );
    expect(fields.filter(([, field]) => field.description === undefined)).toEqual([]);
    expect(Object.keys(COMMON_OPTIONS).every((field) => Object.hasOwn(options.shape, field))).toBe(true);
    expect(options.safeParse({ nonsense: 1 }).success).toBe(false);
  });

  it("reads its options to plain data", () => {
    const settings = read(NEEDED[name] ?? {}, TRUSTING_READER);
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
  });

  it("begins, ends, and leaves its nodes as they were", () => {
    const faulty = worldWith(name);
    expect(faulty.world.run()).toBe("quiescence");
    const marks = (what: string) => faulty.world.heard.filter((text) => text.includes(`${name} ${what}`));
    expect(marks("begins").length).toBeGreaterThan(0);
    expect(marks("ends")).toHaveLength(marks("begins").length);
    expect(NODES.map((node) => faulty.world.health(node).replace(" anew", ""))).toEqual(NODES.map(() => "CPLS"));
    expect(faulty.faults.openEnds()).toEqual([]);
  });

  it("does the same again, and from any moment at which it was saved", () => {
    const whole = worldWith(name);
    whole.world.run(2000);
    for (const seconds of [5, 11, 60, 300, 500]) {
      const first = worldWith(name);
      const second = worldWith(name);
      first.world.run(seconds);
      second.world.engine.restore(first.world.engine.snapshot());
      second.world.cluster.restore(first.world.cluster.snapshot());
      second.faults.restore(first.faults.snapshot());
      second.world.heard.splice(0, Infinity, ...first.world.heard);
      second.world.said.splice(0, Infinity, ...first.world.said);
      second.world.run(2000);
      expect(traceOf(second), `saved at ${seconds} s`).toEqual(traceOf(whole));
    }
  });

  it("tells of nodes that are not there when its time comes", () => {
    const faulty = faultWorld([fault(name, at(10, 400), { zone: "c" }, NEEDED[name])]);
    faulty.world.run();
    expect(faulty.world.said).toEqual(["10 there is no such node now: nothing happens"]);
    expect(faulty.world.heard.filter((text) => text.includes(`${name} fails`))).toHaveLength(1);
  });
});

describe("the list of faults", () => {
  it("has each name once, and needs no options that no fault has", () => {
    const names = FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(NEEDED).filter((name) => !names.includes(name))).toEqual([]);
  });
});
