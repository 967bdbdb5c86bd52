// What actions on several nodes have in common: the nodes are looked up when it is time, and each is done by itself.

import { nodesMeeting } from "../node-target.ts";
import type { NodeTarget } from "../planned-target.ts";
import type { Script } from "../scripts/script.ts";
import type { ActionPorts } from "./action.ts";
import type { ActionSettings } from "./planned-action.ts";
import { notFound, serverError } from "./kubectl-names.ts";
import { DONE, failed, oneStep } from "./one-step.ts";
import type { UserAnswer } from "./ports.ts";

/** What came of one node: what kubectl says of it, why the server refused it, or why kubectl did not even ask. */
export type NodeOutcome =
  | { readonly kind: "said"; readonly text: string }
  | Extract<UserAnswer, { kind: "refused" }>
  | { readonly kind: "not-asked"; readonly message: string };

/** Names of the nodes that are meant now; names that are written stand first, in their order, whether or not they are there. */
export function targetedNames({ target }: ActionSettings, { cluster }: ActionPorts): readonly string[] {
  const { names, count, ...others } = target as NodeTarget;
  const meeting = nodesMeeting(names === undefined ? others : { ...others, names }, cluster);
  const gone = (names ?? []).filter((name) => cluster.nodes.find(name) === undefined);
  const all = [...meeting, ...gone];
  return count === undefined ? all : all.slice(0, count);
}

/** Does it to each node; the refusals are told together at the end. */
export function onEachNode(settings: ActionSettings, ports: ActionPorts, act: (name: string) => NodeOutcome): Script {
  return oneStep(() => {
    const names = targetedNames(settings, ports);
    if (names.length === 0) return failed("error: no node meets what the action asks for");
    const refusals = names.flatMap((name) => {
      const outcome = ports.cluster.nodes.find(name) === undefined ? notFound("Node", name) : act(name);
      if (outcome.kind === "refused") return [serverError(outcome)];
      if (outcome.kind === "not-asked") return [`error: ${outcome.message}`];
      ports.tell(outcome.text);
      return [];
    });
    return refusals.length === 0 ? DONE : failed(refusals.join("\n"));
  });
}
