// Machines that their cloud takes away: nothing runs on them any more; once the control plane has found them not ready, the cloud's
// controller sees that they do not exist and deletes their nodes; perhaps others come in their place.
// Imitates k8s.io/cloud-provider v0.36: controllers/nodelifecycle/node_lifecycle_controller.go (MonitorNodes).

import { US_PER_SECOND } from "../../base/time.ts";

import { objectUid } from "../../model/generated-names.ts";
import type { Node } from "../../model/objects.ts";

import type { Change, Delta } from "../../cluster/change.ts";

import type { StepResult } from "../scripts/script.ts";
import type { FaultPorts, Occurrence } from "./fault.ts";
import { MACHINE_DOWN } from "./node-troubles.ts";

/** The controller's --node-monitor-period. Its passes are taken to count from the beginning of the run. */
const PASS_US = 5 * US_PER_SECOND;

/** A node that was deleted, to be made anew. */
interface DeletedNode {
  readonly node: Node;
  readonly pool: string;
}

/** What may let the cloud's controller find a node not ready. */
const NODE_NEWS: ReadonlySet<Change["kind"]> = new Set(["node-updated"]);

type MachinePorts = Pick<FaultPorts, "cluster" | "troubles" | "client" | "tell">;

/** The end of the occurrence's machines, in steps that begin with `firstStep` and end with it all. */
export class MachineEnd {
  readonly wakesOn = NODE_NEWS;
  readonly #ports: MachinePorts;
  readonly #firstStep: number;

  constructor(ports: MachinePorts, firstStep: number) {
    this.#ports = ports;
    this.#firstStep = firstStep;
  }

  step(occurrence: Occurrence, step: number, nowUs: number): StepResult {
    if (step === this.#firstStep) return this.#takeAway(occurrence, nowUs);
    if (step === this.#firstStep + 1) return this.#pass(occurrence, nowUs);
    return this.#bringOthers(occurrence);
  }

  /**
   * The next pass after a node of the occurrence was changed: it may have been found not ready. Nothing before its machine is away:
   * what else its fault waits for has its own moment.
   */
  wake({ nodes, notes }: Occurrence, { change }: Delta, nowUs: number): number | undefined {
    if (notes["isAway"] !== true) return undefined;
    if (change.kind !== "node-updated" || !nodes.includes(change.node.metadata.name)) return undefined;
    return (Math.floor(nowUs / PASS_US) + 1) * PASS_US;
  }

  #takeAway(occurrence: Occurrence, nowUs: number): StepResult {
    for (const node of occurrence.nodes) this.#ports.troubles.begin(node, occurrence.key, MACHINE_DOWN);
    occurrence.notes = { ...occurrence.notes, isAway: true };
    return { kind: "next", step: this.#firstStep + 1, atUs: endOf(occurrence, nowUs) };
  }

  /** One pass of the controller; or others come before it has seen anything. */
  #pass(occurrence: Occurrence, nowUs: number): StepResult {
    const endUs = endOf(occurrence, nowUs);
    if (endUs !== null && endUs <= nowUs) return this.#bringOthers(occurrence);
    const deleted = deletedNodes(occurrence);
    for (const name of occurrence.nodes) {
      const node = this.#ports.client.findNode(name);
      if (node === undefined || Object.hasOwn(deleted, name) || !isFoundUnready(node)) continue;
      const { pool } = this.#ports.cluster.nodes.record(this.#ports.cluster.nodes.find(name)!);
      this.#ports.tell(`Deleting node ${name} because it does not exist in the cloud provider`);
      if (this.#ports.client.removeNode(name).kind === "done") deleted[name] = { node, pool };
    }
    occurrence.notes = { ...occurrence.notes, deleted };
    return { kind: "next", step: this.#firstStep + 1, atUs: endUs };
  }

  #bringOthers(occurrence: Occurrence): StepResult {
    const deleted = deletedNodes(occurrence);
    for (const name of occurrence.nodes) {
      if (Object.hasOwn(deleted, name) && this.#ports.client.findNode(name) === undefined) {
        const { node, pool } = deleted[name]!;
        this.#ports.client.createNode(asNew(node, occurrence), pool);
      }
      // Once the node is there: so everybody hears that its kubelet starts anew.
      this.#ports.troubles.end(name, occurrence.key);
    }
    return { kind: "done" };
  }
}

function deletedNodes({ notes }: Occurrence): Record<string, DeletedNode> {
  return { ...(notes["deleted"] as Record<string, DeletedNode> | undefined) };
}

function endOf({ startedUs, lastsUs }: Occurrence, nowUs: number): number | null {
  return lastsUs === null ? null : Math.max(nowUs, startedUs + lastsUs);
}

/** A node of which nothing is said is as its kubelet left it: well. */
function isFoundUnready(node: Node): boolean {
  const ready = node.status?.conditions?.find(({ type }) => type === "Ready");
  return ready !== undefined && ready.status !== "True";
}

/** A machine of the same kind under the same name: without what controllers and people have written on the old one. */
function asNew({ metadata, spec, status }: Node, { key }: Occurrence): Node {
  const { unschedulable: _unschedulable, taints, ...rest } = spec ?? {};
  const { conditions: _conditions, ...sizes } = status ?? {};
  const own = (taints ?? []).filter((taint) => !/^node(\.cloudprovider)?\.kubernetes\.io\//.test(taint.key));
  return {
    metadata: {
      ...metadata,
      ...(metadata.uid === undefined ? {} : { uid: objectUid(`Node/${metadata.name}/${key}`) }),
    },
    spec: own.length === 0 ? rest : { ...rest, taints: own },
    status: sizes,
  };
}
