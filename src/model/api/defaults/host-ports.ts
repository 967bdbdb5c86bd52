// Ports of containers on their host's network.
// Imitates pkg/apis/core/v1/defaults.go (defaultHostNetworkPorts), v1.36.

/** The part of a pod's spec whose ports are completed in place. */
export interface PortedDraft {
  containers?: ContainerDraft[];
  initContainers?: ContainerDraft[];
}

interface ContainerDraft {
  ports?: { containerPort?: number; hostPort?: number }[];
}

/** Every port of a container is one of the host, unless another is written. */
export function applyHostPorts({ containers = [], initContainers = [] }: PortedDraft): void {
  for (const container of containers) applyHostPortsOf(container);
  for (const container of initContainers) applyHostPortsOf(container);
}

function applyHostPortsOf({ ports = [] }: ContainerDraft): void {
  for (const port of ports) {
    if (port.containerPort !== undefined && (port.hostPort ?? 0) === 0) port.hostPort = port.containerPort;
  }
}
