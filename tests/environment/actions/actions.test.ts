// The contract of every action in the list.

import { describe, expect, it } from "vitest";
import { z } from "zod";

import { ACTIONS } from "../../../src/environment/actions/actions.ts";
import { ACTION_START_OPTIONS } from "../../../src/environment/actions/action-options.ts";
import { storeDeployment, action, actionWorld } from "./action-world.ts";

/** The least that each kind needs. */
const LEAST: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  apply: { objects: [{ kind: "Service", metadata: { name: "web", namespace: "default" } }] },
  delete: { deployment: "web" },
  scale: { deployment: "web", replicas: 1 },
  rolloutRestart: { deployment: "web" },
  rolloutUndo: { deployment: "web" },
  rolloutPause: { deployment: "web" },
  rolloutResume: { deployment: "web" },
  cordon: { node: "n-1" },
  uncordon: { node: "n-1" },
  drain: { node: "n-1" },
  addNodes: { pool: "n" },
  removeNodes: { node: "n-1" },
  taint: { node: "n-1", key: "a", effect: "NoSchedule" },
  label: { node: "n-1", labels: { a: "b" } },
};

describe.each(ACTIONS)("$name", ({ name, source, options }) => {
  it("says what it imitates, and describes each of its options", () => {
    expect(source).toMatch(/^kube(?:ctl|let) v1\.36, pkg\//);
    expect(options.meta()?.["description"]).toMatch(/^\w.{20}/);
    const schema = z.toJSONSchema(options) as {
      readonly properties: Readonly<Record<string, { description?: string }>>;
    };
    const fields = Object.entries(schema.properties);
    expect(fields.filter(([, field]) => field.description === undefined)).toEqual([]);
    expect(options.safeParse(LEAST[name]).success).toBe(true);
    expect(options.safeParse({ ...LEAST[name], nonsense: 1 }).success).toBe(false);
  });

  it("becomes plain data, and is done or fails in words", () => {
    const planned = action(name, LEAST[name]!);
    expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
    const { world, actions } = actionWorld([planned]);
    storeDeployment(world, "web");
    expect(world.run()).toBe("quiescence");
    expect(world.said.length).toBeGreaterThan(0);
    expect(world.heard.at(-1)).toMatch(new RegExp(`^10 ${name} (?:ends|fails)$`));
    expect(actions.openEnds()).toEqual([]);
  });
});

describe("the list of actions", () => {
  it("has each name once, and none that says when", () => {
    const names = ACTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => Object.hasOwn(ACTION_START_OPTIONS, name))).toEqual([]);
    expect(Object.keys(LEAST)).toEqual(names);
  });
});
