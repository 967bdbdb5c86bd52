// What only the whole plan can show: names that are taken, nodes that are not there.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { Pod } from "../model/objects.ts";

import { Notes } from "../environment/notes.ts";
import type { ListedBoundPod, ListedNode } from "../environment/workload-source.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { ReadWorkload } from "./read-workloads.ts";

/** The nodes, each name once; a second one of a name is told. */
export function uniqueNodes(nodes: readonly ListedNode[], sink: DiagnosticSink): readonly ListedNode[] {
  const first = new Map<string, ListedNode>();
  for (const listed of nodes) {
    const { name } = listed.node.metadata;
    const known = first.get(name);
    if (known === undefined) {
      first.set(name, listed);
      continue;
    }
    const { file, line } = known.position;
    const message = `the node ${name} is there twice; the first stands at ${file}:${line}`;
    sink.report({ code: "duplicate-name", severity: "error", message, position: listed.position });
  }
  return [...first.values()];
}

/** The bound pods whose node is there; the others are left out, and told. */
export function boundToKnownNodes(
  bound: readonly ListedBoundPod[],
  nodes: readonly ListedNode[],
  sink: DiagnosticSink,
): readonly ListedBoundPod[] {
  const names = new Set(nodes.map(({ node }) => node.metadata.name));
  const notes = new Notes();
  const kept = bound.filter(({ pod, position }) => {
    if (names.has(pod.spec.nodeName ?? "")) return true;
    const message = "pods bound to nodes that the scenario does not have are left out";
    notes.add({ code: "unknown-node", severity: "warning", message }, () => position);
    return false;
  });
  notes.flush(sink);
  return kept;
}

/** Tells of pods of the same name in different workloads, or among the bound ones: one line a pair of places. */
export function reportDuplicatePods(
  scenario: CheckedScenario,
  workloads: readonly ReadWorkload[],
  bound: readonly Pod[],
  sink: DiagnosticSink,
): void {
  const owner = new Map<string, string>();
  for (const { metadata } of bound) owner.set(`${metadata.namespace ?? ""}/${metadata.name}`, "the bound pods");
  const told = new Set<string>();
  for (const { workload } of workloads) {
    const { names, template, templates } = workload.pods;
    for (let row = 0; row < names.length; row += 1) {
      const pod = `${templates[template[row]!]!.metadata.namespace ?? ""}/${names[row]!}`;
      const other = owner.get(pod);
      owner.set(pod, `the workload ${workload.name}`);
      const pair = `${other ?? ""} ${workload.name}`;
      if (other === undefined || told.has(pair)) continue;
      told.add(pair);
      const message = `pod ${pod} is in the workload ${workload.name} and in ${other}`;
      const expected = "each pod once; perhaps a file is named twice";
      const problem = { code: "duplicate-name", severity: "error", message, expected } as const;
      scenario.report(sink, ["spec", "workloads"], "key", problem);
    }
  }
}
