// A cluster as a run has left it, on which pods are tried one after the other and nodes are lost, without time passing. The
// run's own cluster is never touched, and the world can begin anew as often as wanted. Nobody is preempted.

import { invariant } from "../../base/invariant.ts";
import type { Snapshot } from "../../base/snapshot.ts";
import { moment, type SimTime } from "../../base/time.ts";

import { Engine } from "../../engine/engine.ts";

import type { Pod } from "../../model/objects.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import { ColumnarScheduler } from "../../scheduling/columnar/columnar-scheduler.ts";
import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";
import type { Decision } from "../../scheduling/framework/decision.ts";
import { PlainScheduler } from "../../scheduling/framework/plain-scheduler.ts";
import type { CyclePod } from "../../scheduling/framework/plugin.ts";
import { boundObjects, plannedObjects } from "../../scheduling/volumes/claim-changes.ts";

import { QuotaAdmission } from "../../components/api-server/quota-admission.ts";
import { ResourceClaims } from "../../components/resource-claims/resource-claims.ts";
import { AttachDetach } from "../../components/volume-controllers/attach-detach.ts";
import { EphemeralVolumes } from "../../components/volume-controllers/ephemeral-volumes.ts";

import { withoutPostFilter, type EndedRun } from "./ended-run.ts";

/** What became of a pod that was offered; all but `placed` say in Kubernetes' words why it has no place. */
export type Offer =
  | { readonly kind: "placed"; readonly node: number }
  | { readonly kind: "not-placed"; readonly plugin: string | null; readonly message: string };

/** A pod that has lost its node. */
export interface DisplacedPod {
  readonly classId: ClassId;
  readonly name: string;
}

type Scheduled = Extract<Decision, { kind: "scheduled" }>;

/** Their pods belong to their node: they are not made anew elsewhere. */
const OWNERS_ON_NODES: readonly string[] = ["DaemonSet", "Node"];

export class CapacityWorld {
  readonly cluster: ClusterState;
  readonly #run: EndedRun;
  readonly #configuration: SchedulerConfiguration;
  readonly #engine = new Engine();
  readonly #quotas: QuotaAdmission;
  #scheduler: ColumnarScheduler;
  #begin: { readonly cluster: Snapshot; readonly quotas: Snapshot; readonly engine: Snapshot };

