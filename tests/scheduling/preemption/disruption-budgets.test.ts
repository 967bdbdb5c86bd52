// Pods split by whether the budgets allow them to go.

import { describe, expect, it, vi } from "vitest";

import { DisruptionBudgets, splitByBudgets } from "../../../src/scheduling/preemption/disruption-budgets.ts";
import { Crowd } from "./crowded-node.ts";

function labelled(): Crowd {
  const pod = (app: string, tier: string) => ({ labels: { app, tier } });
  return new Crowd(["n1"]).put("n1", { a: pod("web", "x"), b: pod("web", "y"), c: pod("web", "y"), d: {} });
}

function split(of: Crowd, ...names: readonly string[]) {
  const { violating, others } = splitByBudgets(
    names.map((name) => of.id(name)),
    new DisruptionBudgets(of.cluster).now(),
  );
  return { violating: of.names(violating), others: of.names(others) };
}

function allowing(app: Readonly<Record<string, string>>, disruptionsAllowed: number) {
  const status = { disruptionsAllowed };
  return { spec: { selector: { matchLabels: app } }, status };
}

describe("pods in the order given", () => {
  it("use up the budget; those for whom nothing is left violate it", () => {
    const of = labelled().budget("web", allowing({ app: "web" }, 1));
    expect(split(of, "a", "b", "d", "c")).toEqual({ violating: ["b", "c"], others: ["a", "d"] });
    expect(split(of, "c", "a")).toEqual({ violating: ["a"], others: ["c"] });
  });

  it("count against each of several budgets, also where they violate another", () => {
    const of = labelled()
      .budget("web", allowing({ app: "web" }, 0))
      .budget("y", allowing({ tier: "y" }, 1));
    expect(split(of, "b", "c", "d")).toEqual({ violating: ["b", "c"], others: ["d"] });
  });

  it("all may go where there is no budget", () => {
    expect(split(labelled(), "a", "d")).toEqual({ violating: [], others: ["a", "d"] });
  });

  it("are judged by the budgets as they stand now", () => {
    const of = labelled().budget("web", allowing({ app: "web" }, 0));
    const budgets = new DisruptionBudgets(of.cluster);
    expect(budgets.now().allowed).toEqual([0]);
    of.budget("web", allowing({ app: "web" }, 2));
    expect(budgets.now().allowed).toEqual([2]);
  });

  it("are looked at for budgets without status only when victims are judged, and once", () => {
    const of = labelled().budget("web", { spec: { selector: { matchLabels: { app: "web" } }, minAvailable: 1 } });
    const looks = vi.spyOn(of.cluster.pods, "phaseOf");
    const now = new DisruptionBudgets(of.cluster).now();
    expect(looks).not.toHaveBeenCalled();
    expect(now.allowed).toEqual([2]);
    const { length } = looks.mock.calls;
    expect(length).toBeGreaterThan(0);
    expect(now.allowed).toEqual([2]);
    expect(looks.mock.calls.length).toBe(length);
  });
});
