// Which pods a question means: `web-1`, `pod/web-1`, `shop/web-1`, `pod/shop/web-1`, `deployment/web`. Knows the names that a
// plan holds, and nothing of a run.

import { nearestName } from "../../base/nearest-name.ts";

import type { Pod } from "../../model/objects.ts";

import type { Plan } from "../../scenario/plan.ts";

/** What a question names; without a namespace, every one is looked at, `default` first. */
export interface AskedPod {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

export interface PodKey {
  readonly namespace: string;
  readonly name: string;
}

/** Pods meant, or the nearest name to one that is unknown, or the namespaces among which the question leaves the choice. */
export type MeantPods =
  | { readonly kind: "pods"; readonly pods: readonly PodKey[] }
  | { readonly kind: "unknown"; readonly nearest: string | undefined }
  | { readonly kind: "ambiguous"; readonly namespaces: readonly string[] };

/** Short names that kubectl takes for the kinds that own pods. */
const KINDS: Readonly<Record<string, string>> = Object.freeze({
  pod: "pod",
  pods: "pod",
  po: "pod",
  deployment: "deployment",
  deployments: "deployment",
  deploy: "deployment",
  replicaset: "replicaset",
  replicasets: "replicaset",
  rs: "replicaset",
  statefulset: "statefulset",
  statefulsets: "statefulset",
  sts: "statefulset",
  daemonset: "daemonset",
  daemonsets: "daemonset",
  ds: "daemonset",
  job: "job",
  jobs: "job",
});

/** Undefined if the text is no question for pods: too many slashes, or nothing between them. */
export function readAskedPod(text: string, namespace: string | undefined): AskedPod | undefined {
  const parts = text.split("/");
  if (parts.length > 3 || parts.includes("")) return undefined;
  const word = parts[0]!.toLowerCase();
  const kind = parts.length > 1 && Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  const rest = kind === undefined ? parts : parts.slice(1);
  if (rest.length > 2) return undefined;
  const name = rest.at(-1)!;
  return { kind: kind ?? "pod", namespace: rest.length === 2 ? rest[0] : namespace, name };
}

/** The pods of the plan that a question means. */
export function meantPods(plan: Plan, asked: AskedPod): MeantPods {
  const named = podsOf(plan, asked).filter(
    ({ namespace }) => asked.namespace === undefined || namespace === asked.namespace,
  );
  const namespaces = [...new Set(named.map(({ namespace }) => namespace))];
  if (named.length === 0) return { kind: "unknown", nearest: nearestKey(plan, asked) };
  const chosen = namespaces.includes("default") ? "default" : namespaces[0]!;
  if (namespaces.length > 1 && chosen !== "default") return { kind: "ambiguous", namespaces };
  return { kind: "pods", pods: named.filter(({ namespace }) => namespace === chosen) };
}

interface ListedPod extends PodKey {
  readonly object: Pod;
}

function* everyPod({ boundPods, workloads }: Plan): Generator<ListedPod> {
  for (const object of boundPods) yield { object, namespace: namespaceOf(object), name: object.metadata.name };
  for (const { pods } of workloads) {
    for (const [row, name] of pods.names.entries()) {
      const object = pods.templates[pods.template[row]!]!;
      yield { object, namespace: namespaceOf(object), name };
    }
  }
}

function podsOf(plan: Plan, { kind, name }: AskedPod): readonly PodKey[] {
  const found: PodKey[] = [];
  for (const pod of everyPod(plan)) {
    if (kind === "pod" ? pod.name === name : ownersOf(pod.object).includes(`${kind}/${name}`)) {
      found.push({ namespace: pod.namespace, name: pod.name });
    }
  }
  return found;
}

/** Who owns a pod, as `kind/name`; a ReplicaSet whose name ends in a hash speaks for its Deployment, too. */
function ownersOf({ metadata: { ownerReferences = [] } }: Pod): readonly string[] {
  return ownerReferences.flatMap(({ kind, name }) => {
    const own = `${kind.toLowerCase()}/${name}`;
    const deployment = kind === "ReplicaSet" ? /^(.+)-[a-z0-9]+$/.exec(name)?.[1] : undefined;
    return deployment === undefined ? [own] : [own, `deployment/${deployment}`];
  });
}

function nearestKey(plan: Plan, { kind, namespace, name }: AskedPod): string | undefined {
  const pods = [...everyPod(plan)];
  const owners = () => [...new Set(pods.flatMap(({ object }) => ownersOf(object)))];
  if (kind !== "pod") return nearestName(`${kind}/${name}`, owners());
  const keys = [...new Set(pods.flatMap((pod) => [pod.name, keyTextOf(pod)]))];
  return (
    elsewhere(pods, name) ??
    owners().find((owner) => owner.endsWith(`/${name}`)) ??
    nearestName(name, keys) ??
    (namespace === undefined ? undefined : nearestName(`${namespace}/${name}`, keys))
  );
}

/** The very name, in another namespace than the one asked about. */
function elsewhere(pods: readonly ListedPod[], name: string): string | undefined {
  const found = pods.find((pod) => pod.name === name);
  return found === undefined ? undefined : keyTextOf(found);
}

function keyTextOf({ namespace, name }: PodKey): string {
  return `${namespace}/${name}`;
}

function namespaceOf({ metadata: { namespace } }: Pod): string {
  return namespace ?? "default";
}
