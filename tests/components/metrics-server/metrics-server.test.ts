// What metrics-server tells of pods that start, work, stop and stand on nodes that do not answer.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { PodUsageSample } from "../../../src/cluster/metrics-client.ts";
import { MetricsWorld, SECOND, SERVER_ONLY, WEB } from "./metrics-world.ts";

const SEEDS = Array.from({ length: 12 }, (_, seed) => String(seed));

/** When it first holds. */
function firstUs(world: MetricsWorld, untilUs: number, holds: () => boolean): number {
  let found = Number.NaN;
  world.pass(untilUs, (nowUs) => {
    if (Number.isNaN(found) && holds()) found = nowUs;
  });
  return found;
}

describe("a pod that starts", () => {
  it.each(SEEDS)("has no sample for its first 10 s, and one within 50 s: seed %s", (seed) => {
    const world = new MetricsWorld(SERVER_ONLY, seed);
    world.run("a");
    const us = firstUs(world, 60 * SECOND, () => world.samples().length > 0);
    expect(us).toBeGreaterThanOrEqual(10 * SECOND);
    expect(us).toBeLessThanOrEqual(50 * SECOND);
  });

  it("is measured from its start if it is measured while it is 10 to 15 s old", () => {
    const firsts = SEEDS.map((seed) => {
      const world = new MetricsWorld(SERVER_ONLY, seed);
      world.use(world.run("a"), 200);
      let first: PodUsageSample | undefined;
      world.pass(60 * SECOND, () => (first ??= world.samples()[0]));
      return first!;
    });
    const fresh = firsts.filter(({ timestampUs }) => timestampUs < 14 * SECOND);
    expect(fresh.length).toBeGreaterThan(2);
    for (const { timestampUs, windowUs } of fresh) {
      expect(Math.floor(windowUs / SECOND) * SECOND).toBe(timestampUs);
    }
    expect(firsts.every(({ containers }) => containers[0]!.cpuMilli === 200)).toBe(true);
  });

  it("shows what its start takes, cut off at its limit, and then its base", () => {
    const world = new MetricsWorld();
    const annotations = { "plimsoll/cpu-use": "1500m@0s,1500m@60s,20m@60s", "plimsoll/memory-use": "1Mi@0s,3Mi@60s" };
    const limited = [{ name: "main", resources: { limits: { cpu: "1" } } }];
    world.run("free", { metadata: { name: "free", annotations } });
    world.run("limited", { metadata: { name: "limited", annotations }, spec: { containers: limited } });
    world.nowUs = 55 * SECOND;
    expect(world.cpu()).toEqual({ free: 1500, limited: 1000 });
    world.nowUs = 150 * SECOND;
    expect(world.cpu()).toEqual({ free: 20, limited: 20 });
    expect(world.samples()[0]!.containers[0]!.memoryMilli).toBe(3 * 1024 * 1024 * 1000);
  });
});

describe("a step in load", () => {
  it.each(SEEDS)("is seen in part before it is seen in full, at most 70 s later: seed %s", (seed) => {
    const world = new MetricsWorld(SERVER_ONLY, seed);
    const pod = world.run("a");
    world.use(pod, 100);
    world.nowUs = 120 * SECOND;
    world.use(pod, 300);
    const seen = new Map<unknown, number>();
    world.pass(200 * SECOND, (nowUs) => {
      const { a } = world.cpu();
      if (!seen.has(a)) seen.set(a, nowUs);
    });
    const values = [...seen.keys()] as number[];
    expect(values[0]).toBe(100);
    expect(values.at(-1)).toBe(300);
    expect(values).toEqual(values.toSorted((left, right) => left - right));
    // A measurement up to 20 s before the scrape, a window of up to 35 s, and 15 s until the next scrape.
    expect(seen.get(300)! - 120 * SECOND).toBeLessThanOrEqual(70 * SECOND);
  });
});

describe("a container that is restarted", () => {
  const restarted = { name: "main", isReady: true, restartCount: 1 };

  it("has no sample until it was measured anew", () => {
    const world = new MetricsWorld();
    const pod = world.run("a");
    world.use(pod, 100);
    world.nowUs = 100 * SECOND;
    expect(world.samples()).toHaveLength(1);
    const running = { ...restarted, state: { kind: "running", startedUs: world.nowUs } } as const;
    world.apply({ kind: "pod-containers", pod, containers: [running] });
    expect(world.samples()).toEqual([]);
    const us = firstUs(world, 200 * SECOND, () => world.samples().length > 0);
    expect(us).toBeGreaterThanOrEqual(110 * SECOND);
    expect(us).toBeLessThanOrEqual(150 * SECOND);
  });

  it("is left out while it waits for its next start", () => {
    const world = new MetricsWorld();
    const spec = { containers: [{ name: "main" }, { name: "other" }] };
    const pod = world.run("a", { spec });
    world.nowUs = 100 * SECOND;
    const waiting = { ...restarted, state: { kind: "waiting", reason: "CrashLoopBackOff" } } as const;
    const other = { ...restarted, name: "other", state: { kind: "running", startedUs: 0 } } as const;
    world.apply({ kind: "pod-containers", pod, containers: [waiting, other] });
    expect(world.samples()[0]!.containers.map(({ name }) => name)).toEqual(["other"]);
  });
});

