// The parts of a network that have nothing to do with one another, and within a part the order in which services call one another.
// Every place from which a service is asked has a number: first the mixes of the sources, then the calls of the classes.

import type { Call, Patience, TrafficNetwork } from "../traffic-model.ts";

/** A place from which a class of a service is asked. */
export interface Site {
  readonly service: number;
  readonly requestClass: number;
  readonly patience: Patience;
}

export interface SourceSite extends Site {
  readonly source: number;
  /** Place in the source's mix, and its share of it. */
  readonly place: number;
  readonly share: number;
}

export interface CallSite extends Site {
  readonly call: Call;
  readonly stage: number;
}

/** Services that are connected by calls. */
export interface NetworkPart {
  /** Callers before those whom they call, where services do not call one another in a circle. */
  readonly services: readonly number[];
  readonly sources: readonly SourceSite[];
  /** By service (of the part, in order) and class. */
  readonly calls: readonly (readonly (readonly CallSite[])[])[];
  /** Whether a service calls one that comes before it in the order, or itself: other classes of it, for no class comes back to itself. */
  readonly comesBack: boolean;
}

export function partsOf(network: TrafficNetwork): readonly NetworkPart[] {
  const order = callersFirst(network);
  const partOf = connected(network);
  return [...new Set(partOf)].map((part) => {
    const services = order.filter((service) => partOf[service] === part);
    const calls = callSites(network, services);
    return {
      services,
      sources: sourceSites(network, (service) => partOf[service] === part),
      calls,
      comesBack: calls.some((classes, place) =>
        classes.flat().some(({ service }) => services.indexOf(service) <= place),
      ),
    };
  });
}

function callersFirst(network: TrafficNetwork): readonly number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (service: number): void => {
    if (seen.has(service)) return;
    seen.add(service);
    for (const { stages } of network.services[service]!.classes)
      for (const calls of stages) for (const call of calls) visit(call.service);
    order.push(service);
  };
  for (let service = 0; service < network.services.length; service += 1) visit(service);
  return order.toReversed();
}

/** To each service the least one that it is connected with. */
function connected(network: TrafficNetwork): readonly number[] {
  const least = network.services.map((_, service) => service);
  const rootOf = (service: number): number => {
    let root = service;
    while (least[root] !== root) root = least[root]!;
    return root;
  };
  for (const [caller, { classes }] of network.services.entries()) {
    for (const call of classes.flatMap(({ stages }) => stages.flat())) {
      const [one, other] = [rootOf(caller), rootOf(call.service)];
      least[Math.max(one, other)] = Math.min(one, other);
    }
  }
  return network.services.map((_, service) => rootOf(service));
}

function sourceSites(network: TrafficNetwork, isOfPart: (service: number) => boolean): readonly SourceSite[] {
  return network.sources.flatMap(({ service, mix, patience }, source) =>
    isOfPart(service)
      ? mix.map(({ requestClass, share }, place) => ({ service, requestClass, patience, source, place, share }))
      : [],
  );
}

function callSites(
  network: TrafficNetwork,
  services: readonly number[],
): readonly (readonly (readonly CallSite[])[])[] {
  return services.map((service) =>
    network.services[service]!.classes.map(({ stages }) =>
      stages.flatMap((calls, stage) =>
        calls.map((call) => {
          const { service: called, requestClass, patience } = call;
          return { service: called, requestClass, patience, call, stage };
        }),
      ),
    ),
  );
}
