// The load of a run put together: rates, the models of its requests, the traffic that joins them to the cluster, and what is told of
// it all.

import { RandomStreams } from "../base/random/random-streams.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { joinSnapshots, partOf } from "../base/snapshot-parts.ts";

import type { Engine } from "../engine/engine.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";

import { createRatePath } from "../environment/load/load-profiles.ts";
import { modelWay, type ModelWay } from "../environment/load/model-way.ts";
import type { PlannedLoad } from "../environment/load/planned-load.ts";
import type { PlannedMetrics } from "../environment/load/planned-metrics.ts";
import { Traffic } from "../environment/traffic/traffic.ts";

import type { LoadFindings } from "../metrics/load/load-findings.ts";
import { LoadProbe } from "../metrics/load/load-probe.ts";

import type { Plan } from "../scenario/plan.ts";

import { newModel } from "./traffic-models.ts";

export interface LoadPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
}

export class LoadAtWork implements Snapshotable {
  readonly traffic: Traffic;
  readonly probe: LoadProbe;
  readonly #way: ModelWay;

  constructor(load: PlannedLoad, metrics: PlannedMetrics, plan: Plan, { engine, cluster }: LoadPorts) {
    const streams = new RandomStreams(plan.seed);
    const { network, services, sources } = load;
    this.#way = modelWay(load, plan.horizonUs, streams);
    const targets = services.map(
      ({ target: { kind, namespace, name } }) => `${kind.toLowerCase()}/${namespace}/${name}`,
    );
    this.probe = new LoadProbe({ network, targets, slosUs: sources.map(({ sloUs }) => sloUs) }, plan.horizonUs, () =>
      this.traffic.unanswered(),
    );
    this.traffic = new Traffic(load, {
      engine,
      cluster,
      coefficients: plan.coefficients,
      paths: sources.map(({ rate }, source) => createRatePath(rate, network.sources[source]!.name, streams)),
      modelOf: (part) => newModel(this.#way, part, plan.seed),
      metrics,
      served: ({ part, outcome }) => this.probe.serve({ services: part.services, sources: part.sources, outcome }),
    });
  }

  /** All until now is counted first. */
  findings(): LoadFindings {
    this.traffic.finish();
    return { ...this.probe.findings(), crowdedNodes: this.traffic.crowdedNodes(), way: this.#way };
  }

  snapshot(): Snapshot {
    return joinSnapshots({ traffic: this.traffic.snapshot(), probe: this.probe.snapshot() });
  }

  restore(saved: Snapshot): void {
    this.traffic.restore(partOf(saved, "traffic"));
    this.probe.restore(partOf(saved, "probe"));
  }
}
