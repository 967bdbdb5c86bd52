// What is said of entries of a scenario, as changes of the cluster.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { Voice } from "../../../src/environment/scripts/voice.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

it("says what an entry does and prints, with its name and its place alone", () => {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const heard: (readonly [number, Change])[] = [];
  cluster.observe({ hear: ({ change }) => heard.push([cluster.now, change]) });
  const by = { name: "roll", position: { file: "s.yaml", line: 3, column: 5 } };
  const entry = { ...by, kind: "scale", settings: {} };
  const voice = new Voice(engine, cluster);
  engine.scheduleHook(moment(7), "api", () => {
    voice.mark(entry, "begins", ["n1"]);
    voice.tell(entry, "scaled");
    voice.tell(entry, "not found", "error");
  });
  engine.run();
  expect(heard).toEqual([
    [7, { kind: "user-mark", mark: { by, what: "begins", nodes: ["n1"] } }],
    [7, { kind: "user-message", message: { by, level: "output", text: "scaled" } }],
    [7, { kind: "user-message", message: { by, level: "error", text: "not found" } }],
  ]);
});
