// What budgets ask for of those whose pods they select: also beside a naive form that goes through all budgets and all pods.

import fc from "fast-check";
import { expect, it } from "vitest";

import { BudgetMinimums } from "../../../src/metrics/availability/budget-minimum.ts";
import type { PodDisruptionBudget } from "../../../src/model/api/types/policy.ts";
import { compileLabelSelector, selectsLabels } from "../../../src/model/label-selector.ts";

type Labels = Readonly<Record<string, string>>;

function budget(name: string, matchLabels: Labels, desiredHealthy: number | undefined, namespace = "default") {
  return {
    metadata: { name, namespace },
    spec: { selector: { matchLabels } },
    ...(desiredHealthy === undefined ? {} : { status: { desiredHealthy } }),
  };
}

function minimumWith(...budgets: readonly PodDisruptionBudget[]): number {
  const minimums = new BudgetMinimums<string>();
  for (const each of budgets) minimums.put(each);
  minimums.join("web", "default", { app: "web" });
  return minimums.of("web", "default");
}

it("is the most that any budget asks for which selects some of the pods, whichever was written last", () => {
  const [two, three] = [budget("a", { app: "web" }, 2), budget("b", { app: "web" }, 3)];
  expect([minimumWith(two, three), minimumWith(three, two)]).toEqual([3, 3]);
});

it("is one replica where no budget selects them, or none has said yet, and none where that is what is asked for", () => {
  const elsewhere = budget("a", { app: "web" }, 2, "other");
  expect([
    minimumWith(),
    minimumWith(budget("a", { app: "db" }, 2), elsewhere, budget("b", { app: "web" }, undefined)),
    minimumWith(budget("a", { app: "web" }, 0)),
  ]).toEqual([1, 1, 0]);
});

it("is not asked for by a selector that cannot be read, and is by one that selects everything", () => {
  const status = { desiredHealthy: 4 };
  const broken = { spec: { selector: { matchExpressions: [{ key: "app", operator: "Near" as never }] } }, status };
  expect([
    minimumWith(broken),
    minimumWith({ spec: {}, status }),
    minimumWith({ spec: { selector: {} }, status }),
  ]).toEqual([1, 1, 4]);
});

it("touches those whom the budget limits, and nobody where it wants what it wanted", () => {
  const minimums = new BudgetMinimums<string>();
  const first = budget("a", { app: "web" }, 2);
  minimums.put(first);
  expect([
    minimums.join("web", "default", { app: "web" }),
    minimums.join("web", "default", { app: "web" }),
    minimums.join("db", "default", { app: "db" }),
  ]).toEqual([true, false, true]);
  expect([...minimums.put({ ...first, status: { desiredHealthy: 2 } })]).toEqual([]);
  expect([...minimums.put({ ...first, status: { desiredHealthy: 3 } })]).toEqual(["web"]);
  expect([...minimums.put(budget("a", { app: "db" }, 3))]).toEqual(["web", "db"]);
  expect([...minimums.remove("default", "a")]).toEqual(["db"]);
});

const NAMESPACE = fc.constantFrom("a", "b");
const NAME = fc.constantFrom("x", "y", "z");
const LABELS = fc.dictionary(fc.constantFrom("app", "tier"), fc.constantFrom("web", "db"), { maxKeys: 2 });

const STEP = fc.oneof(
  fc.record({
    kind: fc.constant("put" as const),
    namespace: NAMESPACE,
    name: NAME,
    labels: LABELS,
    desired: fc.option(fc.nat({ max: 4 }), { nil: undefined }),
    isSameSelector: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("remove" as const), namespace: NAMESPACE, name: NAME }),
  fc.record({ kind: fc.constant("join" as const), namespace: NAMESPACE, owner: NAME, labels: LABELS }),
  fc.record({ kind: fc.constantFrom("part" as const, "forget" as const), isRare: fc.constant(true) }),
);

type Step = typeof STEP extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Goes through everything whenever it is asked. */
class Naive {
  readonly budgets = new Map<string, PodDisruptionBudget>();
  joined: { readonly owner: string; readonly namespace: string; readonly labels: Labels }[] = [];

  of(owner: string, namespace: string): number {
    const wanted = [...this.budgets.values()].flatMap(({ metadata, spec, status }) => {
      const compiled = compileLabelSelector(spec?.selector);
      const isAbout = this.joined.some(
        (pods) =>
          pods.owner === owner &&
          pods.namespace === namespace &&
          metadata?.namespace === namespace &&
          compiled.kind !== "invalid" &&
          selectsLabels(compiled, pods.labels),
      );
      return isAbout && status?.desiredHealthy !== undefined ? [status.desiredHealthy] : [];
    });
    return wanted.length === 0 ? 1 : Math.max(...wanted);
  }
}

/** Makes one step in both, and returns whose minimum may have changed, as it is told. */
function take(step: Step, minimums: BudgetMinimums<string>, naive: Naive): Iterable<string> {
  switch (step.kind) {
    case "put": {
      const key = `${step.namespace}/${step.name}`;
      const made = budget(step.name, step.labels, step.desired, step.namespace);
      const before = naive.budgets.get(key);
      const put = before !== undefined && step.isSameSelector ? { ...made, spec: before.spec! } : made;
      naive.budgets.set(key, put);
      return minimums.put(put);
    }
    case "remove":
      naive.budgets.delete(`${step.namespace}/${step.name}`);
      return minimums.remove(step.namespace, step.name);
    case "join":
      naive.joined.push(step);
      return minimums.join(`${step.namespace}/${step.owner}`, step.namespace, step.labels) ? [step.owner] : [];
    case "part":
      naive.joined = [];
      minimums.part();
      return ["x", "y", "z"];
    case "forget":
      minimums.clear();
      for (const each of naive.budgets.values()) minimums.put(each);
      for (const { owner, namespace, labels } of naive.joined)
        minimums.join(`${namespace}/${owner}`, namespace, labels);
      return [];
  }
}

it("is what looking through all budgets and pods finds, and nobody's changes who was not named", () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 40 }), (steps) => {
      const minimums = new BudgetMinimums<string>();
      const naive = new Naive();
      const shown = new Map<string, number>();
      for (const step of steps) {
        const named = new Set(Array.from(take(step, minimums, naive), (owner) => owner.split("/").at(-1)!));
        for (const namespace of ["a", "b"]) {
          for (const owner of ["x", "y", "z"]) {
            const key = `${namespace}/${owner}`;
            const expected = naive.of(owner, namespace);
            expect(minimums.of(key, namespace)).toBe(expected);
            if (!named.has(owner)) expect(shown.get(key) ?? 1).toBe(expected);
            shown.set(key, expected);
          }
        }
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
