// The API as the controllers of a run see it: the cluster's own state. What a controller of a real cluster sees is older by the
// lag of its informers; here that lag lies before the sync, in the time until the key is looked at. Lists are in the order in
// which things came, which no controller's result depends on but by ties. Knows the cluster and the index of its pods.

import type { EndpointSlice } from "../../../model/api/types/endpoint-slice.ts";
import type { Job } from "../../../model/api/types/job.ts";
import type { CompiledLabelSelector } from "../../../model/label-selector.ts";
import type { Node, Pod } from "../../../model/objects.ts";
import type { VersionBehaviour } from "../../../model/version-behaviour.ts";

import type { ClusterState } from "../../../cluster/cluster-state.ts";
import type { LivePod } from "../../../cluster/live-pod.ts";
import { LivePodView } from "../../../cluster/live-pods.ts";
import type { MetricsClient } from "../../../cluster/metrics-client.ts";
import type { StoredKind, StoredObjects } from "../../../cluster/object-store.ts";
import { BOUND, NOT_YET, RUNNING, type PodId } from "../../../cluster/pod-table.ts";
import type { ControllerClock, ControllerView, PodTally } from "../controller.ts";
import type { ScaleAnswer, ScaleTarget } from "../scale.ts";
import type { PodIndex } from "./pod-index.ts";
import { noScaleWords, scaleAnswer, scaledKindOf } from "./scales.ts";
import type { SelectedPods } from "./selected-pods.ts";

export interface ClusterViewPorts {
  readonly cluster: ClusterState;
  readonly index: PodIndex;
  readonly selected: SelectedPods;
  readonly clock: ControllerClock;
  /** Absent: nobody serves the metrics APIs. */
  readonly metrics?: MetricsClient;
  /** Those that are set away from their default. */
  readonly featureGates?: ReadonlyMap<string, boolean>;
}

const NO_GATES: ReadonlyMap<string, boolean> = new Map();
const NO_PODS: readonly LivePod[] = Object.freeze([]);

export class ClusterView implements ControllerView {
  readonly clock: ControllerClock;
  readonly featureGates: ReadonlyMap<string, boolean>;
  readonly metrics?: MetricsClient;
  readonly #cluster: ClusterState;
  readonly #index: PodIndex;
  readonly #selected: SelectedPods;

  constructor({ cluster, index, selected, clock, metrics, featureGates = NO_GATES }: ClusterViewPorts) {
    this.#cluster = cluster;
    this.#index = index;
    this.#selected = selected;
    this.clock = clock;
    this.featureGates = featureGates;
    if (metrics !== undefined) this.metrics = metrics;
  }

  get behaviour(): VersionBehaviour {
    return this.#cluster.behaviour;
  }

  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined {
    return this.#cluster.objects.find(kind, namespace, name);
  }

  list<Kind extends StoredKind>(kind: Kind, namespace?: string): readonly StoredObjects[Kind][] {
    const all = [...this.#cluster.objects.list(kind)];
    if (namespace === undefined) return all;
    return all.filter(({ metadata }) => (metadata?.namespace ?? "default") === namespace);
  }

  controlledBy<Kind extends StoredKind>(kind: Kind, namespace: string, uid: string): readonly StoredObjects[Kind][] {
    return this.#ofController(kind, namespace, uid);
  }

  uncontrolled<Kind extends StoredKind>(kind: Kind, namespace: string): readonly StoredObjects[Kind][] {
    return this.#ofController(kind, namespace, "");
  }

  #ofController<Kind extends StoredKind>(kind: Kind, namespace: string, uid: string): readonly StoredObjects[Kind][] {
    const objects = this.#cluster.objects.controlledBy(kind, uid);
    const isThere = ({ metadata }: StoredObjects[Kind]) => (metadata?.namespace ?? "default") === namespace;
    return objects.every(isThere) ? objects : objects.filter(isThere);
  }

  slicesOf(namespace: string, service: string): readonly EndpointSlice[] {
    return this.#cluster.objects.slicesOf(namespace, service);
  }

  jobsOf(namespace: string, owner: string): readonly Job[] {
    return this.#cluster.objects.jobsOf(namespace, owner);
  }

  findPod(namespace: string, name: string): LivePod | undefined {
    const pod = this.#index.find(namespace, name);
    return pod === undefined ? undefined : this.podOf(pod);
  }

  pods(namespace: string): readonly LivePod[] {
    return this.#views(this.#index.inNamespace(namespace));
  }

  /** Asked once for pods of one class, so that nobody looks at each of a namespace full of others. */
  podsMeant(namespace: string, isMeant: (object: Pod) => boolean): readonly LivePod[] {
    const found: PodId[][] = [];
    for (const [classId, pods] of this.#index.byClassIn(namespace)) {
      if (isMeant(this.#cluster.classes.get(classId).pod)) found.push([...pods]);
    }
    const inOrder = found.length > 1 ? found.flat().sort((left, right) => left - right) : (found[0] ?? []);
    return inOrder.map((pod) => this.podOf(pod));
  }

  podsHeld(namespace: string): readonly LivePod[] {
    return this.#views(this.#index.heldIn(namespace));
  }

  podsControlledBy(namespace: string, uid: string): readonly LivePod[] {
    return this.#views(this.#index.controlledBy(namespace, uid));
  }

  tallies(namespace: string, uid: string): readonly PodTally[] {
    return this.#index.tallies(namespace, uid);
  }

  orphans(namespace: string): readonly LivePod[] {
    return this.#views(this.#index.orphans(namespace));
  }

  selectedPods(namespace: string, selector: CompiledLabelSelector): readonly LivePod[] {
    return this.#selected.podsOf(namespace, selector).map((pod) => this.podOf(pod));
  }

  selectedPodsVersion(namespace: string, selector: CompiledLabelSelector): number {
    return this.#selected.versionOf(namespace, selector);
  }

  readScale(target: ScaleTarget): ScaleAnswer {
    const kind = scaledKindOf(target);
    if (kind === undefined) return { kind: "failed", message: noScaleWords(target) };
    return scaleAnswer(target, this.find(kind, target.namespace, target.name));
  }

  /** Ended pods that ran there are found too, as long as their objects are. */
  podsOnNode(name: string): readonly LivePod[] {
    const node = this.#cluster.nodes.find(name);
    if (node === undefined) return [];
    const { pods } = this.#cluster;
    const bound: LivePod[] = [];
    for (const pod of pods.onNode(node)) {
      const phase = pods.phaseOf(pod);
      if ((phase === BOUND || phase === RUNNING) && pods.boundAtUs(pod) !== NOT_YET) bound.push(this.podOf(pod));
    }
    for (const pod of this.#index.endedOn(node)) bound.push(this.podOf(pod));
    return bound;
  }

  findNode(name: string): Node | undefined {
    const node = this.#cluster.nodes.find(name);
    return node === undefined ? undefined : this.#cluster.nodes.record(node).object;
  }

  nodes(): readonly Node[] {
    return Array.from(this.#cluster.nodeOrder, (node) => this.#cluster.nodes.record(node).object);
  }

  podOf(pod: PodId): LivePod {
    return new LivePodView(this.#cluster, pod);
  }

  #views(pods: ReadonlySet<PodId>): readonly LivePod[] {
    // Most often asked of those without an owner, of whom there are none.
    return pods.size === 0 ? NO_PODS : Array.from(pods, (pod) => this.podOf(pod));
  }
}
