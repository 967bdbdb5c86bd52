// F by the unit values of its authors' own test (pkg/utils/frag_test.go of hkust-adsl/kubernetes-scheduler-simulator
// 8f3d641): their two lists of typical pods, and the values that they expect.

import { describe, expect, it } from "vitest";

import { Fragmentation } from "../../../src/scheduling/policies/fragmentation.ts";
import type { TypicalPod } from "../../../src/scheduling/policies/typical-pods.ts";

type Row = readonly [cpuMilli: number, milliEach: number, devices: number, model: string, percent: number];

const FIRST_LIST: readonly Row[] = [
  [6000, 465, 1, "", 9.33],
  [8000, 440, 1, "2080", 9.15],
  [8000, 475, 1, "T4", 8.76],
  [8000, 440, 1, "P100", 8.72],
  [2000, 465, 1, "", 8.68],
  [12000, 900, 1, "", 8.65],
  [4000, 900, 1, "", 8.43],
  [16000, 678, 1, "T4", 8.36],
  [8000, 500, 1, "", 8.29],
  [6000, 511, 1, "", 8.11],
  [14000, 1000, 2, "2080", 0.54],
  [4000, 1000, 1, "2080", 0.43],
  [32000, 1000, 2, "T4", 0.43],
  [16000, 1000, 1, "V100M16", 0.4],
  [64000, 1000, 2, "", 0.4],
  [10000, 1000, 2, "", 0.4],
  [11400, 1000, 1, "T4", 0.36],
  [16000, 1000, 1, "T4", 0.36],
  [4000, 1000, 2, "", 0.36],
  [14000, 1000, 2, "V100M16", 0.36],
  [8000, 1000, 4, "", 0.36],
  [16000, 1000, 2, "", 0.32],
  [2000, 1000, 1, "T4", 0.32],
  [6000, 1000, 1, "", 0.32],
  [4000, 1000, 1, "", 0.32],
  [5000, 1000, 1, "", 0.32],
  [32000, 1000, 4, "V100M16", 0.32],
  [32000, 1000, 2, "", 0.32],
  [24000, 1000, 8, "2080", 0.32],
  [40000, 1000, 4, "", 0.29],
  [32000, 1000, 8, "", 0.29],
  [32000, 1000, 1, "T4", 0.29],
  [16000, 1000, 1, "", 0.25],
  [7000, 1000, 1, "V100M16", 0.25],
  [24000, 1000, 1, "T4", 0.25],
];

const SECOND_LIST: readonly Row[] = [
  [15700, 1000, 1, "", 28.69],
  [11900, 1000, 1, "", 18.93],
  [11400, 1000, 1, "", 12.27],
  [1000, 0, 0, "", 7.36],
  [18710, 1000, 1, "", 4.85],
  [8200, 1000, 1, "", 3.79],
  [16400, 1000, 1, "", 3.31],
  [9810, 1000, 1, "", 1.97],
  [15200, 1000, 1, "", 1.87],
  [11200, 1000, 1, "", 1.81],
  [14200, 1000, 1, "", 1.76],
  [12000, 0, 0, "", 1.65],
  [14900, 1000, 1, "", 1.39],
  [60200, 1000, 4, "", 1.23],
  [64200, 1000, 8, "", 1.07],
  [32200, 1000, 4, "", 1.01],
  [17400, 1000, 2, "", 0.91],
  [30200, 1000, 2, "", 0.69],
  [16000, 1000, 1, "", 0.64],
  [15000, 1000, 1, "", 0.59],
  [64000, 1000, 8, "", 0.53],
  [15000, 0, 0, "", 0.53],
  [11910, 1000, 1, "", 0.53],
  [120200, 1000, 8, "", 0.48],
  [11300, 1000, 1, "", 0.37],
  [30000, 1000, 2, "", 0.32],
  [9800, 1000, 1, "", 0.32],
  [8000, 1000, 1, "", 0.32],
  [2000, 1000, 1, "", 0.27],
  [2000, 80, 1, "", 0.27],
  [1000, 1000, 1, "", 0.27],
];

function typical(rows: readonly Row[]): readonly TypicalPod[] {
  return rows.map(([cpuMilli, milliEach, devices, model, percent]) => {
    const models = model === "" ? [] : [model];
    return { cpuMilli, milliEach, devices, models, frequency: percent / 100 };
  });
}

function fragmentedOn(rows: readonly Row[], model: string, cpuMilliLeft: number, free: readonly number[]): number {
  return new Fragmentation(typical(rows)).of({ model, cpuMilliLeft, free });
}

describe("F", () => {
  it("is 2,566.62 for four GPUs in use and one core left", () => {
    expect(fragmentedOn(FIRST_LIST, "1080", 1000, [200, 1000, 1000, 500])).toBeCloseTo(2566.62, 2);
  });

  it("is 3,802.40 for four idle GPUs and 7,604.80 for eight, with one core left", () => {
    expect(fragmentedOn(FIRST_LIST, "1080", 1000, Array<number>(4).fill(1000))).toBeCloseTo(3802.4, 2);
    expect(fragmentedOn(FIRST_LIST, "1080", 1000, Array<number>(8).fill(1000))).toBeCloseTo(7604.8, 2);
  });

  it("is 251.91 by the first typical pod alone", () => {
    expect(fragmentedOn(FIRST_LIST.slice(0, 1), "1080", 1000, [200, 1000, 1000, 500])).toBeCloseTo(251.91, 2);
  });

  it("is 887.20 for an empty node, 554.40 for one in half use, 4,000 for one without CPU", () => {
    const half = [1000, 1000, 1000, 1000, 0, 0, 0, 0];
    expect(fragmentedOn(SECOND_LIST, "P100", 64000, Array<number>(8).fill(1000))).toBeCloseTo(887.2, 2);
    expect(fragmentedOn(SECOND_LIST, "P100", 32000, half)).toBeCloseTo(554.4, 2);
    expect(fragmentedOn(SECOND_LIST, "P100", 0, half)).toBeCloseTo(4000, 2);
  });

  it("is 0 where nothing is idle, and where nothing is typical", () => {
    expect(fragmentedOn(FIRST_LIST, "T4", 1000, [0, 0])).toBe(0);
    expect(fragmentedOn([], "T4", 1000, [1000])).toBe(0);
  });

  it("counts only the devices that are too small where a typical pod fits", () => {
    const rows: readonly Row[] = [[1000, 700, 1, "", 100]];
    const fragmentation = new Fragmentation(typical(rows));
    const idle = fragmentation.idleMilli({ model: "T4", cpuMilliLeft: 1000, free: [500, 200, 800] });
    expect(idle).toEqual({
      lackingBoth: 0,
      lackingGpu: 700,
      usable: 800,
      lackingCpu: 0,
      noGpuFits: 0,
      noGpuLackingCpu: 0,
      wrongModel: 0,
    });
  });
});
