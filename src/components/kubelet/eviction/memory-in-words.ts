// Requests of memory as people write them. A run keeps them as numbers; messages to people have the amounts of the manifest.

import type { Container, Pod } from "../../../model/objects.ts";
import { canonicalText } from "../../../model/quantity/canonical-text.ts";
import { quantityOfUnits } from "../../../model/quantity/quantity.ts";
import { wholeUnits } from "../../../model/quantity/whole-units.ts";
import { readResourceList } from "../../../model/resource-list.ts";
import { MEMORY } from "../../../model/resource-name.ts";

const KIBIBYTE = 1024;

/** The pod with its containers' requests in the largest unit that says them in whole numbers, powers of 1,024 first. */
export function withMemoryInWords(pod: Pod): Pod {
  const { containers, initContainers } = pod.spec;
  const spec = {
    ...pod.spec,
    containers: containers.map(inWords),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(inWords) }),
  };
  return { ...pod, spec };
}

function inWords(container: Container): Container {
  const { resources } = container;
  const request = readResourceList(resources?.requests).get(MEMORY);
  if (request === undefined) return container;
  const bytes = wholeUnits(request);
  const text = canonicalText(quantityOfUnits(BigInt(bytes), bytes % KIBIBYTE === 0 ? "BinarySI" : "DecimalSI"));
  return { ...container, resources: { ...resources, requests: { ...resources?.requests, [MEMORY]: text } } };
}