  /** `objects` are stored beside what the run has left. */
  constructor(run: EndedRun, template: Pod, objects: readonly StoredObject[]) {
    const { plan, placement } = run;
    this.#run = run;
    this.#configuration = withoutPostFilter(plan.scheduler);
    this.cluster = new ClusterState(placement.cluster.behaviour);
    this.cluster.restore(run.cluster);
    this.#moveClock(this.cluster.now);
    this.#quotas = new QuotaAdmission(this.cluster, plan.resourceQuotas);
    this.#quotas.restore(run.quotas);
    if (plan.resourceQuotas.length > 0) this.cluster.observe(this.#quotas);
    const { coefficients } = plan;
    const ports = { engine: this.#engine, cluster: this.cluster, coefficients };
    for (const controller of [new AttachDetach(ports), new EphemeralVolumes(ports), new ResourceClaims(ports)]) {
      this.cluster.observe(controller);
    }
    this.#quotas.learn(this.cluster.classify(template), template);
    for (const stored of objects) this.cluster.apply({ kind: "object-stored", stored }, this.now);
    this.#begin = {
      cluster: this.cluster.snapshot(),
      quotas: this.#quotas.snapshot(),
      engine: this.#engine.snapshot(),
    };
    this.#scheduler = this.#newScheduler();
  }

  get now(): SimTime {
    return this.#engine.now;
  }

  /** Everything as it was in the beginning. */
  reset(): void {
    this.cluster.restore(this.#begin.cluster);
    this.#quotas.restore(this.#begin.quotas);
    this.#engine.restore(this.#begin.engine);
    this.#scheduler = this.#newScheduler();
  }

  /** The readable form of the scheduler, for questions about the cluster as it stands; remembers nothing of cycles before. */
  plainScheduler(): PlainScheduler {
    const { definitions, facts } = this.#run.placement;
    return new PlainScheduler(this.cluster, this.#configuration, definitions, facts);
  }

  /** Whether somebody outside the filters has a say: a quota of the namespace, or an extender. */
  isHeldByOthers(classId: ClassId): boolean {
    const { namespace } = this.cluster.classes.get(classId);
    const { resourceQuotas, scheduler } = this.#run.plan;
    const hasQuota = resourceQuotas.some(({ metadata }) => (metadata?.namespace ?? "default") === namespace);
    return hasQuota || (scheduler.extenders ?? []).length > 0;
  }

  /** Creates a pod and lets the scheduler find a node for it. One that finds none stays, unplaced. */
  offer(classId: ClassId, name: string): Offer {
    const refusal = this.#quotas.refusalOf(classId, name);
    if (refusal !== undefined) return { kind: "not-placed", plugin: refusal.plugin, message: refusal.message };
    const pod = this.create(classId, name);
    const gate = this.#scheduler.preEnqueueRefusal(pod);
    if (gate !== undefined) return { kind: "not-placed", plugin: gate.plugin, message: gate.reasons.join(", ") };
    const decision = this.#scheduler.schedule(pod, this.now);
    switch (decision.kind) {
      case "scheduled":
        this.settle(pod.id, decision);
        return { kind: "placed", node: decision.node };
      case "ignored":
        return { kind: "not-placed", plugin: null, message: noProfile(pod) };
      default:
        return { kind: "not-placed", plugin: null, message: decision.message };
    }
  }

  /** A new pod, with the claims that controllers make for it. */
  create(classId: ClassId, name: string): CyclePod {
    const { pod } = this.cluster.apply({ kind: "pod-created", classId, name }, this.now);
    this.#letControllersWork();
    return { id: pod, name, podClass: this.cluster.classes.get(classId) };
  }

  /** Puts the pod where the decision says, and binds its claims as planned. */
  settle(pod: PodId, { node, devices, claims = [], resourceClaims = [] }: Scheduled): void {
    const { cluster, now } = this;
    const chosen = devices === undefined ? {} : { devices };
    cluster.apply({ kind: "pod-assumed", pod, node, ...chosen }, now);
    for (const object of resourceClaims) this.#store({ kind: "ResourceClaim", object });
    const record = cluster.nodes.record(node);
    for (const stored of plannedObjects(claims, record.name)) this.#store(stored);
    for (const stored of boundObjects(claims, record, cluster)) this.#store(stored);
    cluster.apply({ kind: "pod-bound", pod }, now);
  }

  /** Takes a pod away that found no place. */
  withdraw(pod: PodId): void {
    this.cluster.apply({ kind: "pod-deleted", pod }, this.now);
    this.#letControllersWork();
  }

  /** Takes nodes away; their pods that want a place elsewhere, those of high priority first, then as they came. */
  lose(nodes: readonly number[]): readonly DisplacedPod[] {
    const { cluster } = this;
    const gone = nodes.flatMap((node) => [...cluster.pods.onNode(node)]).toSorted((left, right) => left - right);
    const displaced = gone
      .filter((pod) => this.isDisplacedWithNode(pod))
      .map((pod) => ({ classId: cluster.pods.classOf(pod), name: cluster.pods.nameOf(pod) }));
    for (const pod of gone) cluster.apply({ kind: "pod-deleted", pod }, this.now);
    this.#letControllersWork();
    for (const node of nodes) {
      const { name } = cluster.nodes.record(node);
      cluster.apply({ kind: "node-removed", name }, this.now);
    }
    const priorityOf = ({ classId }: DisplacedPod) => cluster.classes.priorityOf(classId);
    return displaced.toSorted((left, right) => priorityOf(right) - priorityOf(left));
  }

  /** Whether the pod has to go elsewhere if its node is lost: it is not about to end, and no part of the node. */
  isDisplacedWithNode(pod: PodId): boolean {
    const { pods, classes } = this.cluster;
    if (pods.isTerminating(pod)) return false;
    const { ownerReferences = [] } = classes.get(pods.classOf(pod)).pod.metadata;
    return !ownerReferences.some(({ kind }) => OWNERS_ON_NODES.includes(kind));
  }

  #store(stored: StoredObject): void {
    this.cluster.apply({ kind: "object-stored", stored }, this.now);
  }

  /** Their delays pass, and nothing else happens meanwhile. */
  #letControllersWork(): void {
    if (this.#engine.pending > 0) this.#engine.run();
  }

  #moveClock(at: SimTime): void {
    const begin = this.#engine.defineKind("capacity/begin", "faults", () => undefined);
    this.#engine.schedule(moment(at), begin);
    this.#engine.run();
    invariant(this.now === at, "the clock stands where the run ended", { now: this.now, at });
  }

  #newScheduler(): ColumnarScheduler {
    const { placement, memory } = this.#run;
    const { definitions, facts } = placement;
    const scheduler = new ColumnarScheduler(this.cluster, this.#configuration, definitions, facts);
    scheduler.restore(memory);
    return scheduler;
  }
}

function noProfile({ podClass: { schedulerName } }: CyclePod): string {
  return `no profile of the scheduler's configuration is called ${schedulerName}`;
}
