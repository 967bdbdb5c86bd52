// The API server of a replayed record: nodes and pods, who wrote what, what somebody is still to see, and calls that fail.

import type { SimTime } from "../../../src/base/time.ts";
import { changedConditions } from "../../../src/model/node-conditions.ts";
import { noExecuteTaints } from "../../../src/model/node-taints.ts";
import type { Node, NodeCondition, Taint } from "../../../src/model/objects.ts";
import { RecordedPods, type Actor, type RecordedPod } from "./recorded-pods.ts";
import type { RecordedFailure, TimelineEntry } from "./record.ts";

export interface RecordedNode {
  readonly object: Node;
  readonly createdUs: number;
}

export class RecordedApi {
  readonly timeline: TimelineEntry[] = [];
  readonly nodes = new Map<string, RecordedNode>();
  readonly pods: RecordedPods;
  /** Changes that are to be seen: nodes, nodes whose NoExecute taints changed, and pods. */
  readonly seenNodes = new Set<string>();
  readonly seenTaints = new Set<string>();
  readonly seenPods = new Set<RecordedPod>();
  /** Calls so far. */
  readonly calls = { nodePatches: 0, nodeStatusUpdates: 0 };
  readonly #now: () => SimTime;
  readonly #failures: { readonly what: RecordedFailure; left: number }[] = [];

  constructor(now: () => SimTime, told: (pod: RecordedPod) => void) {
    this.#now = now;
    this.pods = new RecordedPods({
      log: (by, entry) => this.log(by, entry),
      changed: (pod) => this.seenPods.add(pod),
      told,
    });
  }

  log(by: Actor, entry: Omit<TimelineEntry, "atUs" | "by">): void {
    this.timeline.push({ atUs: this.#now(), by, ...entry });
  }

  failNext(what: RecordedFailure): void {
    this.#failures.push({ what, left: what.Count });
  }

  /** True if the call is one of those that fail. */
  refuses(by: Actor, verb: string, resource: string, subresource: string): boolean {
    if (resource === "nodes" && verb === "patch") this.calls.nodePatches += 1;
    if (resource === "nodes" && verb === "update") this.calls.nodeStatusUpdates += 1;
    const wanted = [by, verb, resource, subresource].join();
    const failure = this.#failures.find(
      ({ what, left }) => left > 0 && [what.By, what.Verb, what.Resource, what.Subresource].join() === wanted,
    );
    if (failure === undefined) return false;
    failure.left -= 1;
    return true;
  }

  /** Conditions of a node; undefined: it is not there. */
  conditionsOf(name: string): readonly NodeCondition[] | undefined {
    const node = this.nodes.get(name);
    return node === undefined ? undefined : (node.object.status?.conditions ?? []);
  }

  /** Stores a node, or with undefined deletes it. */
  setNode(name: string, node: RecordedNode | undefined): void {
    const before = this.nodes.get(name);
    if (node === undefined) this.nodes.delete(name);
    else this.nodes.set(name, node);
    this.seenNodes.add(name);
    if (before === undefined || node === undefined || taintsText(before) !== taintsText(node))
      this.seenTaints.add(name);
  }

  changeNode(name: string, object: Node): void {
    const node = this.nodes.get(name);
    if (node !== undefined) this.setNode(name, { ...node, object });
  }

  setTaints(name: string, taints: readonly Taint[]): void {
    const { object } = this.nodes.get(name)!;
    this.changeNode(name, { ...object, spec: { ...object.spec, taints } });
  }

  writeConditions(name: string, conditions: readonly NodeCondition[], by: Actor): void {
    const node = this.nodes.get(name);
    if (node === undefined) return;
    const { object } = node;
    const set = changedConditions(object.status?.conditions, conditions);
    if (set.length > 0) this.log(by, { do: "conditions", node: name, set });
    this.changeNode(name, { ...object, status: { ...object.status, conditions } });
  }
}

/** The items, which the set has no longer. */
export function takeAll<Item>(items: Set<Item>): readonly Item[] {
  const taken = [...items];
  items.clear();
  return taken;
}

function taintsText({ object }: RecordedNode): string {
  return JSON.stringify(noExecuteTaints(object.spec?.taints));
}
