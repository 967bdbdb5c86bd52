// Places of a scenario as users write them in a sweep: `cluster.nodePools[general].count`.

import { isMapping } from "../../base/mapping.ts";

import type { DocumentPath } from "../../environment/documents/locate-in-yaml.ts";

const PLAIN_KEY = /^[^.[\]"]+$/;
const PLAIN_NAME = /^(?!\d+$)[^"[\]]+$/;

/** Without `spec.` at the front; items of lists by their name where they have one. */
export function writtenPath(document: unknown, place: DocumentPath): string {
  let text = "";
  let value = document;
  for (const [index, step] of place.entries()) {
    const part = partOf(value, step);
    if (typeof step === "number") text += `[${nameOf(value, part) ?? step}]`;
    else if (!PLAIN_KEY.test(step)) text += `[${JSON.stringify(step)}]`;
    else if (index > 0 || step !== "spec") text += text === "" ? step : `.${step}`;
    value = part;
  }
  return text;
}

/** The name of an item, if it is the first of its list with it. */
function nameOf(list: unknown, item: unknown): string | undefined {
  if (!Array.isArray(list) || !isMapping(item)) return undefined;
  const { name } = item;
  if (typeof name !== "string" || !PLAIN_NAME.test(name)) return undefined;
  const first: unknown = list.find((one) => isMapping(one) && one["name"] === name);
  return first === item ? name : undefined;
}

function partOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
