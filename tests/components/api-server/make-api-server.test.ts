// Which control plane a scenario's words make.

import { expect, it } from "vitest";

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";
import type { ControlPlane } from "../../../src/components/api-server/control-plane.ts";
import { makeApiServer } from "../../../src/components/api-server/make-api-server.ts";

/** When 100 pieces of work of 1 ms by one process are over, µs. */
function workLasts(controlPlane: ControlPlane, nodes: number): number {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const drawsOf = (purpose: string) => new EntityDraws("test", purpose);
  const api = makeApiServer(controlPlane, { engine, cluster, coefficients: COEFFICIENTS, drawsOf, nodes });
  const process = api.process("kube-scheduler");
  const kind = process.defineWork("test/work", "scheduler", () => undefined);
  for (let work = 0; work < 100; work += 1) process.run(kind, 1000, work);
  engine.run();
  return engine.now;
}

it.each([
  { controlPlane: { kind: "instant" }, nodes: 1000, lastsUs: 0 },
  { controlPlane: { kind: "measured" }, nodes: 1000, lastsUs: 1000 },
  { controlPlane: { kind: "measured", cores: 2 }, nodes: 0, lastsUs: 50_000 },
  { controlPlane: { kind: "measured", cores: 2 }, nodes: 1000, lastsUs: 62_500 },
] as const)("of $controlPlane with $nodes nodes", ({ controlPlane, nodes, lastsUs }) => {
  expect(Math.abs(workLasts(controlPlane, nodes) - lastsUs)).toBeLessThanOrEqual(lastsUs / 1000);
});
