// The plugin as the framework asks it: when it has nothing to say, when it fails the cycle, whom it signs for.

import { describe, expect, it } from "vitest";

import { podTopologySpread } from "../../../src/scheduling/plugins/pod-topology-spread.ts";
import { pod } from "../../model/build-objects.ts";
import { hard, host, soft, spreadBy, SpreadCluster, web } from "./spread-cluster.ts";

const LIST = { defaultingType: "List", defaultConstraints: [] };
const NODES = [host("a1", "a"), host("b1", "b")];

describe("PodTopologySpread", () => {
  it("skips filtering without hard constraints, and scoring without soft ones", () => {
    const cluster = new SpreadCluster(NODES);
    expect(cluster.verdicts(spreadBy(soft()))).toBeUndefined();
    expect(cluster.points(spreadBy(hard()))).toBeUndefined();
    expect(cluster.verdicts(pod())).toBeUndefined();
    expect(cluster.points(pod())).toBeUndefined();
  });

  it("fails the cycle where a selector cannot be asked", () => {
    const cluster = new SpreadCluster(NODES);
    const labelSelector = { matchExpressions: [{ key: "app", operator: "Near" }] };
    const message = 'topology spread constraints: "Near" is not a valid label selector operator';
    expect(cluster.verdicts(spreadBy(hard({ labelSelector })))).toEqual({
      preFilter: `get constraints from pod: obtaining pod's hard ${message}`,
    });
    const plugin = cluster.plugin(podTopologySpread);
    const asked = cluster.pod(spreadBy(soft({ labelSelector })));
    const failed = {
      kind: "failed",
      status: { code: "Error", reasons: [`calculating preScoreState: obtaining pod's soft ${message}`] },
    };
    expect(plugin.preScore!(asked, [])).toEqual(failed);
    expect(plugin.incremental!.preScore!(asked, new Int32Array(0), 0)).toEqual(failed);
    expect(plugin.incremental!.scoresNothing!(asked)).toBe(false);
  });

  it("concerns pods with constraints, and all pods where there are defaults", () => {
    const cluster = new SpreadCluster(NODES);
    const concerned = (args: unknown) =>
      [web(), spreadBy(soft())].map((asked) =>
        cluster.plugin(podTopologySpread, args).incremental!.concerns!(cluster.pod(asked).podClass),
      );
    expect(concerned(undefined)).toEqual([true, true]);
    expect(concerned(LIST)).toEqual([false, true]);
  });

  it("is quiet about a class until an object comes that spreads it", () => {
    const cluster = new SpreadCluster(NODES);
    const form = cluster.plugin(podTopologySpread).incremental!;
    const isQuiet = () =>
      [web(), pod(), spreadBy(hard()), spreadBy(soft())].map((asked) => form.isQuiet!(cluster.pod(asked).podClass));
    const before = form.quietEdition!();
    expect(isQuiet()).toEqual([true, true, false, false]);
    const service = { metadata: { name: "s" }, spec: { selector: { app: "web" } } };
    cluster.apply({ kind: "object-stored", stored: { kind: "Service", object: service } });
    expect(form.quietEdition!()).not.toBe(before);
    expect(isQuiet()).toEqual([false, true, false, false]);
  });

  it("signs for pods that nothing spreads", () => {
    const cluster = new SpreadCluster(NODES);
    const signed = (args: unknown) =>
      [web(), spreadBy(soft())].map((asked) =>
        cluster.plugin(podTopologySpread, args).sign!(cluster.pod(asked).podClass),
      );
    expect(signed(undefined)).toEqual([undefined, undefined]);
    expect(signed(LIST)).toEqual(["", undefined]);
  });

  it("spreads by the profile's hard constraints what a Service selects", () => {
    const defaultConstraints = [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }];
    const cluster = new SpreadCluster(NODES, { defaultingType: "List", defaultConstraints }).populate({ a1: 1 });
    const service = { metadata: { name: "s" }, spec: { selector: { app: "web" } } };
    cluster.apply({ kind: "object-stored", stored: { kind: "Service", object: service } });
    expect(cluster.passing(web())).toEqual(["b1"]);
    expect(cluster.verdicts(pod())).toBeUndefined();
  });

  it("says what fails the cycle where its filter or its score is enabled alone", () => {
    const plugin = new SpreadCluster(NODES).plugin(podTopologySpread);
    expect(plugin.filterWithoutState).toBe('reading "PreFilterPodTopologySpread" from cycleState: not found');
    expect(plugin.scoreWithoutState).toBe('error reading "PreScorePodTopologySpread" from cycleState: not found');
  });
});
