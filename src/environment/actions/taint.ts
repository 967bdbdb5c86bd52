// `kubectl taint nodes`: a taint comes, or goes.
// Source: kubectl v1.36, pkg/cmd/taint/taint.go, utils.go

import { z } from "zod";

import type { Node, Taint } from "../../model/objects.ts";

import { NODE_TARGET_OPTIONS } from "../node-target.ts";
import { switchOption, textOption } from "../option-types.ts";
import type { ActionDefinition } from "./action.ts";
import { onEachNode, type NodeOutcome } from "./node-action.ts";
import type { UserClient } from "./ports.ts";

const OPTIONS = z
  .strictObject({
    ...NODE_TARGET_OPTIONS,
    key: textOption("Key of the taint"),
    value: z.string().optional().meta({ description: "Value of the taint" }),
    effect: z
      .enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])
      .optional()
      .meta({ description: "What the taint does to pods that do not tolerate it; absent: all, of taints that go" }),
    remove: switchOption("true: the taint goes").optional(),
    overwrite: switchOption("true: another value of the same key and effect is replaced").optional(),
  })
  .meta({ description: "kubectl taint: a taint of nodes comes or goes" });

type Options = z.infer<typeof OPTIONS>;

/** What is wanted; plain data. */
interface TaintWish {
  readonly key: string;
  readonly value: string | undefined;
  readonly effect: string | undefined;
  readonly remove: boolean;
  readonly overwrite: boolean;
}

export const TAINT: ActionDefinition = {
  name: "taint",
  source: "kubectl v1.36, pkg/cmd/taint/taint.go",
  options: OPTIONS,
  read: (options, reader) => {
    const { key, value, effect, remove = false, overwrite = false } = options as Options;
    if (!remove && effect === undefined) {
      const message = "the taint has no effect";
      reader.report([], {
        code: "missing-field",
        message,
        expected: "effect: NoSchedule, PreferNoSchedule or NoExecute",
      });
    }
    const wish: TaintWish = { key, value, effect, remove, overwrite };
    return { target: reader.nodesOf(options), wish };
  },
  create: (settings, ports) =>
    onEachNode(settings, ports, (name) => taintNode(ports.client, name, settings["wish"] as TaintWish)),
};

function taintNode(client: UserClient, name: string, wish: TaintWish): NodeOutcome {
  const node = client.findNode(name)!;
  const taints = node.spec?.taints ?? [];
  const same = taints.filter(
    ({ key, effect }) => key === wish.key && (effect === wish.effect || wish.effect === undefined),
  );
  if (wish.remove) {
    if (same.length === 0) {
      const text = wish.effect === undefined ? wish.key : `${wish.key}:${wish.effect}`;
      return { kind: "not-asked", message: `taint "${text}" not found` };
    }
    return withTaints(
      client,
      node,
      taints.filter((taint) => !same.includes(taint)),
      "untainted",
    );
  }
  const { key, value, effect } = wish;
  if (same.length > 0 && !wish.overwrite) {
    const message = `node ${name} already has ${key} taint(s) with same effect(s) and --overwrite is false`;
    return { kind: "not-asked", message };
  }
  const added = { key, effect: effect!, ...(value === undefined ? {} : { value }) };
  return withTaints(
    client,
    node,
    [added, ...taints.filter((taint) => !same.includes(taint))],
    same.length > 0 ? "modified" : "tainted",
  );
}

function withTaints(client: UserClient, node: Node, taints: readonly Taint[], said: string): NodeOutcome {
  const { taints: _taints, ...spec } = node.spec ?? {};
  const answer = client.updateNode({ ...node, spec: taints.length === 0 ? spec : { ...spec, taints } });
  return answer.kind === "refused" ? answer : { kind: "said", text: `node/${node.metadata.name} ${said}` };
}
