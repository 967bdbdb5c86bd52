// Host ports that pods hold on a node, and when two of them conflict.
// Imitates staging kube-scheduler framework/types.go (HostPortInfo) and plugins/nodeports, v1.36.

import type { Container, Pod } from "./objects.ts";

const ANY_ADDRESS = "0.0.0.0";

export interface HostPort {
  readonly address: string;
  readonly protocol: string;
  readonly port: number;
}

/** Host ports of sidecars and containers. */
export function hostPortsOf(pod: Pod): readonly HostPort[] {
  const sidecars = (pod.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  return [...sidecars, ...pod.spec.containers].flatMap(portsOfContainer);
}

function portsOfContainer(container: Container): readonly HostPort[] {
  return (container.ports ?? []).flatMap(({ hostPort = 0, hostIP, protocol }) =>
    hostPort > 0 ? [{ address: hostIP || ANY_ADDRESS, protocol: protocol || "TCP", port: hostPort }] : [],
  );
}

/** The host ports in use on one node: a set, so the first pod that leaves frees a port held twice. */
export class HostPortSet {
  readonly #held = new Map<string, Set<string>>();

  add(wanted: HostPort): void {
    const key = portKey(wanted);
    const addresses = this.#held.get(key) ?? new Set();
    addresses.add(wanted.address);
    this.#held.set(key, addresses);
  }

  delete(held: HostPort): void {
    const addresses = this.#held.get(portKey(held));
    addresses?.delete(held.address);
  }

  /** True if the wanted port is taken on its address, or either side means all addresses. */
  conflictsWith(wanted: HostPort): boolean {
    const addresses = this.#held.get(portKey(wanted));
    if (addresses === undefined || addresses.size === 0) return false;
    return wanted.address === ANY_ADDRESS || addresses.has(ANY_ADDRESS) || addresses.has(wanted.address);
  }

  /** All ports in use, in the order of their texts. */
  list(): readonly HostPort[] {
    return [...this.#held]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([key, addresses]) => {
        const [protocol = "", port] = key.split("/");
        return [...addresses].toSorted().map((address) => ({ address, protocol, port: Number(port) }));
      });
  }

  copy(): HostPortSet {
    const twin = new HostPortSet();
    for (const [key, addresses] of this.#held) twin.#held.set(key, new Set(addresses));
    return twin;
  }
}

function portKey({ protocol, port }: HostPort): string {
  return `${protocol}/${port}`;
}
