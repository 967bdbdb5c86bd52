// One run put together: the cluster, the components on one engine, and the probes that listen. The only place that knows them
// all; each knows only the cluster.

import { RandomStreams } from "../base/random/random-streams.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import { moment, SIMULATION_START, span, type Duration, type SimTime } from "../base/time.ts";
import { ABSENT, WholeNumberColumn } from "../base/whole-number-column.ts";

import { Engine, type RunOutcome } from "../engine/engine.ts";

import { withObservedBehaviour } from "../model/kubelet/observed-behaviour.ts";
import { reportedNode } from "../model/node-conditions.ts";
import type { Node, Pod } from "../model/objects.ts";
import { VERSION_BEHAVIOUR } from "../model/version-behaviour.ts";

import { EVERY_NODE, overfullNodes, type SomeNodes } from "../cluster/books.ts";
import type { ApiServer } from "../cluster/api-client.ts";
import type { ClassId } from "../cluster/class-table.ts";
import type { PodRefusal } from "../cluster/change.ts";
import { ClusterState } from "../cluster/cluster-state.ts";
import type { StoredObject } from "../cluster/object-store.ts";
import type { PodId } from "../cluster/pod-table.ts";

import { ColumnarScheduler } from "../scheduling/columnar/columnar-scheduler.ts";
import type { SchedulerConfiguration } from "../scheduling/framework/configuration.ts";
import type { PluginDefinition } from "../scheduling/framework/plugin.ts";
import type { PodScheduler } from "../scheduling/framework/pod-scheduler.ts";
import type { ExpectedPods, RunFacts } from "../scheduling/framework/run-facts.ts";
import { PLUGIN_DEFINITIONS } from "../scheduling/plugin-definitions.ts";
import { readFitArguments } from "../scheduling/plugins/node-resources-fit-args.ts";
import { settledObjects } from "../scheduling/volumes/settled-claims.ts";

import { makeApiServer } from "../components/api-server/make-api-server.ts";
import { QuotaAdmission } from "../components/api-server/quota-admission.ts";
import { StoredQuotas } from "../components/api-server/stored-quotas.ts";
import { Disruption } from "../components/disruption/disruption.ts";
import { Kubelet } from "../components/kubelet/kubelet.ts";
import { ResourceClaims } from "../components/resource-claims/resource-claims.ts";
import { cycleCost } from "../components/scheduler/cycle-cost.ts";
import { DEFAULT_LOOP_SETTINGS } from "../components/scheduler/loop-settings.ts";
import { Scheduler } from "../components/scheduler/scheduler.ts";
import { SchedulingEvents } from "../components/scheduler/scheduling-events.ts";
import { AttachDetach } from "../components/volume-controllers/attach-detach.ts";
import { ClaimBinder } from "../components/volume-controllers/claim-binder.ts";
import { EphemeralVolumes } from "../components/volume-controllers/ephemeral-volumes.ts";

import { Arrivals, arrivalTimes } from "../environment/arrivals.ts";
import { RUNS_FOREVER_US, type Workload } from "../environment/workload.ts";

import { AdmissionProbe } from "../metrics/admission-probe.ts";
import { AttemptProbe } from "../metrics/attempt-probe.ts";
import { ChronicleProbe } from "../metrics/chronicle-probe.ts";
import { CostProbe } from "../metrics/cost-probe.ts";
import { PodWays } from "../metrics/pod-ways.ts";
import { QueueProbe } from "../metrics/queue-probe.ts";
import { UtilisationProbe } from "../metrics/utilisation-probe.ts";

import type { Plan } from "../scenario/plan.ts";

import { GrowthTrial } from "./growth-trial.ts";
import { bornAtStart, Motion } from "./motion.ts";
import { placedStarts, placedStatuses } from "./placed-statuses.ts";
import { revisionsAtStart } from "./revisions-at-start.ts";
import { StandingStill } from "./standing-still.ts";

/** What listened to the run. */
export interface Probes {
  readonly admission: AdmissionProbe;
  readonly attempts: AttemptProbe;
  readonly chronicle: ChronicleProbe;
  readonly cost: CostProbe;
  readonly queues: QueueProbe;
  readonly utilisation: UtilisationProbe;
  readonly ways: PodWays;
}

/** What decides in a run, and what it decides from. */
export interface Placement {
  readonly scheduler: ColumnarScheduler;
  readonly cluster: ClusterState;
  readonly definitions: readonly PluginDefinition[];
  readonly facts: RunFacts;
}

/** Puts somebody between the scheduler component and placement: it must pass every decision on as it is. */
export type PlacementWatch = (placement: Placement) => PodScheduler;

const UNWATCHED: PlacementWatch = ({ scheduler }) => scheduler;

