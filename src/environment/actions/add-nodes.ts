// Nodes join the cluster: more of a pool, or those of manifests.
// Source: kubelet v1.36, pkg/kubelet/kubelet_node_status.go (a node registers itself when its kubelet starts)

import { z } from "zod";

import { textOption } from "../option-types.ts";
import type { ActionDefinition } from "./action.ts";
import { serverError } from "./kubectl-names.ts";
import { DONE, failed, oneStep } from "./one-step.ts";
import type { ManifestContent } from "./manifest-content.ts";

const MAX_ADDED = 100_000;

const OPTIONS = z
  .strictObject({
    pool: textOption("Name of a pool of the scenario, of which more nodes come").optional(),
    count: z
      .int()
      .min(1)
      .max(MAX_ADDED)
      .optional()
      .meta({ description: `How many come, 1 (the default) to ${MAX_ADDED}` }),
    manifests: z
      .array(textOption("A path, a directory or a pattern"))
      .min(1)
      .optional()
      .meta({ description: "In the place of pool: paths of files with nodes, relative to the scenario" }),
  })
  .meta({ description: "Nodes join the cluster, ready for pods: more of a pool, or those of manifests" });

type Options = z.infer<typeof OPTIONS>;

export const ADD_NODES: ActionDefinition = {
  name: "addNodes",
  source: "kubelet v1.36, pkg/kubelet/kubelet_node_status.go",
  options: OPTIONS,
  read: (options, reader) => {
    const { pool, count = 1, manifests } = options as Options;
    if ((pool === undefined) === (manifests === undefined)) {
      const message = pool === undefined ? "addNodes names no nodes" : "addNodes has a pool and manifests";
      const code = pool === undefined ? "missing-field" : "too-many-sources";
      reader.report([], { code, message, expected: "either pool or manifests" });
    }
    if (pool !== undefined) return { nodes: reader.moreOfPool(pool, count, ["pool"]) };
    return { nodes: manifests === undefined ? [] : reader.manifestsOf({ manifests }).nodes };
  },
  create: (settings, { client, tell }) =>
    oneStep(() => {
      const refusals = (settings["nodes"] as ManifestContent["nodes"]).flatMap(({ node, pool }) => {
        const answer = client.createNode(node, pool);
        if (answer.kind === "refused") return [serverError(answer)];
        tell(`node/${node.metadata.name} created`);
        return [];
      });
      return refusals.length === 0 ? DONE : failed(refusals.join("\n"));
    }),
};
