// Operations of describe.jsonl.

import type { SizedContainer } from "../../../../src/model/container-amounts.ts";
import { describeNode } from "../../../../src/model/describe-node.ts";
import type { Node, Pod } from "../../../../src/model/objects.ts";
import { resourceFieldValue, type ResourceFieldSelector } from "../../../../src/model/resource-field.ts";
import { wholeAnswer, type Operations } from "../operation.ts";

export const DESCRIBE_OPERATIONS: Operations = Object.freeze({
  // The recorded pods have no time of creation, so that their ages are unknown.
  describeNode: wholeAnswer(({ node, pods }) => describeNode(node as Node, pods as Pod[], () => "<unknown>")),
  resourceField: wholeAnswer(({ selector, container }) => {
    const value = resourceFieldValue(selector as ResourceFieldSelector, container as SizedContainer);
    return value.kind === "value" ? { value: value.text } : { error: value.message };
  }),
});
