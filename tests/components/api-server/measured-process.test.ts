// What a process computes by itself.

import { expect, it } from "vitest";

import { makeServer } from "./made-server.ts";

it.each([
  { cores: undefined, ends: [1000, 1000, 1000] },
  { cores: 2, ends: [1000, 1000, 2000] },
])("takes its time, with cores $cores perhaps after other work", ({ cores, ends }) => {
  const { engine, api } = makeServer(cores);
  const process = api.process("kube-scheduler");
  const ended: number[] = [];
  const kind = process.defineWork("test/work", "scheduler", () => ended.push(engine.now));
  for (let work = 0; work < 3; work += 1) process.run(kind, 1000, work);
  engine.run();
  expect(ended).toEqual(ends);
});