export class Simulation implements Snapshotable {
  readonly plan: Plan;
  readonly engine = new Engine();
  readonly cluster: ClusterState;
  readonly probes: Probes;
  /** Nodes that may hold more than their size: those that did before the run began, or all if a profile does not look. */
  readonly overfull: SomeNodes;
  /** Pods that stood on nodes before the run began; the first ids. */
  readonly preexisting: number;
  /** Where controllers run, quotas are objects, and one of them counts what they are used to. */
  readonly #quotas: QuotaAdmission;
  readonly #storedQuotas: StoredQuotas;
  readonly #placement: ColumnarScheduler;
  /** Undefined where controllers run: one of them looks after budgets. */
  readonly #disruption: Disruption | undefined;
  readonly #api: ApiServer & Snapshotable;
  /** Controllers, faults and actions; undefined where none are to run. */
  readonly motion: Motion | undefined;
  readonly #scheduler: Scheduler;
  readonly #kubelet: Kubelet;
  readonly #standingStill: StandingStill;
  /** By pod; nothing for those that do not end by themselves. */
  readonly #lifetimesUs = new WholeNumberColumn();

  constructor(plan: Plan, watch: PlacementWatch = UNWATCHED) {
    this.plan = plan;
    this.cluster = new ClusterState(VERSION_BEHAVIOUR[plan.kubernetes]);
    this.probes = {
      admission: new AdmissionProbe(this.cluster),
      attempts: new AttemptProbe(this.cluster),
      chronicle: new ChronicleProbe(this.cluster),
      cost: new CostProbe(this.cluster),
      queues: new QueueProbe(this.cluster),
      utilisation: new UtilisationProbe(this.cluster),
      ways: new PodWays(this.cluster),
    };
    const { admission, attempts, chronicle, cost, queues, utilisation, ways } = this.probes;
    const probes = [admission, attempts, chronicle, cost, queues, utilisation, ways];
    for (const probe of probes) this.cluster.observe(probe);
    const counted = plan.controlled === undefined ? plan.resourceQuotas : [];
    this.#quotas = new QuotaAdmission(this.cluster, counted);
    this.#storedQuotas = new StoredQuotas(this.cluster);
    if (counted.length > 0) this.cluster.observe(this.#quotas);
    this.#buildCluster();
    this.overfull = looksAtSizes(plan.scheduler) ? overfullNodes(this.cluster) : EVERY_NODE;
    this.preexisting = this.cluster.pods.size;
    const facts = this.#runFacts();
    const definitions = [...PLUGIN_DEFINITIONS, ...plan.ownPlugins];
    this.#placement = new ColumnarScheduler(this.cluster, plan.scheduler, definitions, facts);
    const placement = { scheduler: this.#placement, cluster: this.cluster, definitions, facts };
    const { engine, cluster } = this;
    this.#disruption =
      plan.controlled === undefined ? new Disruption({ engine, cluster, coefficients: plan.coefficients }) : undefined;
    this.#api = this.#makeApiServer();
    this.motion = this.#makeMotion(placement);
    const { scheduler, kubelet } = this.#connectComponents(watch(placement));
    this.#scheduler = scheduler;
    this.#kubelet = kubelet;
    this.#standingStill = new StandingStill(engine, cluster);
    cluster.observe(this.#standingStill);
    this.motion?.begin();
  }

  /** Lets the run go on to `until` (by default the plan's horizon), or until nothing is left to happen. */
  run(until: SimTime | null = this.plan.horizonUs): RunOutcome {
    const { warmUp } = this.plan;
    if (warmUp.kind !== "span" || this.engine.now > warmUp.us || (until !== null && until < warmUp.us)) {
      return this.#goOn(until);
    }
    const warm = this.#goOn(moment(warmUp.us));
    if (warm.endedBy === "stop-condition" || warm.endedBy === "event-limit") return warm;
    this.#beginToMeasure(moment(warm.at));
    if (warm.endedBy === "quiescence") return warm;
    const rest = this.#goOn(until);
    return { ...rest, events: warm.events + rest.events };
  }

  #goOn(until: SimTime | null): RunOutcome {
    const outcome = this.engine.run(until);
    return this.#standingStill.isStuck ? { ...outcome, endedBy: "event-limit" } : outcome;
  }

  /**
   * The whole run between two events. Arrivals have no state beside their events, and random streams are drawn from only
   * while a simulation is made.
   */
  snapshot(): Snapshot {
    return joinSnapshots({
      engine: this.engine.snapshot(),
      cluster: this.cluster.snapshot(),
      quotas: this.#quotas.snapshot(),
      placement: this.#placement.snapshot(),
      disruption: this.#disruption?.snapshot() ?? {},
      api: this.#api.snapshot(),
      scheduler: this.#scheduler.snapshot(),
      kubelet: this.#kubelet.snapshot(),
      motion: this.motion?.snapshot() ?? {},
      admission: this.probes.admission.snapshot(),
      attempts: this.probes.attempts.snapshot(),
      chronicle: this.probes.chronicle.snapshot(),
      cost: this.probes.cost.snapshot(),
      queues: this.probes.queues.snapshot(),
      utilisation: this.probes.utilisation.snapshot(),
      ways: this.probes.ways.snapshot(),
      lifetimes: this.#lifetimesUs.snapshot(),
    });
  }

  /** Takes over a run of the same plan. To be called on a simulation that has just been made. */
  restore(saved: Snapshot): void {
    this.engine.restore(partOf(saved, "engine"));
    this.cluster.restore(partOf(saved, "cluster"));
    this.#quotas.restore(partOf(saved, "quotas"));
    this.#placement.restore(partOf(saved, "placement"));
    this.#disruption?.restore(partOf(saved, "disruption"));
    this.#api.restore(partOf(saved, "api"));
    this.#scheduler.restore(partOf(saved, "scheduler"));
    this.#kubelet.restore(partOf(saved, "kubelet"));
    this.motion?.restore(partOf(saved, "motion"));
    this.probes.admission.restore(partOf(saved, "admission"));
    this.probes.attempts.restore(partOf(saved, "attempts"));
    this.probes.chronicle.restore(partOf(saved, "chronicle"));
    this.probes.cost.restore(partOf(saved, "cost"));
    this.probes.queues.restore(partOf(saved, "queues"));
    this.probes.utilisation.restore(partOf(saved, "utilisation"));
    this.probes.ways.restore(partOf(saved, "ways"));
    this.#lifetimesUs.restore(partOf(saved, "lifetimes"));
  }

  /** What was measured until now is left out. No event of the run: with a warm-up and without one, the same happens. */
  #beginToMeasure(begin: SimTime): void {
    this.motion?.load?.traffic.finish();
    this.probes.attempts.forgetAttempts();
    this.probes.utilisation.beginAt(begin);
    this.probes.cost.beginAt(begin);
    this.motion?.availability.beginAt(begin);
    this.motion?.autoscaling.beginAt(begin);
    this.motion?.load?.probe.beginAt(begin);
  }

  #buildCluster(): void {
    // Where controllers run, kubelets were at work before; nodes of pools do not say so.
    const asItIs = this.plan.controlled === undefined ? (node: Node) => node : reportedNode;
    for (const { node, pool } of this.plan.nodes) {
      this.cluster.apply({ kind: "node-added", node: asItIs(node), pool }, SIMULATION_START);
    }
    const store = (stored: StoredObject) => this.cluster.apply({ kind: "object-stored", stored }, SIMULATION_START);
    for (const stored of this.plan.objects) store(bornAtStart(stored, this.plan));
    for (const settled of settledObjects(this.cluster)) store(settled);
    const { controlled, boundPods } = this.plan;
    if (controlled !== undefined) {
      const start = { createdAt: controlled.start, boundPods };
      for (const object of revisionsAtStart(this.cluster, start)) store({ kind: "ControllerRevision", object });
    }
    this.#placeBoundPods();
  }

