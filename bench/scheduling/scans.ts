// Decisions by kept verdicts against the fused scan, by the number of nodes that are looked at and the number of classes of
// pods. As many pods go as come, so that the cluster stays half full.

import { RandomStream } from "../../src/base/random/random-stream.ts";
import type { SchedulingClass } from "../../src/cluster/class-table.ts";
import type { Benchmark, BenchmarkCase, Goal, Measurement } from "../benchmark.ts";

import { atLeastTimes, timedOutcome } from "../benchmark.ts";
import { podLooks } from "../runs/made-clusters.ts";
import { FusedScan } from "./fused-scan.ts";
import { largeNodes } from "./made-nodes.ts";
import { columnar, SchedulingWorld } from "./scheduling-world.ts";

const SCAN = "fused scan";
const PLIMSOLL = "plimsoll";
const SMOKE_PART = 50;

/** Steps before the first pod goes; as many follow before the clock starts, so that the compiler has seen pods go, too. */
const STANDING = 10_000;

interface Mix {
  readonly nodes: number;
  readonly percentageOfNodesToScore: number;
  readonly classes: number;
  readonly steps: number;
  /** The scan takes fewer where it is slow. */
  readonly scannedSteps: number;
}

/** Puts a pod of the look with this number somewhere; the one that came first goes if `full`. */
type Place = (look: number, full: boolean) => number;

function byKeptVerdicts({ nodes, percentageOfNodesToScore, classes }: Mix): Place {
  const world = new SchedulingWorld(columnar, largeNodes(nodes), percentageOfNodesToScore);
  const ids = podLooks(classes).map((look) => world.classify(look));
  return (look, full) => {
    world.schedule(ids[look]!);
    if (full) world.removeOldest();
    return world.chosen.at(-1)!;
  };
}

function byScan({ nodes, percentageOfNodesToScore, classes }: Mix): Place {
  const { cluster } = new SchedulingWorld(columnar, largeNodes(nodes), percentageOfNodesToScore);
  const scan = new FusedScan(cluster, percentageOfNodesToScore);
  const looks = podLooks(classes).map((look) => cluster.classes.get(cluster.classify(look)));
  const standing: { readonly node: number; readonly podClass: SchedulingClass }[] = [];
  let oldest = 0;
  return (look, full) => {
    const podClass = looks[look]!;
    const node = scan.decide(podClass);
    scan.shift(node, podClass, 1);
    standing.push({ node, podClass });
    if (full) {
      const gone = standing[oldest]!;
      scan.shift(gone.node, gone.podClass, -1);
      oldest += 1;
    }
    return node;
  };
}

function measure(place: Place, { classes, scannedSteps }: Mix, steps: number, smoke: boolean): Measurement {
  const part = smoke ? SMOKE_PART : 1;
  const standing = Math.min(STANDING, scannedSteps) / part;
  const random = new RandomStream("bench", "looks");
  const chosen: number[] = [];
  const next = (): void => {
    chosen.push(place(classes === 1 ? 0 : random.nextIndex(classes), chosen.length >= standing));
  };
  while (chosen.length < 2 * standing) next();
  return timedOutcome(
    steps / part,
    () => {
      for (let step = 0; step < steps / part; step += 1) next();
    },
    () => chosen.slice(0, 2 * standing + scannedSteps / part).join(" "),
  );
}

function caseOf(mix: Mix): BenchmarkCase {
  const made = (smoke: boolean): Mix => (smoke ? { ...mix, nodes: mix.nodes / SMOKE_PART } : mix);
  return {
    name: nameOf(mix),
    reference: SCAN,
    variants: [
      {
        kind: "in-process",
        name: SCAN,
        measure: (smoke) => measure(byScan(made(smoke)), mix, mix.scannedSteps, smoke),
      },
      {
        kind: "in-process",
        name: PLIMSOLL,
        measure: (smoke) => measure(byKeptVerdicts(made(smoke)), mix, mix.steps, smoke),
      },
    ],
  };
}

function nameOf({ nodes, percentageOfNodesToScore, classes }: Mix): string {
  const scored = percentageOfNodesToScore === 100 ? "all scored" : "sampled";
  const mixed = classes === 1 ? "1 class" : `${classes} classes at random`;
  return `${nodes.toLocaleString("en")} nodes, ${scored}, ${mixed}`;
}

const CLASSES = [1, 50, 500] as const;

const SAMPLED: readonly Mix[] = CLASSES.map((classes) => ({
  nodes: 5000,
  percentageOfNodesToScore: 0,
  classes,
  steps: 20_000,
  scannedSteps: 20_000,
}));

const ALL_SCORED: readonly Mix[] = CLASSES.map((classes) => ({
  nodes: 5000,
  percentageOfNodesToScore: 100,
  classes,
  steps: 10_000,
  scannedSteps: 5000,
}));

const LARGE: readonly Mix[] = CLASSES.map((classes) => ({
  nodes: 100_000,
  percentageOfNodesToScore: 100,
  classes,
  steps: 1000,
  scannedSteps: 500,
}));

const [LARGE_OF_ONE, ...LARGE_MIXES] = LARGE;

function atMostTwiceTheScan(mix: Mix): Goal {
  return { ...atLeastTimes(nameOf(mix), PLIMSOLL, 0.5), text: `${nameOf(mix)}: ${PLIMSOLL} at most twice the scan` };
}

export const scansBenchmark: Benchmark = {
  name: "scans",
  question:
    "What one decision costs by kept verdicts, against a loop over all nodes that knows the default profile alone",
  cases: [...SAMPLED, ...ALL_SCORED, ...LARGE].map(caseOf),
  goals: [
    atLeastTimes(nameOf(LARGE_OF_ONE!), PLIMSOLL, 20),
    ...[...SAMPLED, ...ALL_SCORED, ...LARGE_MIXES].map(atMostTwiceTheScan),
  ],
};
