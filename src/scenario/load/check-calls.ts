// Calls that come back to where they began: requests that would never end.

import type { Service } from "../../queueing/traffic-model.ts";

/** A class of requests, by the places of its service and of itself. */
export interface ClassPlace {
  readonly service: number;
  readonly requestClass: number;
}

/** Each circle of calls once, from one of its classes back to it: the first ones that are found when all are walked in order. */
export function circlesOf(services: readonly Service[]): readonly (readonly ClassPlace[])[] {
  const circles: ClassPlace[][] = [];
  const states = services.map(({ classes }) => classes.map((): "new" | "open" | "done" => "new"));
  const way: ClassPlace[] = [];
  const visit = (place: ClassPlace) => {
    const ofService = states[place.service]!;
    if (ofService[place.requestClass] === "open") circles.push([...way.slice(startOf(place)), place]);
    if (ofService[place.requestClass] !== "new") return;
    ofService[place.requestClass] = "open";
    way.push(place);
    for (const next of calledBy(services, place)) visit(next);
    way.pop();
    ofService[place.requestClass] = "done";
  };
  const startOf = ({ service, requestClass }: ClassPlace) =>
    way.findIndex((step) => step.service === service && step.requestClass === requestClass);
  for (const [service, { classes }] of services.entries()) {
    for (const requestClass of classes.keys()) visit({ service, requestClass });
  }
  return circles;
}

/** Each called class once. */
function calledBy(services: readonly Service[], { service, requestClass }: ClassPlace): readonly ClassPlace[] {
  const calls = services[service]!.classes[requestClass]!.stages.flat();
  const seen = new Set<string>();
  return calls.filter((call) => {
    const key = `${call.service}/${call.requestClass}`;
    return !seen.has(key) && seen.add(key);
  });
}