describe("a node that does not answer", () => {
  it("has no samples from the next scrape on, and again two scrapes after it came back", () => {
    const world = new MetricsWorld();
    for (const [number, name] of ["a", "b"].entries()) world.use(world.run(name, {}, number), 100);
    world.nowUs = 100 * SECOND;
    expect(world.cpu()).toEqual({ a: 100, b: 100 });
    world.silence(1);
    expect(world.cpu()).toEqual({ a: 100, b: 100 });
    // The scrape that meets it waits for 10 s.
    const goneUs = firstUs(world, 200 * SECOND, () => world.samples().length === 1);
    expect(goneUs).toBeGreaterThan(110 * SECOND);
    expect(goneUs).toBeLessThanOrEqual(126 * SECOND);
    world.heal(1);
    const backUs = firstUs(world, 300 * SECOND, () => world.samples().length === 2);
    expect(backUs).toBeGreaterThan(215 * SECOND);
    expect(backUs).toBeLessThanOrEqual(250 * SECOND);
  });

  it("is found by who asks for versions, too, though it fell silent between two scrapes", () => {
    const world = new MetricsWorld();
    const pods = ["a", "b"].map((name, number) => world.run(name, {}, number));
    for (const pod of pods) world.use(pod, 100);
    world.nowUs = 100 * SECOND;
    const version = world.apis.versionOf(WEB);
    expect(world.apis.isSettled(WEB)).toBe(true);
    world.silence(1);
    world.use(pods[0]!, 100);
    expect(world.apis.versionOf(WEB)).toBe(version);
    expect(world.apis.isSettled(WEB)).toBe(false);
    const changedUs = firstUs(world, 200 * SECOND, () => world.apis.versionOf(WEB) !== version);
    expect(changedUs).toBeGreaterThan(110 * SECOND);
    expect(changedUs).toBeLessThanOrEqual(126 * SECOND);
  });

  it("loses nothing if it answers again before the next scrape", () => {
    const world = new MetricsWorld();
    world.use(world.run("a"), 100);
    world.nowUs = 100 * SECOND;
    const scrapes = new Set<number>();
    world.pass(131 * SECOND, () => scrapes.add(world.samples()[0]!.timestampUs));
    const changeUs = firstUs(world, 160 * SECOND, () => !scrapes.has(world.samples()[0]!.timestampUs));
    expect(changeUs).toBeGreaterThan(0);
    world.silence(0);
    world.nowUs += SECOND;
    world.heal(0);
    let least = 1;
    world.pass(world.nowUs + 60 * SECOND, () => (least = Math.min(least, world.samples().length)));
    expect(least).toBe(1);
  });
});

describe("the answer", () => {
  it("lists the running pods that are chosen, by name, and no others", () => {
    const world = new MetricsWorld();
    const pods = ["b", "a", "c"].map((name) => world.run(name));
    world.run("other", { metadata: { name: "other", labels: { app: "other" } } });
    world.run("elsewhere", { metadata: { name: "elsewhere", namespace: "elsewhere" } });
    world.nowUs = 60 * SECOND;
    expect(Object.keys(world.cpu())).toEqual(["a", "b", "c"]);
    world.apply({ kind: "pod-ended", pod: pods[0]!, phase: "failed" });
    expect(Object.keys(world.cpu())).toEqual(["a", "c"]);
    world.apply({ kind: "pod-deleted", pod: pods[1]! });
    expect(Object.keys(world.cpu())).toEqual(["c"]);
  });

  it("is of pods that stood before the run at once", () => {
    const world = new MetricsWorld();
    const classId = world.cluster.classify({
      metadata: { name: "a", namespace: "default", labels: { app: "web" } },
      spec: { containers: [{ name: "main" }] },
    });
    const status = { createdUs: undefined, startUs: -3600 * SECOND, runs: true, ready: undefined };
    const pod = world.apply({ kind: "pod-placed", classId, name: "a", nodeName: "n1", status });
    world.use(pod, 40);
    expect(world.samples()).toHaveLength(1);
  });
});

/** What a script does to the world, by how long after the step before. */
const script = fc.array(
  fc.record({
    gapUs: fc.integer({ min: 1, max: 12 * SECOND }),
    what: fc.constantFrom("use", "use", "use", "run", "end", "silence", "heal", "restart", "late"),
    pod: fc.nat(5),
    cpuMilli: fc.constantFrom(0, 1, 250, 333.3, 1999),
  }),
  { minLength: 1, maxLength: 60 },
);

