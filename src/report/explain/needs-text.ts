// The claims that a pod uses, in sentences for people at a terminal.

import type { DeviceNeed, PodNeed } from "../../simulation/explain/explanation.ts";

import { formatExactCount } from "../human-numbers.ts";

/** One claim, in one sentence. */
export function needText(need: PodNeed): string {
  return need.kind === "volume"
    ? `claim ${need.claim} ${standingText(need.standing)}`
    : `resource claim ${need.claim} ${devicesText(need)}`;
}

function standingText(standing: Extract<PodNeed, { kind: "volume" }>["standing"]): string {
  switch (standing.kind) {
    case "missing":
      return "does not exist";
    case "bound":
      return standing.reachedFrom.length === 0
        ? `is bound to volume ${standing.volume}, which every node reaches`
        : `is bound to volume ${standing.volume}, which only nodes reach with ${standing.reachedFrom.join("; and ")}`;
    case "volume-missing":
      return `is bound to volume ${standing.volume}, which does not exist`;
    case "class-missing":
      return standing.className === ""
        ? "is not bound, and has no class that could provide a volume"
        : `is not bound, and its class ${standing.className} does not exist`;
    case "unbound":
      return `is not bound, and its class ${standing.className} does not wait for the pod: a controller binds it before`;
    case "bound-with-pod":
      return `is bound when the pod has a node (class ${standing.className})`;
  }
}

function devicesText({ exists, allocated, requests }: Extract<PodNeed, { kind: "devices" }>): string {
  if (!exists) return "does not exist";
  if (allocated.length > 0) return `has ${allocated.join(", ")}: only nodes that reach them can take the pod`;
  return `asks for ${requests.map(requestText).join(", ")}`;
}

function requestText({ deviceClass, classExists, count }: DeviceNeed): string {
  const amount = count === null ? "all devices" : `${formatExactCount(count)} device${count === 1 ? "" : "s"}`;
  return `${amount} of class ${deviceClass}${classExists ? "" : " (which does not exist)"}`;
}
