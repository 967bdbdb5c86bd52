// NodeDeclaredFeatures: a pod that needs a feature of the kubelet goes to nodes that declare it.
// Imitates plugins/nodedeclaredfeatures/nodedeclaredfeatures.go and component-helpers nodedeclaredfeatures/features, v1.36.
// Before 1.36 the plugin is known but does nothing unless a feature gate is opened.

import type { Node, Pod } from "../../model/objects.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { PluginDefinition } from "../framework/plugin.ts";
import { SUCCESS, unresolvable, type Status } from "../framework/status.ts";

const REFUSAL = unresolvable("node(s) didn't match Pod's required features");

/** Features that matter to scheduling, and which pods need them. */
const FEATURES: readonly { readonly name: string; isNeededBy(pod: Pod): boolean }[] = Object.freeze([
  {
    name: "RestartAllContainersOnContainerExits",
    isNeededBy: ({ spec: { containers, initContainers = [] } }: Pod) =>
      [...containers, ...initContainers].some(({ restartPolicyRules = [] }) =>
        restartPolicyRules.some(({ action }) => action === "RestartAllContainers"),
      ),
  },
  {
    name: "UserNamespacesHostNetworkSupport",
    isNeededBy: ({ spec }: Pod) => spec.hostNetwork === true && spec.hostUsers === false,
  },
]);

function neededBy({ pod }: SchedulingClass): readonly string[] {
  return FEATURES.filter((feature) => feature.isNeededBy(pod)).map(({ name }) => name);
}

function statusOf(needed: readonly string[], { status }: Node): Status {
  const declared = status?.declaredFeatures ?? [];
  return needed.every((feature) => declared.includes(feature)) ? SUCCESS : REFUSAL;
}

export const nodeDeclaredFeatures: PluginDefinition = {
  name: "NodeDeclaredFeatures",
  source: "plugins/nodedeclaredfeatures/nodedeclaredfeatures.go v1.36",
  points: ["preFilter", "filter"],
  create(_args, { cluster }) {
    const needs = cluster.behaviour.nodeDeclaredFeatures ? neededBy : () => [];
    return {
      preFilter({ podClass }) {
        const needed = needs(podClass);
        return needed.length === 0 ? { kind: "skip" } : { kind: "ready", state: needed };
      },
      filter: (_pod, node, state) => statusOf((state ?? []) as readonly string[], node.record.object),
      ...(cluster.behaviour.nodeDeclaredFeatures
        ? { filterWithoutState: 'error reading "PreFilterNodeDeclaredFeatures" from cycle-state: not found' }
        : {}),
      sign: (podClass) => neededBy(podClass).join(),
      columnar: {
        filterIsIdle: (podClass) => needs(podClass).length === 0,
        filter(podClass, nodes, count, reject) {
          const needed = needs(podClass);
          let kept = 0;
          for (let index = 0; index < count; index += 1) {
            const node = nodes[index]!;
            if (statusOf(needed, cluster.nodes.record(node).object) === SUCCESS) nodes[kept++] = node;
            else reject(node);
          }
          return kept;
        },
      },
    };
  },
};
