// The options of one action, with what the scenario has to hold what they name against: its nodes, its objects, its files.

import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";

import type { Node } from "../model/objects.ts";

import { namespaceIn, type ObjectName, type StoredKind, type StoredObject } from "../cluster/object-store.ts";

import type { ActionReader, ManifestOptions } from "../environment/actions/action.ts";
import { nameText } from "../environment/actions/kubectl-names.ts";
import type { ManifestContent } from "../environment/actions/manifest-content.ts";
import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";
import { nodeTargetOf, type NodeTargetOptions, type TargetedNode } from "../environment/node-target.ts";
import type { NodeTarget } from "../environment/planned-target.ts";
import type { OptionPath } from "../environment/option-reader.ts";
import type { ListedObject } from "../environment/workload-source.ts";

import { checkNodeTarget, reportUnknownNode, targetedNodes } from "./check-node-target.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import { moreNodesOf } from "./node-pools.ts";
import type { BroughtContent } from "./read-action-manifests.ts";
import { ScenarioOptions } from "./scenario-options.ts";

/** What a scenario has, and what its actions add to it while they are read. */
export interface ActionWorld {
  readonly nodes: TargetedNode[];
  readonly objects: StoredObject[];
  /** Whether the controllers of workload objects run. */
  readonly areControlled: boolean;
  /** Nodes that actions have added to pools so far, by pool. */
  readonly added: Map<string, number>;
  /** Objects that actions bring, with where they stand. */
  readonly brought: ListedObject[];
  /** Reads manifests; the path leads to the options that name them. */
  readonly read: (options: ManifestOptions, path: DocumentPath) => BroughtContent;
}

const CONTROLLED: ReadonlySet<StoredKind> = new Set([
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "Job",
  "CronJob",
  "HorizontalPodAutoscaler",
]);

export class ActionOptions extends ScenarioOptions implements ActionReader {
  readonly #scenario: CheckedScenario;
  readonly #path: DocumentPath;
  readonly #world: ActionWorld;

  constructor(scenario: CheckedScenario, path: DocumentPath, sink: DiagnosticSink, world: ActionWorld) {
    super(scenario, path, sink);
    this.#scenario = scenario;
    this.#path = path;
    this.#world = world;
  }

  nodesOf(options: NodeTargetOptions): NodeTarget {
    const target = nodeTargetOf(options);
    if (Object.keys(target).length === 0) {
      const message = "the action does not say which nodes it means";
      this.report([], { code: "missing-field", message, expected: "node, nodes, zone, pool or selector" });
    } else checkNodeTarget(options, this.#world.nodes, this);
    return target;
  }

  expectNode(name: string, path: OptionPath): void {
    const names = this.#world.nodes.map((node) => node.name);
    if (!names.includes(name)) reportUnknownNode(name, names, path, this);
  }

  expectObject(object: ObjectName, path: OptionPath): void {
    if (CONTROLLED.has(object.kind) && !this.#world.areControlled) {
      const message = `no controllers run in this scenario: nothing would come of a change of the ${object.kind}`;
      this.report(path, { code: "wrong-value", message, expected: "spec.controllers: simulated" });
      return;
    }
    const ofKind = this.#world.objects.filter(({ kind }) => kind === object.kind);
    const names = ofKind.filter((one) => namespaceIn(one) === object.namespace).map(nameOf);
    if (names.includes(object.name)) return;
    const elsewhere = ofKind.find((one) => nameOf(one) === object.name);
    const expected =
      elsewhere === undefined
        ? names.length === 0
          ? `a ${object.kind} in the manifests of the scenario or of an action`
          : `one of ${names.join(", ")}`
        : `namespace: ${namespaceIn(elsewhere)}`;
    const message = `the scenario has no ${nameText(object)}`;
    this.report(path, { code: "unknown-object", message, expected, ...suggestionFor(object.name, names) });
  }

  moreOfPool(name: string, count: number, path: OptionPath): ManifestContent["nodes"] {
    const pools = this.#scenario.options.spec.cluster.nodePools ?? [];
    const pool = pools.find((one) => one.name === name);
    if (pool === undefined) {
      const names = pools.map((one) => one.name);
      const expected = names.length === 0 ? "manifests: the scenario has no nodePools" : `one of ${names.join(", ")}`;
      const message = `the scenario has no node pool ${name}`;
      this.report(path, { code: "unknown-pool", message, expected, ...suggestionFor(name, names) });
      return [];
    }
    const already = this.#world.added.get(name) ?? 0;
    this.#world.added.set(name, already + count);
    return this.#bring(moreNodesOf(pool, already, count).map((node) => ({ node, pool: name })));
  }

  manifestsOf(options: ManifestOptions): ManifestContent {
    const { content, listed } = this.#world.read(options, this.#path);
    this.#world.objects.push(...content.objects);
    this.#world.brought.push(...listed);
    return { ...content, nodes: this.#bring(content.nodes) };
  }

  #bring(nodes: readonly { readonly node: Node; readonly pool: string }[]): ManifestContent["nodes"] {
    const known = new Set(this.#world.nodes.map(({ name }) => name));
    const fresh = targetedNodes(nodes).filter(({ name }) => !known.has(name));
    this.#world.nodes.push(...fresh);
    return nodes;
  }
}

function nameOf({ object }: StoredObject): string {
  return object.metadata?.name ?? "";
}