type Step = (typeof script extends fc.Arbitrary<infer Steps> ? Steps : never) extends readonly (infer One)[]
  ? One
  : never;

/** The rate of a pod at all times, beside the cluster. */
type Rates = Map<string, { readonly fromUs: number; readonly cpuMilli: number }[]>;

function play(world: MetricsWorld, { what, pod: choice, cpuMilli }: Step, rates: Rates): void {
  const { pods } = world.cluster;
  const pod = pods.size === 0 ? -1 : choice % pods.size;
  if (what === "run" || pod === -1) {
    const name = `p${pods.size}`;
    world.run(name, {}, choice % 3);
    rates.set(name, []);
    return;
  }
  const runs = pods.phaseNameOf(pod) === "running";
  if (what === "silence") world.silence(choice % 3);
  else if (what === "heal") world.heal(choice % 3);
  else if (what === "end" && runs && choice > 3) world.apply({ kind: "pod-ended", pod, phase: "failed" });
  else if (what === "use" && runs) {
    world.use(pod, cpuMilli);
    rates.get(pods.nameOf(pod))!.push({ fromUs: world.nowUs, cpuMilli });
  } else if (what === "late" && runs) {
    const known = rates.get(pods.nameOf(pod))!;
    const fromUs = Math.max(known.at(-1)?.fromUs ?? 0, world.nowUs - 7 * SECOND);
    world.apply({ kind: "pod-usage", pod, fromUs, cpuMilli });
    known.push({ fromUs, cpuMilli });
  } else if (what === "restart" && runs) {
    const state = { kind: "running", startedUs: Math.floor(world.nowUs / SECOND) * SECOND } as const;
    world.apply({ kind: "pod-containers", pod, containers: [{ name: "main", isReady: true, restartCount: 1, state }] });
  }
}

describe("samples at any moment", () => {
  it("are the integral of what was recorded over their window, whatever happens", () => {
    fc.assert(
      fc.property(script, fc.nat(999), (steps, seed) => {
        const world = new MetricsWorld(SERVER_ONLY, String(seed));
        const rates: Rates = new Map();
        for (const step of steps) {
          world.nowUs += step.gapUs;
          play(world, step, rates);
          for (const { pod, timestampUs, windowUs, containers } of world.samples()) {
            const bounds = meanBounds(rates.get(pod)!, timestampUs, windowUs);
            expect(Number(containers[0]!.cpuMilli)).toBeGreaterThanOrEqual(Math.ceil(bounds.least - 1e-6));
            expect(Number(containers[0]!.cpuMilli)).toBeLessThanOrEqual(Math.ceil(bounds.most));
          }
        }
      }),
      { seed: 31, numRuns: 60 },
    );
  });

  it("are the same for who asks all the time and who asks once, and their version tells when they change, or that they stay", () => {
    fc.assert(
      fc.property(script, fc.nat(999), (steps, seed) => {
        const world = new MetricsWorld(SERVER_ONLY, String(seed));
        const rates: Rates = new Map();
        let before = { version: -1, told: "" };
        for (const step of steps) {
          const isSettled = before.version >= 0 && world.apis.isSettled(WEB);
          world.nowUs += step.gapUs;
          if (isSettled) expect(world.apis.versionOf(WEB)).toBe(before.version);
          play(world, step, rates);
          const version = world.apis.versionOf(WEB);
          const once = world.samples({ ...WEB });
          const told = JSON.stringify(once.map(({ pod, containers }) => [pod, containers]));
          if (version === before.version) expect(told).toBe(before.told);
          before = { version, told };
          expect(world.samples()).toEqual(once);
          expect(world.apis.versionOf(WEB)).toBe(version);
        }
        const last = world.apis.versionOf(WEB);
        world.apis.restore(world.apis.snapshot());
        expect(world.apis.versionOf(WEB)).not.toBe(last);
        expect(world.samples()).toEqual(world.samples({ ...WEB }));
      }),
      { seed: 32, numRuns: 60 },
    );
  });
});

/** The mean of a pod's rates over the window; its end is known to the second only. */
function meanBounds(
  rates: readonly { readonly fromUs: number; readonly cpuMilli: number }[],
  timestampUs: number,
  windowUs: number,
): { readonly least: number; readonly most: number } {
  const means = Array.from({ length: 1001 }, (_, ms) => {
    const untilUs = timestampUs + ms * 1000;
    let total = 0;
    for (const [index, { fromUs, cpuMilli }] of rates.entries()) {
      const endUs = Math.min(untilUs, rates[index + 1]?.fromUs ?? Infinity);
      total += cpuMilli * Math.max(0, endUs - Math.max(fromUs, untilUs - windowUs));
    }
    return total / windowUs;
  });
  return { least: Math.min(...means), most: Math.max(...means) };
}
