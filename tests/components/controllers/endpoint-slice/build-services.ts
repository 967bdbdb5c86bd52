// Services, pods behind them and their slices, for tests.

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { Endpoint, EndpointSlice } from "../../../../src/model/api/types/endpoint-slice.ts";
import type { Service, ServiceSpec } from "../../../../src/model/api/types/service.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { livePod, type PodTraits } from "../fake-view.ts";

export const KEY = "default/web";

export const NODE: Node = { metadata: { name: "n1", labels: { "topology.kubernetes.io/zone": "a" } } };

/** A Service named `web` for pods of the app `web`. */
export function serviceOf(spec: ServiceSpec = {}): Service {
  return {
    metadata: { name: "web", namespace: "default", uid: "uid-web", labels: { team: "shop" } },
    spec: {
      clusterIP: "10.96.0.10",
      ipFamilies: ["IPv4"],
      selector: { app: "web" },
      ports: [{ port: 80, protocol: "TCP", targetPort: 8080 }],
      ...spec,
    },
  };
}

/** Pods of one template share them. */
const WEB_LABELS = Object.freeze({ app: "web" });

/** A ready pod on the node, whose number is in its address. */
export function webPod(id: number, traits: Partial<PodTraits> = {}): LivePod {
  const name = traits.name ?? `p${id.toString().padStart(3, "0")}`;
  return { ...livePod({ labels: WEB_LABELS, nodeName: "n1", ...traits, name }), id };
}

export function endpoint(name: string, ready = true): Endpoint {
  return {
    addresses: [`10.0.0.${name}`],
    conditions: { ready },
    targetRef: { kind: "Pod", namespace: "default", name },
  };
}

export function endpoints(from: number, count: number): readonly Endpoint[] {
  return Array.from({ length: count }, (_, index) => endpoint(`${from + index}`));
}

export function sliceOf(name: string, own: readonly Endpoint[]): EndpointSlice {
  return {
    metadata: { name, namespace: "default", labels: { app: "web" } },
    addressType: "IPv4",
    endpoints: own,
    ports: [],
  };
}
