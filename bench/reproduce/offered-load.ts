// What is offered to the cluster in one run of the ATC'23 experiments: the nodes under names of a random order, and the
// pods of a list in a random order, filled up (or thinned out) to a part of the cluster's GPUs.
// Protocol: hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/core.go, simulator.go).

import { RandomStreams } from "../../src/base/random/random-streams.ts";
import type { RandomStream } from "../../src/base/random/random-stream.ts";
import type { Node, Pod } from "../../src/model/objects.ts";

/** A pod list: rows name their template. */
export interface PodList {
  readonly templates: readonly Pod[];
  /** Thousandths of GPUs that a pod of the template asks for in all, and of each GPU. */
  readonly gpuMilli: readonly { readonly total: number; readonly each: number }[];
  readonly names: readonly string[];
  readonly template: ArrayLike<number>;
}

export interface OfferedLoad {
  readonly nodes: readonly Node[];
  /** Numbers of templates in order of arrival. */
  readonly arrivals: readonly number[];
}

/** Draws of one seed: the order of the pods, the added pods, the order of the nodes. */
export function offerLoad(
  nodes: readonly Node[],
  list: PodList,
  { seed, targetMilli }: { readonly seed: string; readonly targetMilli: number },
): OfferedLoad {
  const streams = new RandomStreams(seed);
  const byName = [...list.names.keys()].sort((left, right) => compareTexts(list.names[left]!, list.names[right]!));
  const templates = byName.map((row) => list.template[row]!);
  const shuffled = shuffle(templates, streams.stream("pod order"));
  const total = templates.reduce((sum, template) => sum + list.gpuMilli[template]!.total, 0);
  const tuning = streams.stream("tuning");
  const arrivals =
    total < targetMilli
      ? filledUp(shuffled, templates, list, targetMilli - total, tuning)
      : thinnedOut(shuffled, list, total - targetMilli, tuning);
  return { nodes: renamed(nodes, streams.stream("node order")), arrivals };
}

/** Copies of uniformly drawn pods come last; the first whose GPU would exceed the target ends it, and is left out. */
function filledUp(
  arrivals: readonly number[],
  templates: readonly number[],
  { gpuMilli }: PodList,
  missingMilli: number,
  random: RandomStream,
): readonly number[] {
  const filled = [...arrivals];
  let missing = missingMilli;
  for (;;) {
    const template = templates[random.nextIndex(templates.length)]!;
    // As in the source: what each of its GPUs gives, not their sum.
    if (gpuMilli[template]!.each > missing) return filled;
    missing -= gpuMilli[template]!.total;
    filled.push(template);
  }
}

function thinnedOut(
  arrivals: readonly number[],
  { gpuMilli }: PodList,
  surplusMilli: number,
  random: RandomStream,
): readonly number[] {
  const kept = [...arrivals];
  for (let surplus = surplusMilli; surplus > 0;) {
    const [removed] = kept.splice(random.nextIndex(kept.length), 1);
    surplus -= gpuMilli[removed!]!.total;
  }
  return kept;
}

/** A number before each name, so that the order of names is a random one. */
function renamed(nodes: readonly Node[], random: RandomStream): readonly Node[] {
  const byName = nodes.toSorted((left, right) => compareTexts(left.metadata.name, right.metadata.name));
  const numbers = shuffle([...byName.keys()], random);
  return byName.map((node, index) => {
    const name = `${String(numbers[index]!).padStart(4, "0")}-${node.metadata.name}`;
    return { ...node, metadata: { ...node.metadata, name } };
  });
}

function shuffle<Item>(items: readonly Item[], random: RandomStream): Item[] {
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = random.nextIndex(index + 1);
    [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
  }
  return shuffled;
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
