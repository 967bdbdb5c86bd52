// Cordoning as kubectl does it, and its words. Knows nodes as the API has them.
// Imitates kubectl v1.36: pkg/cmd/drain/drain.go (RunCordonOrUncordon), pkg/drain/cordon.go.

import type { Node } from "../../model/objects.ts";

import { notFound } from "./kubectl-names.ts";
import type { UserAnswer, UserClient } from "./ports.ts";

/** What kubectl prints of a node that is there; a refusal otherwise. */
export type CordonAnswer = { readonly kind: "said"; readonly text: string } | Extract<UserAnswer, { kind: "refused" }>;

/** `kubectl cordon NODE` and `kubectl uncordon NODE`. */
export function setSchedulable(client: UserClient, name: string, isSchedulable: boolean): CordonAnswer {
  const node = client.findNode(name);
  if (node === undefined) return notFound("Node", name);
  const words = isSchedulable ? "uncordoned" : "cordoned";
  if ((node.spec?.unschedulable === true) !== isSchedulable) {
    return { kind: "said", text: `node/${name} already ${words}` };
  }
  const answer = client.updateNode(withSchedulable(node, isSchedulable));
  return answer.kind === "refused" ? answer : { kind: "said", text: `node/${name} ${words}` };
}

function withSchedulable(node: Node, isSchedulable: boolean): Node {
  const { unschedulable: _unschedulable, ...spec } = node.spec ?? {};
  return { ...node, spec: isSchedulable ? spec : { ...spec, unschedulable: true } };
}
