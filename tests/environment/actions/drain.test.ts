// `kubectl drain`: its messages, its waiting, and what stands in its way.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";

import { NOBODY_OWNS, type SmallWorld } from "../small-world.ts";
import { action, actionWorld, saidAfter } from "./action-world.ts";

const DAEMON = { apiVersion: "apps/v1", kind: "DaemonSet", name: "agent", controller: true };

function withDaemonSet(world: SmallWorld): void {
  const object = { metadata: { name: "agent", namespace: "default" } };
  world.apply({ kind: "object-stored", stored: { kind: "DaemonSet", object: object } });
  world.addPod("agent-1", "n-1", { owner: DAEMON });
}

function later(world: SmallWorld, seconds: number, act: () => void): void {
  world.engine.scheduleHook(moment(seconds * 1e6), "controllers", act);
}

describe("drain", () => {
  it("cordons the node, evicts its pods, and sees at its next look that they are gone", () => {
    const { world } = actionWorld([action("drain", { node: "n-1" })]);
    world.addPod("web-1", "n-1").addPod("web-2", "n-1").addPod("web-3", "n-2").run();
    expect(world.said).toEqual([
      "10 node/n-1 cordoned",
      "10 evicting pod default/web-1",
      "10 evicting pod default/web-2",
      "12 pod/web-1 evicted",
      "12 pod/web-2 evicted",
      "12 node/n-1 drained",
    ]);
    expect(world.findNode("n-1")?.spec?.unschedulable).toBe(true);
    expect(world.heard.at(-1)).toBe("12 drain ends");
  });

  it("tries again after five seconds where a disruption budget forbids it, and again when something has happened", () => {
    const { world } = actionWorld([action("drain", { node: "n-1" })]);
    world.addPod("web-1", "n-1").protectedPods.add("default/web-1");
    for (const seconds of [12, 18]) {
      later(world, seconds, () => {
        if (seconds === 18) world.protectedPods.clear();
        world.addPod(`other-${seconds}`, "n-2");
      });
    }
    expect(world.run()).toBe("quiescence");
    const refused =
      'error when evicting pods/"web-1" -n "default" (will retry after 5s): ' +
      "Cannot evict pod as it would violate the pod's disruption budget.";
    expect(world.said).toEqual([
      "10 node/n-1 cordoned",
      "10 evicting pod default/web-1",
      `10 ${refused}`,
      "15 evicting pod default/web-1",
      `15 ${refused}`,
      "20 evicting pod default/web-1",
      "22 pod/web-1 evicted",
      "22 node/n-1 drained",
    ]);
  });

  it("that is blocked for ever lets the run end, and is told then", () => {
    const { world, actions } = actionWorld([
      action("drain", { node: "n-1" }),
      action("cordon", { node: "n-2" }, { after: "drain" }),
    ]);
    world.addPod("web-1", "n-1").addPod("web-2", "n-1").protectedPods.add("default/web-1").add("default/web-2");
    expect(world.run()).toBe("quiescence");
    expect(actions.openEnds().map(({ by, sinceUs, text }) => [by.name, by.position.line, sinceUs, text])).toEqual([
      [
        "drain",
        9,
        10e6,
        "node/n-1 is not drained: it waits for pod default/web-1 and 1 more to be evicted (1 tries): " +
          "Cannot evict pod as it would violate the pod's disruption budget.",
      ],
      ["cordon", 9, 10e6, "it was not done: the action drain is not done"],
    ]);
  });

  it("gives up after its timeout, in kubectl's words", () => {
    const { world } = actionWorld([action("drain", { node: "n-1", timeout: "12s" })]);
    world.addPod("web-1", "n-1").protectedPods.add("default/web-1");
    world.run();
    const problem = 'error when evicting pods/"web-1" -n "default": global timeout reached: 12s';
    expect(world.said.slice(-5)).toEqual([
      "25 evicting pod default/web-1",
      `25 There are pending pods in node "n-1" when an error occurred: ${problem}\npod/web-1`,
      `25 error: unable to drain node "n-1" due to error: ${problem}, continuing command...`,
      "25 There are pending nodes to be drained:\n n-1",
      `25 error: ${problem}`,
    ]);
    expect(world.heard.at(-1)).toBe("25 drain fails");
  });

  it("gives up on pods that do not terminate", () => {
    const { world } = actionWorld([action("drain", { node: "n-1", timeout: "12s" })]);
    world.addPod("web-1", "n-1").stuckPods.add("default/web-1");
    world.run();
    expect(world.said.at(-1)).toBe(
      '22 error: error when waiting for pod "web-1" in namespace "default" to terminate: context deadline exceeded',
    );
  });

  it("waits without end for a pod that does not terminate, and lets the run end", () => {
    const { world, actions } = actionWorld([action("drain", { node: "n-1" })]);
    world.addPod("web-1", "n-1").stuckPods.add("default/web-1");
    expect(world.run()).toBe("quiescence");
    expect(actions.openEnds()[0]?.text).toBe("node/n-1 is not drained: it waits for pod default/web-1 to terminate");
  });

  it("is forbidden by pods of DaemonSets, with local data, and without an owner, unless it is told to go on", () => {
    const prepare = (world: SmallWorld) => {
      withDaemonSet(world);
      world.addPod("cache", "n-1", { volumes: [{ name: "data", emptyDir: {} }] });
      world.addPod("single", "n-1", { owner: NOBODY_OWNS });
    };
    const forbidden = saidAfter("drain", { node: "n-1" }, prepare);
    const problem =
      "[cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-1, " +
      "cannot delete Pods with local storage (use --delete-emptydir-data to override): default/cache, " +
      "cannot delete Pods that declare no controller (use --force to override): default/single]";
    expect(forbidden.said).toEqual([
      "node/n-1 cordoned",
      `error: unable to drain node "n-1" due to error: ${problem}, continuing command...`,
      "There are pending nodes to be drained:\n n-1",
      `error: ${problem}`,
    ]);
    const flags = { ignoreDaemonSets: true, deleteEmptyDirData: true, force: true };
    const allowed = saidAfter("drain", { node: "n-1", ...flags }, prepare);
    expect(allowed.said.slice(1, 4)).toEqual([
      // The warning of local data is dropped by the filter after it, as in kubectl.
      "Warning: ignoring DaemonSet-managed Pods: default/agent-1; deleting Pods that declare no controller: default/single",
      "evicting pod default/cache",
      "evicting pod default/single",
    ]);
    expect(allowed.said.at(-1)).toBe("12 node/n-1 drained");
  });

  it("takes one node after the other, and goes on after one that fails", () => {
    const { world } = actionWorld([action("drain", { node: ["n-1", "n-2"] })]);
    world.addPod("single", "n-1", { owner: NOBODY_OWNS }).addPod("web-1", "n-2").run();
    expect(world.said.filter((text) => /cordoned|drained|evicted/.test(text))).toEqual([
      "10 node/n-1 cordoned",
      "10 node/n-2 cordoned",
      "12 pod/web-1 evicted",
      "12 node/n-2 drained",
      "12 There are pending nodes to be drained:\n n-1",
    ]);
    expect(world.heard.at(-1)).toBe("12 drain fails");
  });

  it("deletes without asking budgets where eviction is disabled, with the grace that it is told", () => {
    const { world, said } = saidAfter("drain", { node: "n-1", disableEviction: true, gracePeriod: "7s" }, (made) => {
      made.addPod("web-1", "n-1").protectedPods.add("default/web-1");
    });
    expect(world.requests).toEqual(["remove pod web-1 7"]);
    expect(said).toEqual(["node/n-1 cordoned", "12 pod/web-1 deleted", "12 node/n-1 drained"]);
  });

  it("leaves pods that its selector does not select", () => {
    const { world } = saidAfter("drain", { node: "n-1", podSelector: "app in (web)" }, (made) => {
      made.addPod("web-1", "n-1", { labels: { app: "web" } }).addPod("db-1", "n-1", { labels: { app: "db" } });
    });
    expect(world.podsOnNode("n-1").map(({ name }) => name)).toEqual(["db-1"]);
  });

  it("of a node that is not there fails", () => {
    const { said } = saidAfter("drain", { node: "n-9" });
    expect(said).toEqual(['Error from server (NotFound): nodes "n-9" not found']);
  });

  it("that was saved goes on as it would have", () => {
    const trace = (saveAt: number | null): readonly string[] => {
      const make = () => {
        const acting = actionWorld([action("drain", { node: "n-1", timeout: "60s" })]);
        acting.world.addPod("web-1", "n-1").addPod("web-2", "n-1").protectedPods.add("default/web-2");
        return acting;
      };
      const first = make();
      if (saveAt === null) {
        first.world.run();
        return first.world.said;
      }
      first.world.run(saveAt);
      const second = make();
      second.world.engine.restore(first.world.engine.snapshot());
      second.world.cluster.restore(first.world.cluster.snapshot());
      second.actions.restore(first.actions.snapshot());
      second.world.run();
      return [...first.world.said, ...second.world.said];
    };
    const whole = trace(null);
    for (const seconds of [5, 10, 11, 13, 31]) expect(trace(seconds), `saved at ${seconds} s`).toEqual(whole);
  });
});
