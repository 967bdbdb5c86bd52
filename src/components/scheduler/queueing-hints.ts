// Does what happened to the cluster help a pod that waits? Each plugin that refused it is asked.
// Imitates the hints of pkg/scheduler/framework/plugins, v1.36, for the events that a run can have so far: an assigned pod
// that goes. Only NodeResourcesFit and NodePorts register for it (of the plugins simulated); the others wait on.

import { HostPortSet } from "../../model/host-port.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";

/** True if a pod that leaves its node may make room for one that `plugin` refused. */
export function departureHelps(plugin: string, waiting: SchedulingClass, departed: SchedulingClass): boolean {
  switch (plugin) {
    case "NodeResourcesFit":
      return true;
    case "Open-Gpu-Share":
      return departed.deviceWish !== undefined;
    case "NodePorts":
      return sharesHostPort(waiting, departed);
    default:
      return false;
  }
}

function sharesHostPort(waiting: SchedulingClass, departed: SchedulingClass): boolean {
  const freed = new HostPortSet();
  for (const port of departed.hostPorts) freed.add(port);
  return waiting.hostPorts.some((port) => freed.conflictsWith(port));
}