  #placeBoundPods(): void {
    const { boundPods, dumpedAt, controlled } = this.plan;
    // Without a time of its own a dump has no place on the wall clock.
    const start = dumpedAt === undefined ? undefined : controlled?.start;
    const statusOf = controlled === undefined ? placedStarts(boundPods, dumpedAt) : placedStatuses(boundPods, start);
    this.cluster.pods.expect(boundPods.length);
    for (const dumped of boundPods) {
      const pod = controlled === undefined ? dumped : withObservedBehaviour(dumped);
      const classId = this.cluster.classifyPlaced(pod);
      this.#quotas.learn(classId, pod);
      const { metadata, spec } = pod;
      const { name } = metadata;
      const nodeName = spec.nodeName!;
      this.cluster.apply({ kind: "pod-placed", classId, name, nodeName, status: statusOf(dumped) }, SIMULATION_START);
    }
  }

  #classify(pod: Pod): ClassId {
    const classId = this.cluster.classify(pod);
    this.#quotas.learn(classId, pod);
    return classId;
  }

  #runFacts(): RunFacts {
    const draws = new RandomStreams(this.plan.seed).entityDraws("scheduler/policies");
    return { draws, expectedPods: () => this.plan.workloads.flatMap((workload) => this.#expectedOf(workload)) };
  }

  #expectedOf({ pods: { templates, template } }: Workload): readonly ExpectedPods[] {
    const counts = new Map<number, number>();
    for (const number of template) counts.set(number, (counts.get(number) ?? 0) + 1);
    return [...counts].map(([number, pods]) => {
      const podClass = this.cluster.classes.get(this.#classify(templates[number]!));
      return { podClass, pods };
    });
  }

  #makeApiServer(): ApiServer & Snapshotable {
    const { engine, cluster, plan } = this;
    const { coefficients, controlPlane, seed } = plan;
    const streams = new RandomStreams(seed);
    const drawsOf = (purpose: string) => streams.entityDraws(purpose);
    return makeApiServer(controlPlane, { engine, cluster, coefficients, drawsOf, nodes: cluster.nodes.size });
  }

  /** Nothing, where the plan's workload objects stand for pods. */
  #makeMotion(placement: Placement): Motion | undefined {
    const { plan, engine, cluster } = this;
    if (plan.controlled === undefined) return undefined;
    const { chronicle } = this.probes;
    return new Motion(plan, plan.controlled, {
      engine,
      cluster,
      api: this.#api,
      quotas: this.#storedQuotas,
      chronicle,
      newTrial: () => new GrowthTrial(placement, plan.scheduler),
    });
  }

  #connectComponents(placement: PodScheduler): { readonly scheduler: Scheduler; readonly kubelet: Kubelet } {
    const { engine, cluster, plan } = this;
    const { coefficients } = plan;
    const streams = new RandomStreams(plan.seed);
    const scheduler = new Scheduler({
      engine,
      cluster,
      placement,
      api: this.#api,
      configuration: plan.scheduler,
      cycleCost: cycleCost(coefficients),
      volumeControllers: new ClaimBinder(engine, cluster),
      settings: DEFAULT_LOOP_SETTINGS,
    });
    cluster.observe(scheduler);
    // Where nobody waits for cores, they would cost a run's time and show nowhere.
    const isShort = plan.controlPlane.kind === "measured" && plan.controlPlane.cores !== undefined;
    if (isShort) cluster.observe(new SchedulingEvents(cluster, this.#api, plan.scheduler));
    const startDraws = streams.entityDraws("kubelet/start");
    const lifetimeOf = (pod: PodId) => this.#lifetimeOf(pod);
    const settings = new Map(plan.kubelets.map((kubelets) => [kubelets.pool, kubelets.settings]));
    const kubelet = new Kubelet({ engine, cluster, api: this.#api, coefficients, startDraws, lifetimeOf, settings });
    cluster.observe(kubelet);
    // Before claims go with their pods: it looks them up.
    cluster.observe(new AttachDetach({ engine, cluster, coefficients }));
    cluster.observe(new EphemeralVolumes({ engine, cluster, coefficients }));
    cluster.observe(new ResourceClaims({ engine, cluster, coefficients }));
    if (this.#disruption !== undefined) cluster.observe(this.#disruption);
    for (const workload of plan.workloads) this.#offer(workload, streams);
    return { scheduler, kubelet };
  }

  #offer(workload: Workload, streams: RandomStreams): void {
    const times = arrivalTimes(workload, streams);
    const { templates, origins, refusals, template, names, lifetimeUs } = workload.pods;
    for (const pod of templates) this.#classify(pod);
    const refusalOf = (classId: ClassId, row: number) => {
      const number = template[row]!;
      // Pods that were in the cluster before are counted, and have been let in.
      if (origins[number] === "stored") return undefined;
      return refusals.get(number) ?? this.#quotaRefusal(classId, names[row]!);
    };
    const arrived = (pod: PodId, row: number) => {
      if (lifetimeUs[row] !== RUNS_FOREVER_US) this.#lifetimesUs.set(pod, lifetimeUs[row]!);
    };
    const client = this.#api.client({ name: `users/${workload.name}`, level: "exempt", commits: "as-sent" });
    const wasThere = (row: number) => origins[template[row]!] === "stored";
    new Arrivals(this.engine, this.cluster, workload, times, { client, wasThere, refusalOf, arrived }).begin();
  }

  /** Asked when the pod is created. */
  #quotaRefusal(classId: ClassId, name: string): PodRefusal | undefined {
    if (this.plan.controlled === undefined) return this.#quotas.refusalOf(classId, name);
    const message = this.#storedQuotas.charge({ kind: "pod", classId, name }, this.engine.now);
    return message === undefined ? undefined : { plugin: "ResourceQuota", message };
  }

  /** Undefined for pods that do not end by themselves. */
  #lifetimeOf(pod: PodId): Duration | undefined {
    const lifetimeUs = this.#lifetimesUs.get(pod);
    return lifetimeUs === ABSENT ? undefined : span(lifetimeUs);
  }
}

/** Whether every profile keeps pods off nodes that they do not fit; a configuration may turn that off, or have it pass resources over. */
function looksAtSizes({ profiles }: SchedulerConfiguration): boolean {
  return profiles.every(({ plugins, args }) => {
    const { ignoredResources, ignoredGroups } = readFitArguments(args["NodeResourcesFit"]);
    return plugins.filter.includes("NodeResourcesFit") && ignoredResources.size + ignoredGroups.size === 0;
  });
}
