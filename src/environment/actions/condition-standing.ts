// How something stands that an action still waits for at the end of a run: what is there instead, in few words. Pure functions of
// what the API shows. Source: the figures that kubectl rollout status tells (pkg/polymorphichelpers/rollout_status.go), v1.36.

import type { Condition } from "./planned-condition.ts";
import type { UserClient } from "./ports.ts";

/** `it is not there`, `1 of 3 replicas are available`. */
export function standingText(condition: Condition, client: UserClient): string {
  const { subject, namespace, name, is } = condition;
  const text = STANDINGS[subject](client, namespace, name);
  if (text === undefined) return "it is not there";
  return is === "gone" ? "it is still there" : text;
}

type Standing = (client: UserClient, namespace: string, name: string) => string | undefined;

const STANDINGS: Readonly<Record<Condition["subject"], Standing>> = Object.freeze({
  deployment: deploymentStanding,
  statefulSet: statefulSetStanding,
  daemonSet: daemonSetStanding,
  job: jobStanding,
  pod: podStanding,
  node: nodeStanding,
});

const DEFAULT_DEADLINE_SECONDS = 600;

function deploymentStanding(client: UserClient, namespace: string, name: string): string | undefined {
  const deployment = client.find("Deployment", namespace, name);
  if (deployment === undefined) return undefined;
  const { spec, status } = deployment;
  const wanted = spec?.replicas ?? 1;
  const figures = `${status?.updatedReplicas ?? 0} of ${wanted} replicas are of the latest template, ${status?.availableReplicas ?? 0} are available`;
  const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason !== "ProgressDeadlineExceeded") return figures;
  const deadline = `${spec?.progressDeadlineSeconds ?? DEFAULT_DEADLINE_SECONDS}s`;
  return `its rollout is stuck: it exceeded its progress deadline of ${deadline}, ${figures}`;
}

function statefulSetStanding(client: UserClient, namespace: string, name: string): string | undefined {
  const set = client.find("StatefulSet", namespace, name);
  if (set === undefined) return undefined;
  const { readyReplicas = 0, updatedReplicas = 0 } = set.status ?? {};
  return `${updatedReplicas} of ${set.spec?.replicas ?? 1} replicas are of the latest template, ${readyReplicas} are ready`;
}

function daemonSetStanding(client: UserClient, namespace: string, name: string): string | undefined {
  const set = client.find("DaemonSet", namespace, name);
  if (set === undefined) return undefined;
  const { desiredNumberScheduled = 0, updatedNumberScheduled = 0, numberAvailable = 0 } = set.status ?? {};
  return `${updatedNumberScheduled} of ${desiredNumberScheduled} pods are of the latest template, ${numberAvailable} are available`;
}

function jobStanding(client: UserClient, namespace: string, name: string): string | undefined {
  const job = client.find("Job", namespace, name);
  if (job === undefined) return undefined;
  const ended = job.status?.conditions?.find(({ type, status }) => ENDS.has(type ?? "") && status === "True");
  if (ended?.type !== undefined) return `it is ${ended.type.toLowerCase()}`;
  const { active = 0, succeeded = 0, failed = 0 } = job.status ?? {};
  return `${active} of its pods are active, ${succeeded} have succeeded, ${failed} have failed`;
}

const ENDS: ReadonlySet<string> = new Set(["Complete", "Failed"]);

function podStanding(client: UserClient, namespace: string, name: string): string | undefined {
  const pod = client.findPod(namespace, name);
  if (pod === undefined) return undefined;
  return `it is ${pod.phase}${pod.condition("Ready")?.status === "True" ? " and ready" : ", not ready"}`;
}

function nodeStanding(client: UserClient, _namespace: string, name: string): string | undefined {
  const node = client.findNode(name);
  if (node === undefined) return undefined;
  const ready = node.status?.conditions?.find(({ type }) => type === "Ready")?.status ?? "True";
  return ready === "True" ? "it is ready" : "it is not ready";
}
