// For tests: the naive way to the same answer. A run's end is copied, nodes are removed, and the plain form of the scheduler places
// the displaced pods and then one further pod after the other. No caches, no short cuts.

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { withoutPostFilter, type EndedRun } from "../../../src/experiment/capacity/ended-run.ts";
import type { PodTemplate } from "../../../src/scenario/read-template.ts";
import { PlainScheduler } from "../../../src/scheduling/framework/plain-scheduler.ts";

export interface Naive {
  readonly more: number;
  readonly homeless: number;
}

/** What fits without the nodes of these names. */
export function placedOneByOne(run: EndedRun, template: PodTemplate, lost: readonly string[]): Naive {
  const { definitions, facts } = run.placement;
  const cluster = new ClusterState(run.placement.cluster.behaviour);
  cluster.restore(run.cluster);
  const { now } = cluster;
  for (const stored of template.objects) cluster.apply({ kind: "object-stored", stored }, now);
  const plain = new PlainScheduler(cluster, withoutPostFilter(run.plan.scheduler), definitions, facts);
  plain.restore(run.memory);
  const place = (classId: number, name: string): boolean => {
    const { pod } = cluster.apply({ kind: "pod-created", classId, name }, now);
    const { decision } = plain.schedule({ id: pod, name, podClass: cluster.classes.get(classId) }, now);
    if (decision.kind === "scheduled") cluster.apply({ kind: "pod-assumed", pod, node: decision.node }, now);
    return decision.kind === "scheduled";
  };
  const nodes = lost.map((name) => cluster.nodes.find(name)!);
  const pods = nodes.flatMap((node) => [...cluster.pods.onNode(node)]).toSorted((left, right) => left - right);
  for (const pod of pods) cluster.apply({ kind: "pod-deleted", pod }, now);
  for (const name of lost) cluster.apply({ kind: "node-removed", name }, now);
  const homeless = pods.filter((pod) => !place(cluster.pods.classOf(pod), cluster.pods.nameOf(pod))).length;
  const classId = cluster.classify(template.pod);
  let more = 0;
  while (place(classId, `${template.name}-further-${more}`)) more += 1;
  return { more, homeless };
}
