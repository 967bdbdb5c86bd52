// What kubelets told in a world of one node, as short lines.

import type { Change } from "../../../src/cluster/change.ts";
import type { KubeletWorld } from "./kubelet-world.ts";

/** What was told, short: `7 started unready`. */
export function story({ told }: KubeletWorld): readonly string[] {
  return told.map(({ atSeconds, change }) => `${Number(atSeconds.toFixed(3))} ${short(change)}`);
}

function short(change: Change): string {
  switch (change.kind) {
    case "pod-started":
      return change.isReady === false ? "started unready" : "started";
    case "pod-ready":
      return `ready ${change.ready}`;
    case "pod-containers":
      return (change.containers ?? [])
        .map(({ restartCount, state }) => `${restartCount}×${state.kind === "waiting" ? state.reason : state.kind}`)
        .join(" ");
    case "pod-ended":
      return [change.phase, ...(change.reason === undefined ? [] : [change.reason])].join(" ");
    default:
      return change.kind;
  }
}
