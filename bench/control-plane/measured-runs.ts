// What was measured of a real control plane (etcd 3.6.8 and Kubernetes v1.36.3 as separate processes on 2 cores, kubelets played
// by a client on the same cores, quiet machine unless said), run by run: the figures that the model is held against, and how
// the model plays the run. `toBoundMs` is from the POST of a pod to its binding (median), rates are from a tenth to nine
// tenths of the pods.

import { DEFAULT_LIMITS, HIGH_LIMITS, World, type Measured } from "./world.ts";
import type { PodTimes } from "./pod-times.ts";

export interface MeasuredRun {
  readonly name: string;
  readonly play: () => PodTimes;
  /** Runs of the same kind differ; each figure is of one of them. */
  readonly toBoundMs?: readonly number[];
  readonly boundPerSecond?: readonly number[];
  readonly lastBoundSeconds?: readonly number[];
  readonly boundPods?: number;
}

const CORES = 2;
const seed = "control-plane";

const bare = (nodes: number): Measured => ({ nodes, cores: CORES, ...HIGH_LIMITS, isSelected: false, seed });
const owned = (nodes: number): Measured => ({ ...bare(nodes), isSelected: true });
const byDefault = (nodes: number): Measured => ({ ...owned(nodes), ...DEFAULT_LIMITS });

/** What other processes took of the two cores in the run with 200 pods a second: the one that was not quiet. */
const OTHERS_CORES = 0.46;

const US_PER_SECOND = 1_000_000;

function evenly(count: number, perSecond: number): readonly number[] {
  return Array.from({ length: count }, (_, pod) => (pod * US_PER_SECOND) / perSecond);
}

/** A Poisson process from a small generator of its own. */
function atRandom(count: number, perSecond: number): readonly number[] {
  let state = 12_345;
  let atUs = 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    atUs -= Math.log(1 - state / 0x8000_0000) * (US_PER_SECOND / perSecond);
    return atUs;
  });
}

export const ONE_AT_A_TIME: readonly MeasuredRun[] = [
  { name: "bare pods, 100 nodes", play: () => new World(bare(100)).churn(evenly(39, 5)), toBoundMs: [7.4] },
  { name: "bare pods, 1,000 nodes", play: () => new World(bare(1000)).churn(evenly(39, 5)), toBoundMs: [11.0] },
  { name: "bare pods, 5,000 nodes", play: () => new World(bare(5000)).churn(evenly(39, 5)), toBoundMs: [8.9] },
  { name: "a Deployment's, 1,000 nodes", play: () => new World(owned(1000)).steps(40, 6), toBoundMs: [19.5] },
  { name: "a Deployment's, 5,000 nodes", play: () => new World(owned(5000)).steps(40, 6), toBoundMs: [20.1] },
];

export const BURSTS: readonly MeasuredRun[] = [
  {
    name: "1,000 pods on 100 nodes",
    play: () => new World(owned(100)).deploy(1000),
    toBoundMs: [690, 573],
    boundPerSecond: [277, 272],
    lastBoundSeconds: [3.56, 3.39],
  },
  {
    name: "3,000 pods on 100 nodes",
    play: () => new World(owned(100)).deploy(3000),
    toBoundMs: [546],
    boundPerSecond: [262],
    lastBoundSeconds: [11.3],
  },
  {
    name: "1,000 pods on 1,000 nodes",
    play: () => new World(owned(1000)).deploy(1000),
    toBoundMs: [949, 1002],
    boundPerSecond: [277, 181],
    lastBoundSeconds: [4.13, 5.43],
  },
  {
    name: "3,000 pods on 1,000 nodes",
    play: () => new World(owned(1000)).deploy(3000),
    toBoundMs: [2130],
    boundPerSecond: [180],
    lastBoundSeconds: [22.8],
  },
];

export const DEFAULT_LIMITED: readonly MeasuredRun[] = [
  { name: "100 nodes", play: () => new World(byDefault(100)).deploy(1000), lastBoundSeconds: [49.52] },
  { name: "1,000 nodes", play: () => new World(byDefault(1000)).deploy(1000), lastBoundSeconds: [49.48] },
];

export const CHURN: readonly MeasuredRun[] = [
  { name: "50/s", play: () => new World(bare(1000)).churn(atRandom(1073, 50)), toBoundMs: [11.2], boundPods: 1073 },
  { name: "100/s", play: () => new World(bare(1000)).churn(atRandom(2992, 100)), toBoundMs: [16.3], boundPods: 2992 },
  {
    name: "150/s",
    play: () => new World(bare(1000)).churn(atRandom(2992, 150)),
    toBoundMs: [153],
    boundPerSecond: [140],
    boundPods: 2992,
  },
  {
    name: "200/s",
    play: () => new World({ ...bare(1000), cores: CORES - OTHERS_CORES }).churn(atRandom(11_986, 200)),
    toBoundMs: [2512],
    boundPods: 3142,
  },
];
