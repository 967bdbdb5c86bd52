// `kubectl label nodes`: labels come, change or go.
// Source: kubectl v1.36, pkg/cmd/label/label.go

import { z } from "zod";

import type { Labels, Node } from "../../model/objects.ts";

import { NODE_TARGET_OPTIONS } from "../node-target.ts";
import { labelsOption, switchOption, textOption } from "../option-types.ts";
import type { ActionDefinition } from "./action.ts";
import { onEachNode, type NodeOutcome } from "./node-action.ts";
import type { UserClient } from "./ports.ts";

const OPTIONS = z
  .strictObject({
    ...NODE_TARGET_OPTIONS,
    labels: labelsOption("Labels that come or change").optional(),
    remove: z.array(textOption("Name of a label")).optional().meta({ description: "A list of labels that go" }),
    overwrite: switchOption("true: labels that are there may change").optional(),
  })
  .meta({ description: "kubectl label: labels of nodes come, change or go" });

type Options = z.infer<typeof OPTIONS>;

/** What is wanted; plain data. */
interface LabelWish {
  readonly labels: Labels;
  readonly remove: readonly string[];
  readonly overwrite: boolean;
}

export const LABEL: ActionDefinition = {
  name: "label",
  source: "kubectl v1.36, pkg/cmd/label/label.go",
  options: OPTIONS,
  read: (options, reader) => {
    const { labels = {}, remove = [], overwrite = false } = options as Options;
    if (Object.keys(labels).length + remove.length === 0) {
      const message = "the action changes no label";
      reader.report([], { code: "missing-field", message, expected: "labels or remove" });
    }
    const wish: LabelWish = { labels, remove, overwrite };
    return { target: reader.nodesOf(options), wish };
  },
  create: (settings, ports) =>
    onEachNode(settings, ports, (name) => labelNode(ports.client, name, settings["wish"] as LabelWish)),
};

function labelNode(client: UserClient, name: string, wish: LabelWish): NodeOutcome {
  const node = client.findNode(name)!;
  const before = new Map(Object.entries(node.metadata.labels ?? {}));
  const changed = Object.entries(wish.labels).filter(([key, value]) => before.get(key) !== value);
  const refused = changed.filter(([key]) => before.has(key) && !wish.overwrite);
  if (refused.length > 0) {
    const texts = refused.map(([key]) => `'${key}' already has a value (${before.get(key)}), and --overwrite is false`);
    return { kind: "not-asked", message: texts.join(", ") };
  }
  const removed = wish.remove.filter((key) => before.has(key));
  const labels = Object.fromEntries([...before].filter(([key]) => !removed.includes(key)).concat(changed));
  return said(client, { ...node, metadata: { ...node.metadata, labels } }, changed.length, removed.length);
}

/** As kubectl says it: MsgNotLabeled, MsgLabeled, MsgUnLabeled, MsgModified. */
function said(client: UserClient, node: Node, added: number, removed: number): NodeOutcome {
  const done = added > 0 ? (removed > 0 ? "modified" : "labeled") : removed > 0 ? "unlabeled" : "not labeled";
  const answer = added + removed === 0 ? ({ kind: "done" } as const) : client.updateNode(node);
  return answer.kind === "refused" ? answer : { kind: "said", text: `node/${node.metadata.name} ${done}` };
}
