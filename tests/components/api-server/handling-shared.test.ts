// The stages of requests whose work waits for cores.

import { expect, it } from "vitest";

import { Engine } from "../../../src/engine/engine.ts";
import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";
import { HandlingShared } from "../../../src/components/api-server/handling-shared.ts";
import { pathCosts } from "../../../src/components/api-server/path-costs.ts";
import { SharedCores } from "../../../src/components/api-server/shared-cores.ts";

/** When each of so many requests of one moment is answered, µs. */
function answersOf(requests: number): readonly number[] {
  const engine = new Engine();
  const answered: number[] = [];
  const cores = new SharedCores(engine, 2, 0);
  const handling: HandlingShared = new HandlingShared(engine, cores, pathCosts(COEFFICIENTS), {
    arrived: (row) => handling.execute(row),
    written: (row) => handling.respond(row),
    answered: (row) => {
      answered[row] = engine.now;
    },
    latencyUsOf: () => 3000,
    cpuUsOf: () => 1000,
    mayCommitAtUs: (_row, readyAtUs) => readyAtUs,
    isAwaited: () => true,
    processOf: () => "kube-scheduler",
  });
  for (let row = 0; row < requests; row += 1) handling.sendOff(row);
  engine.run();
  return answered;
}

it("takes a request that is alone as long as on an idle control plane", () => {
  expect(answersOf(1)).toEqual([3400]);
});

it("lets many requests take as long as their work needs on the cores", () => {
  const answered = answersOf(500);
  // 250 µs of the client, 1,000 of the server and 190 of etcd for each.
  const leastUs = (500 * 1440) / 2;
  expect(Math.max(...answered)).toBeGreaterThanOrEqual(leastUs);
  expect(Math.max(...answered)).toBeLessThan(leastUs * 1.05);
});
