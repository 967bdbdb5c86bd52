// NodeAffinity: nodeSelector and required node affinity filter, preferred node affinity scores; addedAffinity of
// the profile comes on top.
// Imitates plugins/nodeaffinity/node_affinity.go, v1.36.

import type { NodeAffinity } from "../../model/api/types/affinity.ts";
import {
  compilePreferred,
  compileRequired,
  matchesRequired,
  matchesTerm,
  preferredTermError,
  type SelectableNode,
  type WeightedTerm,
} from "../../model/node-selector.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { NodeAffinityArgs } from "../configuration/argument-types.ts";
import { normalizeAscending } from "../framework/normalize-score.ts";
import type { PluginDefinition, SchedulerPlugin } from "../framework/plugin.ts";
import { signedNodeAffinity } from "../framework/pod-signers.ts";
import { failure, SUCCESS, unresolvable, type Status } from "../framework/status.ts";

const REFUSAL = unresolvable("node(s) didn't match Pod's node affinity/selector");
const ADDED_REFUSAL = unresolvable("node(s) didn't match scheduler-enforced node affinity");
const CONFLICT = unresolvable("pod affinity terms conflict");

/** The profile's addedAffinity, compiled. */
interface AddedAffinity {
  readonly required: ReturnType<typeof compileRequired>;
  readonly preferred: readonly WeightedTerm[];
  /** Terms that select nothing count too. */
  readonly prefers: boolean;
}

function compileAdded(affinity: NodeAffinity | undefined): AddedAffinity {
  const { preferredDuringSchedulingIgnoredDuringExecution: terms = [] } = affinity ?? {};
  return {
    required: compileRequired(undefined, affinity),
    preferred: compilePreferred(affinity),
    prefers: terms.length > 0,
  };
}

/** Terms that select nothing, and even none at all, are looked at. */
function prefersNodes({ pod }: SchedulingClass): boolean {
  return pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution !== undefined;
}

function refusalOf(podClass: SchedulingClass, node: SelectableNode, added: AddedAffinity): Status {
  if (!matchesRequired(added.required, node)) return ADDED_REFUSAL;
  return matchesRequired(podClass.required, node) ? SUCCESS : REFUSAL;
}

function weightOf(terms: readonly WeightedTerm[], node: SelectableNode): number {
  let sum = 0;
  for (const { weight, term } of terms) if (matchesTerm(term, node)) sum += weight;
  return sum;
}

/** No selector, no required term, nothing added: every node passes. */
function asksNothing({ required }: SchedulingClass, added: AddedAffinity): boolean {
  return required.nodeSelector === undefined && required.terms === undefined && added.required.terms === undefined;
}

function createNodeAffinity(args: NodeAffinityArgs): SchedulerPlugin<undefined, readonly WeightedTerm[]> {
  const added = compileAdded(args.addedAffinity);
  return {
    preFilter({ podClass }) {
      if (asksNothing(podClass, added)) return { kind: "skip" };
      const nodeNames = podClass.allowedNodeNames;
      if (nodeNames === undefined) return { kind: "ready", state: undefined };
      if (nodeNames.size === 0) return { kind: "rejected", status: CONFLICT };
      return { kind: "ready", state: undefined, nodeNames };
    },
    filter: ({ podClass }, node) => refusalOf(podClass, node.record, added),
    preScore({ podClass }) {
      const error = preferredTermError(podClass.preferred);
      if (error !== undefined) return { kind: "failed", status: failure(error) };
      if (!prefersNodes(podClass) && !added.prefers) return { kind: "skip" };
      return { kind: "ready", state: podClass.preferred };
    },
    score({ podClass }, node, preferred = podClass.preferred) {
      return weightOf(added.preferred, node.record) + weightOf(preferred, node.record);
    },
    scoreWithoutState: ({ preferred }) => preferredTermError(preferred),
    normalizeScore: normalizeAscending,
    sign: ({ pod }) => signedNodeAffinity(pod),
  };
}

export const nodeAffinity: PluginDefinition = {
  name: "NodeAffinity",
  source: "plugins/nodeaffinity/node_affinity.go v1.36",
  points: ["preFilter", "filter", "preScore", "score"],
  create(args, { cluster }) {
    const checked = (args ?? {}) as NodeAffinityArgs;
    const added = compileAdded(checked.addedAffinity);
    return {
      ...createNodeAffinity(checked),
      columnar: {
        ignoresPods: true,
        locality: "candidates",
        filterIsIdle: (podClass) => asksNothing(podClass, added),
        filter(podClass, nodes, count, reject) {
          let kept = 0;
          for (let index = 0; index < count; index += 1) {
            const node = nodes[index]!;
            if (refusalOf(podClass, cluster.nodes.record(node), added) === SUCCESS) nodes[kept++] = node;
            else reject(node);
          }
          return kept;
        },
        score({ preferred }, nodes, count, scores) {
          for (let index = 0; index < count; index += 1) {
            const record = cluster.nodes.record(nodes[index]!);
            scores[index] = weightOf(added.preferred, record) + weightOf(preferred, record);
          }
        },
        uniformScore: ({ preferred }) => (preferred.length === 0 && added.preferred.length === 0 ? 0 : undefined),
      },
    };
  },
};
