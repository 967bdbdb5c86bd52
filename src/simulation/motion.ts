// What moves a cluster by itself once controllers run: the API server's way of a write, the controllers, and what people do. Puts
// them together for a simulation; knows all of them, and keeps nothing but them.

import { RandomStreams } from "../base/random/random-streams.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import type { SimTime } from "../base/time.ts";
import { merged } from "../base/merged.ts";

import type { Engine } from "../engine/engine.ts";
import type { EventKind } from "../engine/event-kinds.ts";

import { PodAdmission } from "../model/admission/pod-admission.ts";
import type { ResourceQuota } from "../model/api/types/quota.ts";
import { completedPod } from "../model/defaulting.ts";

import type { ApiServer } from "../cluster/api-client.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { StoredObject } from "../cluster/object-store.ts";
import type { PodId } from "../cluster/pod-table.ts";

import type { StoredQuotas } from "../components/api-server/stored-quotas.ts";
import type { ControllerDefinition } from "../components/controllers/controller.ts";
import { CONTROLLERS } from "../components/controllers/controllers.ts";
import { horizontalPodAutoscalerController } from "../components/controllers/horizontal-pod-autoscaler/horizontal-pod-autoscaler-controller.ts";
import { CLIENT_LIMITS, ControllerManager } from "../components/controllers/run/controller-manager.ts";
import type { PodDoor } from "../components/controllers/run/created-pods.ts";
import type { MetricsApis } from "../components/metrics-server/metrics-apis.ts";

import { EnvironmentActions } from "../environment/actions/environment-actions.ts";
import { EnvironmentFaults } from "../environment/faults/environment-faults.ts";
import { PoolGrowth } from "../environment/growth/pool-growth.ts";
import type { RoomTrial } from "../environment/growth/room-trial.ts";
import type { OpenEnd } from "../environment/scripts/open-end.ts";
import type { MetricSeries } from "../environment/traffic/metric-series.ts";

import { AutoscalingProbe } from "../metrics/autoscaling/autoscaling-probe.ts";
import { AvailabilityProbe } from "../metrics/availability/availability-probe.ts";
import type { ChronicleProbe } from "../metrics/chronicle-probe.ts";
import { FailedScheduling } from "../metrics/failed-scheduling.ts";
import { JobProbe } from "../metrics/job-probe.ts";

import type { Plan, PlannedControllers } from "../scenario/plan.ts";

import { LoadAtWork } from "./load-at-work.ts";
import { metricsApis, metricSeries } from "./metrics-at-work.ts";
import { NodeFailures } from "./node-failures.ts";
import { quotaAtStart } from "./quotas-at-start.ts";
import { DirectUserClient } from "./user-client.ts";
import { WallClock } from "./wall-clock.ts";

export interface MotionPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  readonly quotas: StoredQuotas;
  readonly chronicle: ChronicleProbe;
  readonly newTrial: () => RoomTrial;
}

export class Motion implements Snapshotable {
  readonly controllers: ControllerManager;
  readonly user: DirectUserClient;
  readonly availability: AvailabilityProbe;
  readonly autoscaling: AutoscalingProbe;
  readonly jobs: JobProbe;
  /** Undefined where nobody asks anything of the pods. */
  readonly load: LoadAtWork | undefined;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #quotas: readonly ResourceQuota[];
  readonly #horizonUs: SimTime | null;
  readonly #horizon: EventKind;
  readonly #nodes: NodeFailures;
  readonly #faults: EnvironmentFaults;
  readonly #actions: EnvironmentActions;
  /** Undefined where no pool grows. */
  readonly #growth: PoolGrowth | undefined;
  /** Undefined where nobody serves them. */
  readonly #metrics: MetricsApis | undefined;
  readonly #metricSeries: MetricSeries | undefined;

