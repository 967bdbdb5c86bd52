// The static pods of node pools: manifests of pods, one of each on every node of the pool.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { mirrorPodOf, staticPodOf } from "../model/kubelet/mirror-pod.ts";
import type { Pod } from "../model/objects.ts";

import { Notes } from "../environment/notes.ts";
import type { ListedBoundPod, ListedNode } from "../environment/workload-source.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { ContentReader, ReadContent } from "./read-content.ts";
import { noteUnusedTimes } from "./unused-times.ts";

/** Static pods of one pool, as their files have them. */
export interface StaticPods {
  readonly pool: string;
  readonly content: ReadContent["content"];
  readonly pods: readonly Omit<ListedBoundPod, "origin">[];
}

/** Those of all pools that name files; other objects than pods are told. */
export function readStaticPods(
  scenario: CheckedScenario,
  reader: ContentReader,
  sink: DiagnosticSink,
): readonly StaticPods[] {
  const pools = scenario.options.spec.cluster.nodePools ?? [];
  return pools.flatMap((pool, index) => {
    const path = ["spec", "cluster", "nodePools", index, "staticPods"];
    const read = pool.staticPods === undefined ? undefined : reader.manifests(pool.staticPods, path);
    if (read === undefined) return [];
    const { content } = read;
    if (content.nodes.length + content.boundPods.length + content.objects.length > 0) {
      const message = "staticPods: kubelets run pods of such files, and nothing else";
      scenario.report(sink, path, "value", { code: "misplaced-kind", severity: "error", message, expected: "Pods" });
    }
    const notes = new Notes();
    noteUnusedTimes(content, "a static pod", notes);
    notes.flush(sink);
    const { templates, template, names } = content.pods;
    const pods = names.map((name, row) => {
      const { metadata, spec } = templates[template[row]!]!;
      const position = content.placeOf(template[row]!) ?? scenario.positionOf(path);
      return { pod: { metadata: { ...metadata, name }, spec }, position };
    });
    return [{ pool: pool.name, content, pods }];
  });
}

/** By pool: each pod as its kubelet has it and the API server lets it in, and where it stands. */
export type AdmittedStaticPods = ReadonlyMap<string, StaticPods["pods"]>;

export function admittedStaticPods(
  statics: readonly StaticPods[],
  admit: (listed: ListedBoundPod) => Pod,
): AdmittedStaticPods {
  return new Map(
    statics.map(({ pool, pods }) => [
      pool,
      pods.map(({ pod, position }) => ({ pod: admit({ pod: staticPodOf(pod), position, origin: "new" }), position })),
    ]),
  );
}

/** One of each for each node of its pool, as they are in the API. */
export function mirrorsOn(nodes: readonly ListedNode[], statics: AdmittedStaticPods): readonly ListedBoundPod[] {
  if (statics.size === 0) return [];
  return nodes.flatMap(({ node, pool }) =>
    (statics.get(pool) ?? []).map(({ pod, position }) => {
      return { pod: mirrorPodOf(pod, node.metadata.name), position, origin: "stored" as const };
    }),
  );
}
