// A pod of the scenario itself as the template of further ones: `deployment/web`, `pod/web-1`.

import type { Diagnostic, DiagnosticSink } from "../../base/diagnostic.ts";

import type { Pod } from "../../model/objects.ts";

import type { Plan } from "../../scenario/plan.ts";
import { furtherPod, type PodTemplate } from "../../scenario/read-template.ts";

import { meantPods, type AskedPod, type MeantPods, type PodKey } from "../../simulation/explain/asked-pod.ts";

/** Kinds that a question names in lower case. */
const KIND_NAMES: Readonly<Record<string, string>> = Object.freeze({
  pod: "Pod",
  deployment: "Deployment",
  replicaset: "ReplicaSet",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  job: "Job",
});

/** The template; undefined if nothing of the plan is meant, or nothing that could be more, which is told. */
export function ownTemplate(plan: Plan, asked: AskedPod, sink: DiagnosticSink): PodTemplate | undefined {
  const meant = meantPods(plan, asked);
  const problem = problemOf(meant, asked, plan.controlled !== undefined);
  if (problem !== undefined || meant.kind !== "pods") {
    if (problem !== undefined) sink.report(problem);
    return undefined;
  }
  const [key] = meant.pods;
  const pod = furtherPod(objectOf(plan, key!), key!.name, asked.name);
  return {
    kind: KIND_NAMES[asked.kind] ?? asked.kind,
    namespace: key!.namespace,
    name: asked.name,
    pod,
    replicas: asked.kind === "pod" ? null : meant.pods.length,
    // They are in the cluster.
    objects: [],
  };
}

function problemOf(
  meant: MeantPods,
  { kind, name, namespace }: AskedPod,
  areControlled: boolean,
): Diagnostic | undefined {
  if (meant.kind === "ambiguous") {
    const message = `there is a ${kind} ${name} in several namespaces: ${meant.namespaces.join(", ")}`;
    return { code: "ambiguous-name", severity: "error", message, expected: `${kind}/NAMESPACE/${name}` };
  }
  if (meant.kind === "unknown") {
    const key = namespace === undefined ? name : `${namespace}/${name}`;
    if (areControlled && kind !== "pod") {
      const message = `the pods of ${kind} ${key} are made by controllers while the scenario runs: none is there to be taken for a template`;
      return {
        code: "unknown-name",
        severity: "error",
        message,
        expected: "the path of its manifest (such as ./web.yaml)",
      };
    }
    const message = `there is no ${kind} ${key} in the scenario`;
    const suggestion = meant.nearest === undefined ? {} : { suggestion: meant.nearest };
    const expected = "a pod or a workload of the scenario, or the path of a manifest (such as ./pod.yaml)";
    return { code: "unknown-name", severity: "error", message, expected, ...suggestion };
  }
  if (kind !== "daemonset") return undefined;
  const message = "a DaemonSet has one pod on each node: there is no more of it than nodes";
  return { code: "no-template", severity: "error", message, expected: "another workload, or a pod" };
}

function objectOf({ boundPods, workloads }: Plan, { namespace, name }: PodKey): Pod {
  const isMeant = (pod: Pod, podName: string) =>
    podName === name && (pod.metadata.namespace ?? "default") === namespace;
  for (const { pods } of workloads) {
    const row = pods.names.findIndex((podName, index) => isMeant(pods.templates[pods.template[index]!]!, podName));
    if (row >= 0) return pods.templates[pods.template[row]!]!;
  }
  return boundPods.find((pod) => isMeant(pod, pod.metadata.name))!;
}
