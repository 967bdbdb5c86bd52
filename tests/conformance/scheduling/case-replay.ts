// One recorded case, played on a cluster of its own.

import { moment, type SimTime } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { isStoredKind, namespaceIn, type StoredObject } from "../../../src/cluster/object-store.ts";
import type { PlacedStatus } from "../../../src/cluster/placed-status.ts";
import { NONE, PENDING } from "../../../src/cluster/pod-table.ts";
import type { ResourceClaim } from "../../../src/model/api/types/resource-claim.ts";
import { withMergedLabelKeys } from "../../../src/model/label-keys.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Node, Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../../src/scheduling/columnar/columnar-scheduler.ts";
import {
  defaultSchedulerConfiguration,
  loadSchedulerConfiguration,
} from "../../../src/scheduling/configuration/load-configuration.ts";
import type { Decision } from "../../../src/scheduling/framework/decision.ts";
import { nominationAfter } from "../../../src/scheduling/framework/nomination.ts";
import { PlainScheduler, type ExplainedDecision } from "../../../src/scheduling/framework/plain-scheduler.ts";
import type { CyclePod } from "../../../src/scheduling/framework/plugin.ts";
import { IN_TREE_PLUGINS } from "../../../src/scheduling/plugins/in-tree-plugins.ts";
import { plannedObjects } from "../../../src/scheduling/volumes/claim-changes.ts";
import { compareStep, type ActualStep, type FieldDifference } from "./compare.ts";
import {
  isNode,
  isPod,
  type ExpectedStep,
  type KubernetesObject,
  type RecordedChange,
  type SchedulingRecord,
} from "./record.ts";

const POOL = "nodes";

export class CaseReplay {
  readonly #record: SchedulingRecord;
  readonly #cluster: ClusterState;
  readonly #plain: PlainScheduler;
  readonly #columnar: ColumnarScheduler;
  readonly #podIds = new Map<string, number>();
  /** Pods on nodes that are not there, or not yet: they count from when their node comes. */
  readonly #homeless = new Map<string, Pod>();
  #nodeOrder: readonly string[];
  #now: SimTime = moment(0);

  constructor(record: SchedulingRecord, version: KubernetesVersion) {
    this.#record = record;
    this.#cluster = new ClusterState(VERSION_BEHAVIOUR[version]);
    const configuration = configurationOf(record, version);
    this.#plain = new PlainScheduler(this.#cluster, configuration, IN_TREE_PLUGINS);
    this.#columnar = new ColumnarScheduler(this.#cluster, configuration, IN_TREE_PLUGINS);
    for (const object of record.input.objects) this.#create(object);
    this.#nodeOrder = record.expected.nodeOrder;
  }

