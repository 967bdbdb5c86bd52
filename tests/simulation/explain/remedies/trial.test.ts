// Trials on a copy of the cluster: they see what is changed, and leave no trace.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../../src/base/time.ts";
import { Sandbox } from "../../../../src/simulation/explain/remedies/trial.ts";
import { ColumnarScheduler } from "../../../../src/scheduling/columnar/columnar-scheduler.ts";
import { defaultSchedulerConfiguration } from "../../../../src/scheduling/configuration/load-configuration.ts";
import { NO_RUN } from "../../../../src/scheduling/framework/run-facts.ts";
import { PLUGIN_DEFINITIONS } from "../../../../src/scheduling/plugin-definitions.ts";
import { SmallCluster } from "../../../scheduling/small-cluster.ts";
import { smallNode, smallPod } from "../../small-plan.ts";

const CONFIGURATION = defaultSchedulerConfiguration("1.36");

function sandboxOf(small: SmallCluster, cpu: string): Sandbox {
  const { cluster } = small;
  const scheduler = new ColumnarScheduler(cluster, CONFIGURATION, PLUGIN_DEFINITIONS);
  return new Sandbox(
    { cluster, scheduler, definitions: PLUGIN_DEFINITIONS, facts: NO_RUN },
    CONFIGURATION,
    small.pod(smallPod({ cpu })),
  );
}

describe("a trial", () => {
  const small = new SmallCluster([smallNode("n1", { cpu: "2", memory: "4Gi" })]);
  const tenant = small.place(smallPod({ cpu: "1500m" }), "n1");
  const sandbox = sandboxOf(small, "1");
  const node = small.cluster.nodes.find("n1")!;
  const trial = sandbox.begin(node);

  it("begins with the node as it is", () => {
    expect(sandbox.within(trial, (cycle) => cycle.refusals().map(({ plugin }) => plugin))).toEqual([
      "NodeResourcesFit",
    ]);
    expect(sandbox.within(trial, (cycle) => cycle.fits())).toBe(false);
  });

  it("sees pods that are away, and those that come back", () => {
    expect(sandbox.within({ ...trial, away: [tenant] }, (cycle) => cycle.fits())).toBe(true);
    const back = sandbox.within({ ...trial, away: [tenant] }, (cycle) => {
      cycle.putBack(tenant);
      return cycle.refuses("NodeResourcesFit");
    });
    expect(back).toBe(true);
  });

  it("sees another node object, and puts the old one back", () => {
    const object = { ...trial.object, spec: { unschedulable: true } };
    const plugins = sandbox.within({ ...trial, object }, (cycle) => cycle.refusals().map(({ plugin }) => plugin));
    expect(plugins).toEqual(["NodeUnschedulable", "NodeResourcesFit"]);
    expect(sandbox.cluster.nodes.record(node).unschedulable).toBe(false);
  });

  it("sees another pod", () => {
    expect(sandbox.within({ ...trial, pod: smallPod({ cpu: "500m" }) }, (cycle) => cycle.fits())).toBe(true);
  });

  it("never touches the cluster that it was copied from", () => {
    const before = small.cluster.nodes.objectsVersion;
    sandbox.cluster.apply({ kind: "node-removed", name: "n1" }, SIMULATION_START);
    expect([small.cluster.nodes.size, small.cluster.nodes.objectsVersion]).toEqual([1, before]);
  });
});
