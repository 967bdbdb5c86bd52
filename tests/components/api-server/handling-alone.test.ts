// The stages of a request that nobody else delays.

import { expect, it } from "vitest";

import { Engine } from "../../../src/engine/engine.ts";
import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";
import { HandlingAlone } from "../../../src/components/api-server/handling-alone.ts";
import { pathCosts } from "../../../src/components/api-server/path-costs.ts";

it("writes when the latency is over but for the answer's way, and answers at its end", () => {
  const engine = new Engine();
  const said: (readonly [string, number])[] = [];
  const handling: HandlingAlone = new HandlingAlone(engine, pathCosts(COEFFICIENTS), {
    arrived: (row) => {
      said.push(["arrived", engine.now]);
      handling.execute(row);
    },
    written: (row) => {
      said.push(["written", engine.now]);
      handling.respond(row);
    },
    answered: () => said.push(["answered", engine.now]),
    latencyUsOf: () => 3000,
    cpuUsOf: () => 1000,
    mayCommitAtUs: (_row, readyAtUs) => readyAtUs,
    isAwaited: () => true,
    processOf: () => undefined,
  });
  handling.sendOff(0);
  engine.run();
  expect(said).toEqual([
    ["arrived", 0],
    ["written", 2900],
    ["answered", 3400],
  ]);
});
