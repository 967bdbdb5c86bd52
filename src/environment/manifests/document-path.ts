// Paths as kubectl writes them: `spec.containers[0].resources.requests["nvidia.com/gpu"]`.

import type { DocumentPath } from "../documents/locate-in-yaml.ts";

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

export function pathText(path: DocumentPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!PLAIN_NAME.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}

/** The path that such a text stands for; what is no path text reads as far as it is one. */
export function parsePathText(text: string): DocumentPath {
  const steps = text.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g);
  return [...steps].map(([, index, quoted, name]) => {
    if (index !== undefined) return Number(index);
    return name ?? quoted!.replaceAll(/\\(.)/g, "$1");
  });
}
