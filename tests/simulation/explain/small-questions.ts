// Small clusters with one pod that is asked about, and remedies applied to their plans by hand: not by the code that found them.

import { expect } from "vitest";

import type { Node, Pod } from "../../../src/model/objects.ts";
import type { Plan } from "../../../src/scenario/plan.ts";
import type { PodAnswer, Remedy, RemedyChange } from "../../../src/simulation/explain/explanation.ts";
import { explainPod, type ExplanationWishes } from "../../../src/simulation/explain/explain-pod.ts";
import { runSimulation } from "../../../src/simulation/run-simulation.ts";
import { smallPlan, smallPod, smallWorkload } from "../small-plan.ts";

/** The pod that is asked about is `asked-0`, the only one that is offered. */
export function planAsking(nodes: readonly Node[], asked: Pod, bound: readonly Pod[] = []): Plan {
  const workload = smallWorkload("asked", [{ pod: asked }], { kind: "at-start" });
  return smallPlan(nodes, [workload], { boundPods: bound });
}

/** A pod that stands on a node before the run. */
export function boundPod(name: string, nodeName: string, pod: Pod = smallPod({ cpu: "100m" })): Pod {
  return { metadata: { ...pod.metadata, name }, spec: { ...pod.spec, nodeName } };
}

export function answerOf(plan: Plan, wishes: Partial<ExplanationWishes> = {}, name = "asked-0"): PodAnswer {
  const asked = { kind: "pod", namespace: undefined, name };
  const found = explainPod(plan, asked, { atUs: undefined, node: undefined, top: 5, ...wishes });
  if (found.kind !== "explained") throw new Error(found.kind);
  return found.explanation.answer;
}

export function remediesOf(plan: Plan): readonly Remedy[] {
  const answer = answerOf(plan);
  return answer.kind === "waiting" ? answer.remedies : [];
}

/** The changes of each remedy, by kind. */
export function sortsOf(remedies: readonly Remedy[]): readonly string[] {
  return remedies.map(({ changes }) => changes.map(({ kind }) => kind).join("+"));
}

/** Every remedy is enough: with its changes, the pod is placed. */
export function expectEnough(plan: Plan, remedies: readonly Remedy[]): void {
  for (const { changes } of remedies) {
    const changed = changes.reduce((before, change) => withChange(before, change), plan);
    expect(runSimulation(changed).pods.placed, JSON.stringify(changes)).toBe(1);
  }
}

function withChange(plan: Plan, change: RemedyChange): Plan {
  switch (change.kind) {
    case "allocatable":
      return onNode(plan, change.node, ({ status, ...node }) => {
        const amount = quantity(change.to, change.unit);
        return { ...node, status: { ...status, allocatable: { ...status?.allocatable, [change.resource]: amount } } };
      });
    case "label":
      return onNode(plan, change.node, (node) =>
        withLabels(node, { ...node.metadata.labels, [change.key]: change.value }),
      );
    case "unlabel":
      return onNode(plan, change.node, (node) => {
        const labels = Object.entries(node.metadata.labels ?? {}).filter(([key]) => key !== change.key);
        return withLabels(node, Object.fromEntries(labels));
      });
    case "uncordon":
      return onNode(plan, change.node, (node) => ({ ...node, spec: { ...node.spec, unschedulable: false } }));
    case "pod-away": {
      const isOther = ({ metadata }: Pod) => `${metadata.namespace ?? "default"}/${metadata.name}` !== change.pod;
      return { ...plan, boundPods: plan.boundPods.filter(isOther) };
    }
    case "companion": {
      const pairs = change.labels.split(",").map((pair) => pair.split("="));
      const labels = Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, value]));
      const spec = { containers: [{ name: "main" }], nodeName: change.node };
      const companion = { metadata: { name: "companion", namespace: change.namespace, labels }, spec };
      return { ...plan, boundPods: [...plan.boundPods, companion] };
    }
    default:
      return onPod(plan, (pod) => withPodChange(pod, change));
  }
}

type PodChange = Extract<RemedyChange, { kind: "request" | "toleration" | "max-skew" }>;

function withPodChange(pod: Pod, change: PodChange): Pod {
  const { spec } = pod;
  switch (change.kind) {
    case "request": {
      const [container] = spec.containers;
      const requests = { ...container!.resources?.requests, [change.resource]: quantity(change.to, change.unit) };
      return { ...pod, spec: { ...spec, containers: [{ ...container!, resources: { requests } }] } };
    }
    case "toleration": {
      const { key, value, effect } = change;
      const operator = value === "" ? "Exists" : "Equal";
      return {
        ...pod,
        spec: { ...spec, tolerations: [...(spec.tolerations ?? []), { key, value, operator, effect }] },
      };
    }
    case "max-skew": {
      const constraints = (spec.topologySpreadConstraints ?? []).map((constraint) =>
        constraint.topologyKey === change.topologyKey ? { ...constraint, maxSkew: change.to } : constraint,
      );
      return { ...pod, spec: { ...spec, topologySpreadConstraints: constraints } };
    }
  }
}

function onNode(plan: Plan, name: string, change: (node: Node) => Node): Plan {
  const nodes = plan.nodes.map((planned) =>
    planned.node.metadata.name === name ? { ...planned, node: change(planned.node) } : planned,
  );
  return { ...plan, nodes };
}

function withLabels(node: Node, labels: Readonly<Record<string, string>>): Node {
  return { ...node, metadata: { ...node.metadata, labels } };
}

function onPod(plan: Plan, change: (pod: Pod) => Pod): Plan {
  const workloads = plan.workloads.map((workload) => ({
    ...workload,
    pods: { ...workload.pods, templates: workload.pods.templates.map(change) },
  }));
  return { ...plan, workloads };
}

function quantity(amount: number, unit: string): string {
  return unit === "cores" ? `${Math.round(amount * 1_000)}m` : String(amount);
}