  /** Plays a step and returns what differs from the record. */
  step(index: number, at: SimTime): readonly FieldDifference[] {
    this.#now = at;
    const input = this.#record.input.steps[index]!;
    const expected = this.#record.expected.steps[index]!;
    for (const change of input.before ?? []) this.#change(change);
    if (input.create !== undefined) this.#create({ kind: "Pod", ...input.create });
    if (expected.nodeOrder !== undefined) this.#nodeOrder = expected.nodeOrder;
    const podId = this.#podIds.get(input.retry ?? keyOf(input.create!.metadata))!;
    if (expected.result === "notPending") return [];
    this.#cluster.apply({ kind: "pod-attempted", pod: podId }, this.#now);
    const actual = this.#attempt(podId);
    // The recorder notes the node order at attempts that have nodes to look at.
    const searched = this.#cluster.nodes.size > 0 && expected.result !== "gated" && expected.result !== "ignored";
    const withOrder: ExpectedStep = searched ? { ...expected, nodeOrder: this.#nodeOrder } : expected;
    const differences = compareStep(withOrder, actual, this.#cluster);
    this.#takeOver(expected, podId, actual.explained);
    return [...differences, ...this.#deviceDifferences(index)];
  }

  /** What the pod's claims to devices have after the step, where the record says it. */
  #deviceDifferences(index: number): readonly FieldDifference[] {
    const recorded = this.#record.expected.devices?.find(({ step }) => step === index);
    if (recorded === undefined) return [];
    const [namespace = ""] = recorded.pod.split("/");
    return Object.entries(recorded.claims).flatMap(([name, devices]) => {
      const claim = this.#cluster.objects.find("ResourceClaim", namespace, name);
      const results = claim?.status?.allocation?.devices?.results ?? [];
      const expected = devices.join();
      const actual = results.map((found) => `${found.request} = ${found.driver}/${found.pool}/${found.device}`).join();
      return expected === actual ? [] : [{ field: `devices.${name}`, expected, actual }];
    });
  }

  #attempt(podId: number): ActualStep {
    const pod: CyclePod = {
      id: podId,
      name: this.#cluster.pods.nameOf(podId),
      podClass: this.#cluster.classOfPod(podId),
    };
    const gate = this.#plain.preEnqueueRefusal(pod);
    const order = this.#cluster.nodeOrder;
    const nodeOrder = [...order].map((node) => this.#cluster.nodes.record(node).name);
    const explained: ExplainedDecision =
      gate === undefined ? this.#plain.schedule(pod, this.#now) : { decision: { kind: "ignored" }, trace: NO_TRACE };
    const columnar = gate === undefined ? this.#columnarText(pod) : undefined;
    return { explained, gate, nodeOrder, columnar };
  }

  #columnarText(pod: CyclePod): string {
    const decision = this.#columnar.schedule(pod, this.#now);
    const nameOf = (node: number) => this.#cluster.nodes.record(node).name;
    switch (decision.kind) {
      case "scheduled":
        return `${nameOf(decision.node)} ${decision.evaluated} ${decision.feasible}`;
      case "unschedulable": {
        const { preemption } = decision.postFilter ?? {};
        if (preemption === undefined) return `unschedulable: ${decision.message}`;
        const victims = preemption.victims.map((victim) => this.#cluster.keyOfPod(victim));
        return `unschedulable: ${decision.message} ${nameOf(preemption.node)} without ${victims.join()}`;
      }
      default:
        return decision.kind;
    }
  }

  /** Teacher forcing: the pod goes where the real scheduler put it, and its victims go. */
  #takeOver({ result, node, preemption }: ExpectedStep, pod: number, { decision }: ExplainedDecision): void {
    if (result === "scheduled" && node !== undefined) {
      this.#cluster.apply({ kind: "pod-assumed", pod, node: this.#cluster.nodes.find(node)! }, this.#now);
      this.#planClaims(node, decision);
    }
    const released = decision.kind === "unschedulable" ? decision.postFilter?.releasedClaim : undefined;
    if (released !== undefined) this.#storeResourceClaim(released);
    const nominated = preemption?.nominated;
    if (nominated !== undefined || nominationAfter(decision).kind === "clear") {
      this.#cluster.apply({ kind: "pod-nominated", pod, nodeName: nominated }, this.#now);
    }
    if (preemption === undefined) return;
    const ours = decision.kind === "unschedulable" ? decision.postFilter : undefined;
    for (const other of ours?.preemption?.denominated ?? []) {
      this.#cluster.apply({ kind: "pod-nominated", pod: other, nodeName: undefined }, this.#now);
    }
    for (const victim of preemption.victims ?? []) this.#evict(this.#podIds.get(victim)!, pod);
  }

  /** What the scheduler itself writes about claims; a volume controller's part is in the record. */
  #planClaims(nodeName: string, decision: Decision): void {
    if (decision.kind !== "scheduled" || this.#cluster.nodes.record(decision.node).name !== nodeName) return;
    for (const stored of plannedObjects(decision.claims ?? [], nodeName)) {
      this.#cluster.apply({ kind: "object-stored", stored }, this.#now);
    }
    for (const object of decision.resourceClaims ?? []) this.#storeResourceClaim(object);
  }

  #storeResourceClaim(object: ResourceClaim): void {
    this.#cluster.apply({ kind: "object-stored", stored: { kind: "ResourceClaim", object } }, this.#now);
  }

