// One run put together: the cluster, the components on one engine, and the probes that listen. The only place that knows them
// all; each knows only the cluster.

import { RandomStreams } from "../base/random/random-streams.ts";
import { SIMULATION_START, span, type Duration } from "../base/time.ts";

import { Engine, type RunOutcome } from "../engine/engine.ts";

import { VERSION_BEHAVIOUR } from "../model/version-behaviour.ts";

import { overfullNodes } from "../cluster/books.ts";
import { ClusterState } from "../cluster/cluster-state.ts";
import type { PodId } from "../cluster/pod-table.ts";

import { ColumnarScheduler } from "../scheduling/columnar/columnar-scheduler.ts";
import { IN_TREE_PLUGINS } from "../scheduling/plugins/in-tree-plugins.ts";

import { Kubelet } from "../components/kubelet/kubelet.ts";
import { Scheduler } from "../components/scheduler/scheduler.ts";

import { Arrivals, arrivalTimes } from "../environment/arrivals.ts";
import { RUNS_FOREVER_US, type Workload } from "../environment/workload.ts";

import { AttemptProbe } from "../metrics/attempt-probe.ts";
import { QueueProbe } from "../metrics/queue-probe.ts";
import { UtilisationProbe } from "../metrics/utilisation-probe.ts";

import type { Plan } from "../scenario/plan.ts";

/** What listened to the run. */
export interface Probes {
  readonly attempts: AttemptProbe;
  readonly queues: QueueProbe;
  readonly utilisation: UtilisationProbe;
}

export class Simulation {
  readonly plan: Plan;
  readonly engine = new Engine();
  readonly cluster: ClusterState;
  readonly probes: Probes;
  /** Nodes that held more than their size before the run began. */
  readonly overfull: ReadonlySet<number>;
  /** Pods that stood on nodes before the run began; the first ids. */
  readonly preexisting: number;
  readonly #lifetimesUs: number[] = [];

  constructor(plan: Plan) {
    this.plan = plan;
    this.cluster = new ClusterState(VERSION_BEHAVIOUR[plan.kubernetes]);
    this.probes = {
      attempts: new AttemptProbe(this.cluster),
      queues: new QueueProbe(this.cluster),
      utilisation: new UtilisationProbe(this.cluster),
    };
    for (const probe of [this.probes.attempts, this.probes.queues, this.probes.utilisation])
      this.cluster.observe(probe);
    this.#buildCluster();
    this.overfull = overfullNodes(this.cluster);
    this.preexisting = this.cluster.pods.size;
    this.#connectComponents();
  }

  /** Lets the run go on to the plan's horizon, or until nothing is left to happen. */
  run(): RunOutcome {
    return this.engine.run(this.plan.horizonUs);
  }

  #buildCluster(): void {
    for (const { node, pool } of this.plan.nodes) {
      this.cluster.apply({ kind: "node-added", node, pool }, SIMULATION_START);
    }
    for (const pod of this.plan.boundPods) {
      const classId = this.cluster.classify(pod);
      const change = { kind: "pod-placed", classId, name: pod.metadata.name, nodeName: pod.spec.nodeName! } as const;
      this.cluster.apply(change, SIMULATION_START);
    }
  }

  #connectComponents(): void {
    const { engine, cluster, plan } = this;
    const { coefficients } = plan;
    const streams = new RandomStreams(plan.seed);
    const placement = new ColumnarScheduler(cluster, plan.scheduler, IN_TREE_PLUGINS);
    const bindDraws = streams.entityDraws("scheduler/bind");
    cluster.observe(
      new Scheduler({ engine, cluster, placement, configuration: plan.scheduler, coefficients, bindDraws }),
    );
    const startDraws = streams.entityDraws("kubelet/start");
    const lifetimeOf = (pod: PodId) => this.#lifetimeOf(pod);
    cluster.observe(new Kubelet({ engine, cluster, coefficients, startDraws, lifetimeOf }));
    for (const workload of plan.workloads) this.#offer(workload, streams);
  }

  #offer(workload: Workload, streams: RandomStreams): void {
    const times = arrivalTimes(workload, streams.stream(`arrivals/${workload.name}`));
    const { lifetimeUs } = workload.pods;
    const arrived = (pod: PodId, row: number) => {
      this.#lifetimesUs[pod] = lifetimeUs[row]!;
    };
    new Arrivals(this.engine, this.cluster, workload, times, arrived).begin();
  }

  /** Undefined for pods that do not end by themselves. */
  #lifetimeOf(pod: PodId): Duration | undefined {
    const lifetimeUs = this.#lifetimesUs[pod] ?? RUNS_FOREVER_US;
    return lifetimeUs === RUNS_FOREVER_US ? undefined : span(lifetimeUs);
  }
}