  constructor(plan: Plan, planned: PlannedControllers, ports: MotionPorts) {
    const { engine, cluster, api, quotas, chronicle, newTrial } = ports;
    const door = doorOf(planned, cluster);
    this.#engine = engine;
    this.#cluster = cluster;
    this.#quotas = plan.resourceQuotas;
    this.#horizonUs = plan.horizonUs;
    this.#horizon = engine.defineKind("simulation/horizon", "observers", () => {});
    const clock = new WallClock(engine, planned.start);
    const { metrics } = plan;
    const metricsPorts = { engine, cluster, seed: plan.seed };
    this.#metrics = metrics === undefined ? undefined : metricsApis(metrics, metricsPorts);
    this.#metricSeries = metrics === undefined ? undefined : metricSeries(metrics, metricsPorts);
    if (this.#metrics !== undefined) cluster.observe(this.#metrics);
    this.controllers = new ControllerManager({
      engine,
      cluster,
      api,
      clock,
      door,
      quotas,
      definitions: definitionsOf(planned),
      limits: CLIENT_LIMITS,
      isPatient: plan.horizonUs !== null,
      ...(this.#metrics === undefined ? {} : { metrics: this.#metrics }),
      ...(planned.featureGates === undefined ? {} : { featureGates: planned.featureGates }),
    });
    cluster.observe(this.controllers);
    const { view, planner } = this.controllers;
    this.user = new DirectUserClient({ engine, cluster, view, planner, door });
    this.availability = new AvailabilityProbe(cluster);
    this.autoscaling = new AutoscalingProbe(cluster);
    this.jobs = new JobProbe(cluster, clock);
    const failedScheduling = new FailedScheduling(cluster, chronicle);
    const streams = new RandomStreams(plan.seed);
    const deletionOf = (pod: PodId) => planner.deletionOf(pod, undefined);
    const momentOf = (timestamp: string | undefined) => clock.momentOf(timestamp);
    this.#nodes = new NodeFailures({ engine, cluster, api, streams, limits: CLIENT_LIMITS, momentOf, deletionOf });
    const { user: client } = this;
    this.#faults = new EnvironmentFaults(plan.faults, { engine, cluster, streams, client });
    this.#actions = new EnvironmentActions(plan.actions, { engine, cluster, client });
    const probes = [this.availability, this.autoscaling, this.jobs, failedScheduling];
    for (const observer of [...probes, this.#faults, this.#actions]) cluster.observe(observer);
    const { growth } = plan;
    this.#growth = growth === undefined ? undefined : new PoolGrowth(growth, { engine, cluster, client, newTrial });
    if (this.#growth !== undefined) cluster.observe(this.#growth);
    const hasLoad = plan.load !== undefined && metrics !== undefined;
    this.load = hasLoad ? new LoadAtWork(plan.load, metrics, plan, { engine, cluster }) : undefined;
    if (this.load !== undefined) cluster.observe(this.load.traffic);
  }

  /**
   * To be called once, when all who listen are there. A cluster that has fallen quiet is as it is until the horizon: what does not
   * serve by then has not served for so long.
   */
  begin(): void {
    if (this.#horizonUs !== null) this.#engine.schedule(this.#horizonUs, this.#horizon);
    this.#storeQuotas();
    this.availability.begin();
    this.autoscaling.begin();
    this.jobs.begin();
    this.#nodes.begin();
    this.controllers.begin();
    this.#faults.begin();
    this.#actions.begin();
    this.#metricSeries?.begin();
    this.load?.traffic.begin();
  }

  #storeQuotas(): void {
    const { view } = this.controllers;
    for (const quota of this.#quotas) {
      const object = quotaAtStart(quota, view, view.clock.timestampAt(this.#engine.now));
      this.#cluster.apply({ kind: "object-stored", stored: { kind: "ResourceQuota", object } }, this.#engine.now);
    }
  }

  /** What has begun and waits for something at the end of the run. */
  openEnds(): readonly OpenEnd[] {
    return [...this.#faults.openEnds(), ...this.#actions.openEnds(), ...(this.#growth?.openEnds() ?? [])];
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      controllers: this.controllers.snapshot(),
      availability: this.availability.snapshot(),
      autoscaling: this.autoscaling.snapshot(),
      jobs: this.jobs.snapshot(),
      nodes: this.#nodes.snapshot(),
      faults: this.#faults.snapshot(),
      actions: this.#actions.snapshot(),
      growth: this.#growth?.snapshot() ?? {},
      metrics: this.#metrics?.snapshot() ?? {},
      metricSeries: this.#metricSeries?.snapshot() ?? {},
      load: this.load?.snapshot() ?? {},
    });
  }

  /** After the cluster. */
  restore(saved: Snapshot): void {
    this.controllers.restore(partOf(saved, "controllers"));
    this.availability.restore(partOf(saved, "availability"));
    this.autoscaling.restore(partOf(saved, "autoscaling"));
    this.jobs.restore(partOf(saved, "jobs"));
    this.#nodes.restore(partOf(saved, "nodes"));
    this.#faults.restore(partOf(saved, "faults"));
    this.#actions.restore(partOf(saved, "actions"));
    this.#growth?.restore(partOf(saved, "growth"));
    this.#metrics?.restore(partOf(saved, "metrics"));
    this.#metricSeries?.restore(partOf(saved, "metricSeries"));
    this.load?.restore(partOf(saved, "load"));
  }
}

/** An object that nobody has created yet is created when the run begins. */
export function bornAtStart(stored: StoredObject, { controlled }: Plan): StoredObject {
  const { metadata } = stored.object;
  if (controlled === undefined || metadata?.creationTimestamp !== undefined) return stored;
  const object = merged(stored.object, { metadata: merged(metadata ?? {}, { creationTimestamp: controlled.start }) });
  return { kind: stored.kind, object } as StoredObject;
}

/** The controllers, with what the flags of kube-controller-manager say. */
function definitionsOf({ autoscalers }: PlannedControllers): readonly ControllerDefinition[] {
  if (autoscalers === undefined) return CONTROLLERS;
  const own = horizontalPodAutoscalerController(autoscalers);
  return CONTROLLERS.map((definition) => (definition.name === own.name ? own : definition));
}

function doorOf(planned: PlannedControllers, cluster: ClusterState): PodDoor {
  const admission = new PodAdmission(planned.admission, new Set(planned.admissionPlugins));
  return {
    admit: (pod) => {
      const outcome = admission.admit(completedPod(pod, cluster.behaviour));
      if (outcome.kind === "admitted") return { pod: outcome.pod };
      const { plugin, message } = outcome;
      return { refusal: { plugin, message } };
    },
  };
}
