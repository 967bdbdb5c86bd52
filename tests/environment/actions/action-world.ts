// For tests: actions at work on the nodes and objects of a small world.

import type { ActionReader } from "../../../src/environment/actions/action.ts";
import type { ActionStart, PlannedAction } from "../../../src/environment/actions/planned-action.ts";
import { ACTIONS } from "../../../src/environment/actions/actions.ts";
import { EnvironmentActions } from "../../../src/environment/actions/environment-actions.ts";
import { nodeTargetOf } from "../../../src/environment/node-target.ts";
import { TRUSTING_READER } from "../faults/fault-world.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";

const POSITION = { file: "scenario.yaml", line: 9, column: 5 };

/** Believes whatever is named to be there. */
const BELIEVING_READER: ActionReader = {
  ...TRUSTING_READER,
  nodesOf: nodeTargetOf,
  expectObject: () => undefined,
  moreOfPool: (pool, count) =>
    Array.from({ length: count }, (_, index) => ({ node: zonedNode(`${pool}-${index + 5}`, "a"), pool })),
  manifestsOf: ({ objects = [] }) => {
    const stored = objects.map((object) => ({ kind: object["kind"], object }) as never);
    return { objects: stored, named: stored.map(() => null), pods: [], nodes: [] };
  },
};

/** When an action is done; at 10 s if nothing else is said. */
export type StartParts = Partial<ActionStart> & { readonly name?: string };

/** An action of a kind, with its options as a scenario would write them. */
export function action(
  kind: string,
  options: Readonly<Record<string, unknown>>,
  { name = kind, ...start }: StartParts = {},
): PlannedAction {
  const definition = ACTIONS.find((one) => one.name === kind)!;
  return {
    name,
    kind,
    start: { atUs: 10e6, after: null, when: null, delayUs: 0, ...start },
    settings: definition.read(options, BELIEVING_READER),
    position: POSITION,
  };
}

export interface ActionWorld {
  readonly world: SmallWorld;
  readonly actions: EnvironmentActions;
}

/** Three nodes and the actions. */
export function actionWorld(planned: readonly PlannedAction[], world: SmallWorld = new SmallWorld()): ActionWorld {
  world.addNodes(zonedNode("n-1", "a"), zonedNode("n-2", "b"), zonedNode("n-3", "a"));
  const { engine, cluster } = world;
  const actions = new EnvironmentActions(planned, { engine, cluster, client: world });
  cluster.observe(actions);
  world.heard.length = 0;
  actions.begin();
  return { world, actions };
}

/** What kubectl printed when one action was done. */
export function saidAfter(
  kind: string,
  options: Readonly<Record<string, unknown>>,
  prepare: (world: SmallWorld) => void = () => undefined,
): ActionWorld & { readonly said: readonly string[] } {
  const acting = actionWorld([action(kind, options)]);
  prepare(acting.world);
  acting.world.run();
  return { ...acting, said: acting.world.said.map((text) => text.replace(/^10 /, "")) };
}

/** Stores a Deployment as a server has it. */
export function storeDeployment(world: SmallWorld, name: string, spec: Readonly<Record<string, unknown>> = {}): void {
  const metadata = { name, namespace: "default", uid: `uid-${name}`, generation: 1 };
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: "main", image: "main:1" }] } };
  const object = { metadata, spec: { replicas: 3, selector: { matchLabels: { app: name } }, template, ...spec } };
  world.apply({ kind: "object-stored", stored: { kind: "Deployment", object: object } });
}
