// A view for the tests of controllers: what a controller would see, said in few words, and a sync played against answers.
// Knows no rule of any controller. It does not change while a sync goes on.

import type { LivePod, LivePodCondition } from "../../../src/cluster/live-pod.ts";
import {
  namespaceIn,
  type StoredKind,
  type StoredObject,
  type StoredObjects,
} from "../../../src/cluster/object-store.ts";
import type { ControllerView, Write, WriteResult } from "../../../src/components/controllers/controller.ts";
import { controllerOf } from "../../../src/components/controllers/owner-references.ts";
import type { PodDeletion } from "../../../src/model/api-server/deletion.ts";
import type { Labels, Node, OwnerReference, PodSpec } from "../../../src/model/objects.ts";
import { DEFAULT_KUBERNETES_VERSION, type KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

/** What of a pod matters to a test; a pod by itself that is running and ready since the start, unless said otherwise. */
export interface PodTraits {
  readonly name: string;
  readonly labels?: Labels;
  readonly owner?: OwnerReference;
  readonly phase?: LivePod["phase"];
  /** Undefined: not ready. */
  readonly readySinceUs?: number | undefined;
  readonly isDeleted?: boolean;
  readonly nodeName?: string;
  readonly createdUs?: number;
  readonly spec?: Partial<PodSpec>;
}

/** By name of the pod. */
const NUMBERS = new Map<string, number>();

/** A pod's own number; the same one in each of its versions. */
function numberOf(name: string): number {
  const number = NUMBERS.get(name) ?? NUMBERS.size;
  NUMBERS.set(name, number);
  return number;
}

const GOING: PodDeletion = { deadlineUs: 30_000_000, graceSeconds: 30 };

export function livePod({ name, labels = {}, owner, ...traits }: PodTraits): LivePod {
  const { phase = "Running", isDeleted = false, nodeName, createdUs = 0, spec = {} } = traits;
  const readySinceUs = "readySinceUs" in traits ? traits.readySinceUs : 0;
  const ready: LivePodCondition =
    readySinceUs === undefined ? { status: "False" } : { status: "True", sinceUs: readySinceUs };
  return {
    id: numberOf(name),
    namespace: "default",
    name,
    uid: `uid-${name}`,
    object: {
      metadata: { name, namespace: "default", labels, ...(owner === undefined ? {} : { ownerReferences: [owner] }) },
      spec: { containers: [{ name: "main" }], ...spec },
    },
    createdUs,
    phase,
    nodeName,
    deletion: isDeleted ? GOING : undefined,
    startUs: undefined,
    reason: undefined,
    condition: (type) => (type === "Ready" ? ready : undefined),
    containers: [],
    initContainers: [],
  };
}

/** The reference by which an object of a test is somebody's. */
export function ownedBy(kind: string, name: string): OwnerReference & { readonly uid: string } {
  return { apiVersion: "apps/v1", kind, name, uid: `uid-${name}`, controller: true, blockOwnerDeletion: true };
}

export interface FakeWorld {
  readonly nowUs?: number;
  readonly pods?: readonly LivePod[];
  readonly nodes?: readonly Node[];
  readonly stored?: readonly StoredObject[];
  readonly featureGates?: Readonly<Record<string, boolean>>;
  readonly kubernetes?: KubernetesVersion;
}

export function fakeView({
  nowUs = 0,
  pods = [],
  nodes = [],
  stored = [],
  featureGates = {},
  kubernetes = DEFAULT_KUBERNETES_VERSION,
}: FakeWorld): ControllerView {
  const objects = <Kind extends StoredKind>(kind: Kind, namespace?: string): readonly StoredObjects[Kind][] =>
    stored
      .filter((each) => each.kind === kind && (namespace === undefined || namespaceIn(each) === namespace))
      .map(({ object }) => object as StoredObjects[Kind]);
  return {
    clock: {
      nowUs,
      timestampAt: (us) => new Date(Math.floor(us / 1_000_000) * 1000).toISOString().replace(".000", ""),
      momentOf: (text) => (text === undefined ? undefined : Date.parse(text) * 1000),
    },
    behaviour: VERSION_BEHAVIOUR[kubernetes],
    featureGates: new Map(Object.entries(featureGates)),
    find: (kind, namespace, name) => objects(kind, namespace).find(({ metadata }) => metadata?.name === name),
    list: objects,
    controlledBy: (kind, namespace, uid) =>
      objects(kind, namespace).filter(({ metadata }) => controllerOf(metadata)?.uid === uid),
    uncontrolled: (kind, namespace) =>
      objects(kind, namespace).filter(({ metadata }) => controllerOf(metadata) === undefined),
    findPod: (_, name) => pods.find((pod) => pod.name === name),
    pods: () => pods,
    podsControlledBy: (_, uid) => pods.filter(({ object }) => controllerOf(object.metadata)?.uid === uid),
    orphans: () => pods.filter(({ object }) => controllerOf(object.metadata) === undefined),
    podsOnNode: (name) => pods.filter(({ nodeName }) => nodeName === name),
    findNode: (name) => nodes.find(({ metadata }) => metadata.name === name),
    nodes: () => nodes,
  };
}

/** What became of requests. */
export interface Played<Value> {
  readonly writes: readonly Write[];
  /** Verbs with what they are about, and events with their reason: `create-pod db-0`, `event SuccessfulCreate`. */
  readonly told: readonly string[];
  readonly value: Value;
}

const DONE = { kind: "done", name: "made" } as const;

/** Answers every request of a generator; what `refusals` does not name is done. */
export function play<Value>(
  requests: Generator<Write, Value, WriteResult>,
  refusals: Readonly<Record<string, Extract<WriteResult, { kind: "refused" }>>> = {},
): Played<Value> {
  const writes: Write[] = [];
  const told: string[] = [];
  for (let turn = requests.next(); ;) {
    if (turn.done === true) return { writes, told, value: turn.value };
    const text = textOf(turn.value);
    writes.push(turn.value);
    told.push(text);
    turn = requests.next(Object.hasOwn(refusals, text) ? refusals[text]! : DONE);
  }
}

function textOf(write: Write): string {
  if (write.verb === "event") return `event ${write.reason}`;
  if ("stored" in write) return `${write.verb} ${write.stored.kind}/${write.stored.object.metadata?.name ?? ""}`;
  if (write.verb === "delete") return `delete ${write.kind}/${write.name}`;
  if (write.verb === "create-pod") return `create-pod ${write.name ?? write.own?.pinnedTo ?? write.generateName ?? ""}`;
  if (write.verb === "update-scale")
    return `update-scale ${write.target.kind}/${write.target.name} to ${write.replicas}`;
  return `${write.verb} ${write.name}`;
}
