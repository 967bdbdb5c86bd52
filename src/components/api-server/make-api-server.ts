// The control plane of a run, as its scenario wants it.

import type { Coefficient } from "../../base/coefficient.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshotable } from "../../base/snapshot.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ApiServer } from "../../cluster/api-client.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { ControlPlane } from "./control-plane.ts";
import { InstantApiServer } from "./instant-api-server.ts";
import { MeasuredApiServer } from "./measured-api-server.ts";
import { leaseCores } from "./path-costs.ts";

/** Each kubelet renews its Lease so often (nodeLeaseDurationSeconds of 40 s, a quarter of it). */
const RENEWALS_PER_NODE_AND_SECOND = 0.1;

export interface ControlPlanePorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
  /** Chance by purpose. */
  readonly drawsOf: (purpose: string) => EntityDraws;
  /** How many kubelets renew their Leases. */
  readonly nodes: number;
}

export function makeApiServer(controlPlane: ControlPlane, ports: ControlPlanePorts): ApiServer & Snapshotable {
  const { engine, cluster, coefficients, drawsOf, nodes } = ports;
  if (controlPlane.kind === "instant") return new InstantApiServer(engine, cluster);
  const { cores } = controlPlane;
  if (cores === undefined) return new MeasuredApiServer({ engine, cluster, coefficients, drawsOf });
  const inBackground = leaseCores(coefficients, nodes * RENEWALS_PER_NODE_AND_SECOND);
  return new MeasuredApiServer({ engine, cluster, coefficients, drawsOf, cores: { count: cores, inBackground } });
}
