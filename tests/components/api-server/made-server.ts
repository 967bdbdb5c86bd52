// An API server on an engine of its own, with a client of each sort, for tests.

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";
import { MeasuredApiServer } from "../../../src/components/api-server/measured-api-server.ts";

export interface MadeServer {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: MeasuredApiServer;
}

/** `cores`: how many its processes share; absent: room for all. */
export function makeServer(cores?: number): MadeServer {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const api = new MeasuredApiServer({
    engine,
    cluster,
    coefficients: COEFFICIENTS,
    drawsOf: (purpose) => new EntityDraws("test", purpose),
    ...(cores === undefined ? {} : { cores: { count: cores, inBackground: 0 } }),
  });
  return { engine, cluster, api };
}
