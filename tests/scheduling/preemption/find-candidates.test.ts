// On which nodes preemption helps, and how many are looked at.

import { describe, expect, it } from "vitest";

import type { PostFilterDiagnosis } from "../../../src/scheduling/framework/plugin.ts";
import { failure, SUCCESS, unschedulable } from "../../../src/scheduling/framework/status.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { DisruptionBudgets } from "../../../src/scheduling/preemption/disruption-budgets.ts";
import { findCandidates } from "../../../src/scheduling/preemption/find-candidates.ts";
import { podAsking } from "../../model/build-objects.ts";
import { Crowd, type Resident } from "./crowded-node.ts";

const NAMES = ["n1", "n2", "n3", "n4", "n5"];

/** Every node holds one pod of 4 CPUs; those named protected may not go. */
function crowded(residents: Readonly<Record<string, Resident>> = {}): Crowd {
  const crowd = new Crowd(NAMES);
  for (const name of NAMES) crowd.put(name, { [`on-${name}`]: { cpu: "4", ...residents[name] } });
  return crowd;
}

/** Nodes found, with limits as in the plugin's arguments; a trial goes as `status` says once the pods are away. */
function found(crowd: Crowd, limits: { percentage: number; absolute: number }, status = SUCCESS) {
  const tried: string[] = [];
  const diagnosis: PostFilterDiagnosis = {
    nodesTotal: 5,
    preemptible: [4, 0, 1, 2, 3],
    preFilter: undefined,
    dryRun: () => ({
      on(node) {
        let asked = 0;
        const { name } = crowd.cluster.nodes.record(node);
        tried.push(name);
        // Fits without the others, and with none of them back.
        const answers = [status, unschedulable("full")];
        const nextStatus = () => ({ ...answers[asked++]!, plugin: "P" });
        return {
          node: new LiveNode(crowd.cluster, node),
          add: () => SUCCESS,
          remove: () => SUCCESS,
          status: nextStatus,
          fits: () => nextStatus().code === "Success",
        };
      },
    }),
  };
  const pod = crowd.small.pod(podAsking({ cpu: "4" }, { priority: 10 }));
  const budgets = new DisruptionBudgets(crowd.cluster).now();
  const { candidates, ...rest } = findCandidates(crowd.cluster, pod, diagnosis, limits, budgets);
  return { ...rest, candidates: candidates.map(({ node }) => crowd.small.nameOf(node)), tried };
}

describe("candidates", () => {
  it("are all nodes if no more are worth a try than are enough, in node order", () => {
    const { candidates, tried } = found(crowded(), { percentage: 10, absolute: 100 });
    expect(candidates).toEqual(NAMES);
    expect(tried).toEqual(NAMES);
  });

  it("are so many as a share of the nodes, but no fewer than the least number", () => {
    expect(found(crowded(), { percentage: 40, absolute: 1 }).candidates).toHaveLength(2);
    expect(found(crowded(), { percentage: 10, absolute: 3 }).candidates).toHaveLength(3);
    expect(found(crowded(), { percentage: 59, absolute: 0 }).tried).toHaveLength(2);
  });

  it("are looked for on until one violates no budget", () => {
    const web = { labels: { app: "web" } };
    const status = { disruptionsAllowed: 0 };
    const crowd = crowded({ n1: web, n2: web, n3: web, n4: web }).budget("web", {
      spec: { selector: { matchLabels: web.labels } },
      status,
    });
    const { candidates, tried } = found(crowd, { percentage: 0, absolute: 1 });
    expect(tried.at(-1)).toBe("n5");
    expect(candidates).toContain("n5");
    expect(candidates.length).toBeLessThanOrEqual(2);
  });

  it("are none where nobody is of lower priority; nothing is tried there", () => {
    const peer = { priority: 10 };
    const { candidates, tried, reasons, refused } = found(crowded({ n2: peer, n3: peer }), {
      percentage: 10,
      absolute: 9,
    });
    expect(candidates).toEqual(["n1", "n4", "n5"]);
    expect(tried).toEqual(["n1", "n4", "n5"]);
    expect([...reasons, refused]).toEqual([["No preemption victims found for incoming pod", 2], 2]);
  });

  it("are none, and no node is asked, where nobody in the cluster is of lower priority", () => {
    const peer = { priority: 10 };
    const peers = crowded({ n1: peer, n2: peer, n3: peer, n4: peer, n5: peer });
    const { candidates, tried, reasons, refused } = found(peers, { percentage: 10, absolute: 9 });
    expect([candidates, tried]).toEqual([[], []]);
    expect([...reasons, refused]).toEqual([["No preemption victims found for incoming pod", 5], 5]);
  });

  it("are told from nodes that refuse all the same, and from plugins that fail", () => {
    expect(found(crowded(), { percentage: 10, absolute: 9 }, unschedulable("small", "far"))).toMatchObject({
      candidates: [],
      refused: 5,
      reasons: new Map([
        ["small", 5],
        ["far", 5],
      ]),
    });
    const broken = found(crowded(), { percentage: 10, absolute: 9 }, failure("broken"));
    expect([broken.failures.length, broken.refused]).toEqual([5, 0]);
  });
});
