// A network of services in parts that no call connects, so that what happens in one costs nothing in the others. Each part is a
// network of its own, with numbers of its own.

import type { RequestClass, TrafficNetwork } from "../../queueing/traffic-model.ts";

export interface NetworkPart {
  readonly network: TrafficNetwork;
  /** Numbers in the whole network, by those in the part. */
  readonly services: readonly number[];
  readonly sources: readonly number[];
}

/** `together`: pairs of services that belong together for another reason than calls. Ordered by each part's first service. */
export function networkParts(
  { services, sources }: TrafficNetwork,
  together: readonly (readonly [number, number])[],
): readonly NetworkPart[] {
  const roots = services.map((_, service) => service);
  const rootOf = (service: number): number => (roots[service] === service ? service : rootOf(roots[service]!));
  const join = (one: number, other: number): void => {
    const [low, high] = [rootOf(one), rootOf(other)].toSorted((left, right) => left - right);
    roots[high!] = low!;
  };
  for (const [service, { classes }] of services.entries()) {
    for (const { stages } of classes) for (const call of stages.flat()) join(service, call.service);
  }
  for (const [one, other] of together) join(one, other);
  const firsts = services.map((_, service) => service).filter((service) => rootOf(service) === service);
  return firsts.map((root) => {
    const own = services.map((_, service) => service).filter((service) => rootOf(service) === root);
    const ownSources = sources.map((_, source) => source).filter((source) => own.includes(sources[source]!.service));
    return { services: own, sources: ownSources, network: partOf({ services, sources }, own, ownSources) };
  });
}

function partOf(whole: TrafficNetwork, services: readonly number[], sources: readonly number[]): TrafficNetwork {
  const numbers = new Map(services.map((service, number) => [service, number]));
  const renumbered = (requestClass: RequestClass): RequestClass => ({
    ...requestClass,
    stages: requestClass.stages.map((stage) => stage.map((call) => ({ ...call, service: numbers.get(call.service)! }))),
  });
  return {
    services: services.map((service) => {
      const own = whole.services[service]!;
      return { ...own, classes: own.classes.map(renumbered) };
    }),
    sources: sources.map((source) => {
      const own = whole.sources[source]!;
      return { ...own, service: numbers.get(own.service)! };
    }),
  };
}
