// Cores that processes share: how long work takes beside other work.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { ProcessName } from "../../../src/cluster/api-client.ts";
import { SharedCores } from "../../../src/components/api-server/shared-cores.ts";

interface Work {
  readonly process: ProcessName;
  readonly atUs: number;
  readonly workUs: number;
}

/** When each piece of work ends, µs. */
function endsOf(cores: number, inBackground: number, works: readonly Work[]): readonly number[] {
  const { engine, ends } = prepared(cores, inBackground, works);
  engine.run();
  return ends;
}

function prepared(cores: number, inBackground: number, works: readonly Work[]) {
  const engine = new Engine();
  const shared = new SharedCores(engine, cores, inBackground);
  const ends: number[] = [];
  const done = shared.defineWork((number) => {
    ends[number] = engine.now;
  });
  const begin = engine.defineKind("test/begin", "api", (number) => {
    const { process, workUs } = works[number]!;
    shared.run(process, done, workUs, number, 0);
  });
  for (const [number, { atUs }] of works.entries()) engine.schedule(moment(atUs), begin, number);
  return { engine, shared, ends };
}

describe("shared cores", () => {
  it("let work take its own time while there are enough", () => {
    const works: readonly Work[] = [
      { process: "etcd", atUs: 0, workUs: 100 },
      { process: "kube-apiserver", atUs: 50, workUs: 300 },
    ];
    expect(endsOf(2, 0, works)).toEqual([100, 350]);
  });

  it("are parted evenly among what runs", () => {
    const works = (["etcd", "kube-apiserver", "kube-scheduler", "others"] as const).map((process) => ({
      process,
      atUs: 0,
      workUs: 100,
    }));
    expect(endsOf(2, 0, works)).toEqual([200, 200, 200, 200]);
  });

  it("give a process no more threads than there are cores: the rest waits in its line", () => {
    const works = [1, 2, 3, 4].map(() => ({ process: "kube-apiserver" as const, atUs: 0, workUs: 100 }));
    expect(endsOf(2, 0, works)).toEqual([100, 100, 200, 200]);
  });

  it("do not let a long line of one process starve another", () => {
    const line = Array.from({ length: 50 }, () => ({ process: "kube-apiserver" as const, atUs: 0, workUs: 100 }));
    const ends = endsOf(2, 0, [...line, { process: "kube-scheduler", atUs: 0, workUs: 100 }]);
    expect(ends.at(-1)).toBe(150);
  });

  it("are fewer by what runs in the background", () => {
    const works = (["etcd", "others"] as const).map((process) => ({ process, atUs: 0, workUs: 150 }));
    expect(endsOf(2, 0.5, works)).toEqual([200, 200]);
  });

  it("do all work in the time that it takes, whatever the order", () => {
    const works = Array.from({ length: 300 }, (_, number) => ({
      process: (["etcd", "kube-apiserver", "kube-scheduler", "others"] as const)[number % 4]!,
      atUs: (number * 7919) % 1000,
      workUs: 100 + ((number * 31) % 400),
    }));
    const total = works.reduce((sum, { workUs }) => sum + workUs, 0);
    const last = Math.max(...endsOf(2, 0, works));
    expect(last).toBeGreaterThanOrEqual(total / 2);
    expect(last).toBeLessThan(total / 2 + 1500);
  });

  it("go on from a snapshot as if nothing had been", () => {
    const works = Array.from({ length: 40 }, (_, number) => ({
      process: (["etcd", "kube-apiserver"] as const)[number % 2]!,
      atUs: number * 20,
      workUs: 100,
    }));
    const whole = endsOf(2, 0.1, works);
    const first = prepared(2, 0.1, works);
    first.engine.run(moment(500));
    const second = prepared(2, 0.1, works);
    second.engine.restore(first.engine.snapshot());
    second.shared.restore(first.shared.snapshot());
    second.engine.run();
    expect(whole.map((_, number) => first.ends[number] ?? second.ends[number])).toEqual(whole);
  });
});