  /** From 1.35 on a victim that is terminating already is left alone. */
  #evict(pod: number, preemptor: number): void {
    const { pods, behaviour } = this.#cluster;
    if (pods.isTerminating(pod) && behaviour.sparesTerminatingVictims) return;
    if (this.#record.input.victims === "terminate") {
      this.#cluster.apply({ kind: "pod-terminating", pod, preemptor }, this.#now);
    } else this.#cluster.apply({ kind: "pod-deleted", pod }, this.#now);
  }

  #change(change: RecordedChange): void {
    if ("create" in change) this.#create(change.create);
    else if ("update" in change) this.#update(change.update);
    else this.#delete(change.delete.kind, keyOf(change.delete), change.delete.name);
  }

  #create(object: KubernetesObject): void {
    if (isNode(object)) this.#createNode(object);
    else if (isPod(object)) this.#createPod(object);
    else this.#store(object);
  }

  #createNode(node: KubernetesObject & Node): void {
    this.#cluster.apply({ kind: "node-added", node, pool: POOL }, this.#now);
    for (const [key, pod] of this.#homeless) {
      if (pod.spec.nodeName !== node.metadata.name) continue;
      this.#homeless.delete(key);
      this.#createPod(pod);
    }
  }

  /** The recorder's API makes uids of names. */
  #store(object: KubernetesObject): void {
    if (!isStoredKind(object.kind)) return;
    const { namespace = "default", name, uid = `${object.kind}-${namespace}-${name}` } = object.metadata;
    const stored = { kind: object.kind, object: { ...object, metadata: { ...object.metadata, uid } } };
    this.#cluster.apply({ kind: "object-stored", stored: stored as StoredObject }, this.#now);
  }

  #createPod(pod: Pod): void {
    if (isTerminal(pod)) return;
    const { name } = pod.metadata;
    const { nodeName } = pod.spec;
    const bound = nodeName !== undefined;
    if (bound && this.#cluster.nodes.find(nodeName) === undefined) {
      this.#homeless.set(keyOf(pod.metadata), pod);
      return;
    }
    const merged = withMergedLabelKeys(pod, this.#cluster.behaviour);
    const classId = bound ? this.#cluster.classifyPlaced(merged) : this.#cluster.classify(pod);
    const delta = bound
      ? this.#cluster.apply({ kind: "pod-placed", classId, name, nodeName, ...statusOf(pod) }, this.#now)
      : this.#cluster.apply({ kind: "pod-created", classId, name }, this.#now);
    this.#podIds.set(keyOf(pod.metadata), delta.pod);
    const nominated = pod.status?.nominatedNodeName;
    if (!bound && nominated) {
      this.#cluster.apply({ kind: "pod-nominated", pod: delta.pod, nodeName: nominated }, this.#now);
    }
  }

  /** Of objects that are there, as an API server has it. */
  #update(object: KubernetesObject): void {
    if (!this.#exists(object)) return;
    if (isNode(object)) {
      this.#cluster.apply({ kind: "node-updated", node: object }, this.#now);
      return;
    }
    if (!isPod(object)) {
      this.#store(object);
      return;
    }
    const key = keyOf(object.metadata);
    if (this.#homeless.delete(key)) {
      this.#createPod(object);
      return;
    }
    const pod = this.#podIds.get(key)!;
    if (isTerminal(object)) this.#cluster.apply({ kind: "pod-ended", pod, phase: "succeeded" }, this.#now);
    else this.#cluster.apply({ kind: "pod-updated", pod, object }, this.#now);
  }

  #exists({ kind, metadata }: KubernetesObject): boolean {
    const { namespace = "default", name } = metadata;
    if (kind === "Node") return this.#cluster.nodes.find(name) !== undefined;
    if (kind === "Pod") return this.#homeless.has(keyOf(metadata)) || this.#podIds.has(keyOf(metadata));
    if (!isStoredKind(kind)) return false;
    return (
      this.#cluster.objects.find(kind, namespaceIn({ kind, object: { metadata: { namespace } } }), name) !== undefined
    );
  }

  #delete(kind: string, key: string, name: string): void {
    if (kind === "Pod" && this.#homeless.delete(key)) return;
    if (kind === "Node") this.#cluster.apply({ kind: "node-removed", name }, this.#now);
    if (isStoredKind(kind)) {
      const namespace = namespaceIn({ kind, object: { metadata: { namespace: key.split("/")[0]! } } });
      this.#cluster.apply({ kind: "object-removed", name: { kind, namespace, name } }, this.#now);
    }
    const pod = kind === "Pod" ? this.#podIds.get(key) : undefined;
    if (pod === undefined) return;
    const gone = this.#cluster.pods.nodeOf(pod) === NONE && this.#cluster.pods.phaseOf(pod) !== PENDING;
    if (!gone) this.#cluster.apply({ kind: "pod-deleted", pod }, this.#now);
  }
}

const NO_TRACE: ExplainedDecision["trace"] = {
  start: undefined,
  visited: 0,
  nodeSet: undefined,
  refusals: new Map(),
  feasible: [],
  scores: new Map(),
  totals: new Float64Array(0),
  triedFirst: undefined,
};

function configurationOf({ input, case: name }: SchedulingRecord, version: KubernetesVersion) {
  if (input.config === undefined) return defaultSchedulerConfiguration(version);
  const { configuration, problems } = loadSchedulerConfiguration(input.config, version);
  if (problems.length > 0)
    throw new Error(`${name}: ${problems.map(({ place, message }) => `${place.join(".")}: ${message}`).join("; ")}`);
  return configuration;
}

/** The record's clock reads ten seconds past the year's beginning when play begins. */
const PLAY_BEGINS_MS = Date.parse("2000-01-01T00:00:10Z");

function statusOf({ status }: Pod): { readonly status?: PlacedStatus } {
  if (status?.startTime === undefined) return {};
  const startUs = 1000 * (Date.parse(status.startTime) - PLAY_BEGINS_MS);
  return { status: { createdUs: undefined, startUs, runs: true, ready: undefined } };
}

function isTerminal({ status }: Pod): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

function keyOf({ namespace = "default", name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
