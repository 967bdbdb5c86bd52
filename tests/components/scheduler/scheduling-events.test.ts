// What the scheduler tells of pods takes the API server's time.

import { expect, it } from "vitest";

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";
import { MeasuredApiServer } from "../../../src/components/api-server/measured-api-server.ts";
import { SchedulingEvents } from "../../../src/components/scheduler/scheduling-events.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { defaultSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { node, podAsking } from "../../model/build-objects.ts";

it("posts an event for each binding and each refusal", () => {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const drawsOf = (purpose: string) => new EntityDraws("test", purpose);
  const api = new MeasuredApiServer({ engine, cluster, coefficients: COEFFICIENTS, drawsOf });
  cluster.observe(new SchedulingEvents(cluster, api, defaultSchedulerConfiguration("1.36")));
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: 4 }), pool: "p" }, moment(0));
  const classId = cluster.classify(podAsking({}));
  const [placed, refused] = ["a", "b"].map(
    (name) => cluster.apply({ kind: "pod-created", classId, name }, moment(0)).pod,
  ) as [number, number];
  cluster.apply({ kind: "pod-assumed", pod: placed, node: 0 }, moment(0));
  cluster.apply({ kind: "pod-bound", pod: placed }, moment(0));
  const failure = { plugins: ["NodeResourcesFit"], reasons: [], message: "" };
  cluster.apply({ kind: "pod-unschedulable", pod: refused, failure }, moment(0));
  expect(engine.pending).toBe(2);
  engine.run();
  // Each is committed and answered.
  expect(engine.events).toBe(4);
});
