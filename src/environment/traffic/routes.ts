// Between which pods the callers of a service choose. Those of a Service know what kube-proxy has made of its EndpointSlices: the
// ready endpoints, or, where none is ready, those that serve although they are terminating; some time after the slices changed. Those
// of a workload ask its ready pods, at once. Knows the API's objects.
// Imitates pkg/proxy/topology.go (CategorizeEndpoints) and pkg/util/async/bounded_frequency_runner.go, v1.36.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { after, moment, seconds, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { SERVICE_NAME_LABEL, type Endpoint, type EndpointSlice } from "../../model/api/types/endpoint-slice.ts";

import type { Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isPodReady } from "../../cluster/live-pods.ts";
import { RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { LoadTarget } from "../load/planned-load.ts";
import type { TargetPods } from "./target-pods.ts";

export interface RoutesPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly targets: TargetPods;
  readonly services: readonly LoadTarget[];
  readonly coefficients: readonly Coefficient[];
  /** Told whenever the pods of a service's callers change. */
  readonly routed: (service: number) => void;
}

/** What kube-proxy waits for: one for all nodes, and for all Services together. */
interface ProxyState {
  isDue: boolean;
  lastRunUs: number;
  /** Services of the load whose slices have changed since it ran. */
  readonly changed: Set<number>;
}

export class Routes implements Snapshotable {
  readonly #ports: RoutesPorts;
  readonly #due: EventKind;
  readonly #watchUs: Duration;
  readonly #minSyncUs: Duration;
  readonly #runUs: Duration;
  readonly #byServiceKey = new Map<string, number>();
  #proxy: ProxyState = { isDue: false, lastRunUs: -Infinity, changed: new Set() };
  #routed: (readonly PodId[])[];
  /** By service: pods that have started and are still there, by name. */
  readonly #members: readonly Map<string, PodId>[];

  constructor(ports: RoutesPorts) {
    const { engine, services, coefficients } = ports;
    this.#ports = ports;
    const delay = (name: string) => seconds(coefficientValue(coefficients, `kubeProxy.${name}`));
    this.#watchUs = delay("watchSeconds");
    this.#minSyncUs = delay("minSyncSeconds");
    this.#runUs = delay("runSeconds");
    this.#due = engine.defineBackgroundKind("traffic/route", "kubelet", () => this.#run());
    this.#routed = services.map(() => []);
    this.#members = services.map(() => new Map());
    for (const [service, { kind, namespace, name }] of services.entries()) {
      if (kind === "Service") this.#byServiceKey.set(`${namespace}/${name}`, service);
    }
  }

  /** In the order of their numbers. */
  of(service: number): readonly PodId[] {
    return this.#routed[service]!;
  }

  /** What stands at the begin is known to all callers; a Service without slices is taken to have those of its ready pods. */
  begin(): void {
    const { cluster, services } = this.#ports;
    this.lookAtAll();
    for (const [service, { kind, namespace, name }] of services.entries()) {
      if (kind !== "Service") continue;
      const hasSlices = cluster.objects.slicesOf(namespace, name).length > 0;
      this.#put(service, hasSlices ? this.#endpointsOf(service) : this.#readyPodsOf(service));
    }
  }

  /** Finds the pods of each service: at the begin, and when a target selects otherwise. */
  lookAtAll(): void {
    this.#findMembers();
    for (const [service, { kind }] of this.#ports.services.entries()) {
      if (kind !== "Service") this.#put(service, this.#readyPodsOf(service));
    }
  }

  hear({ change, pod, previous }: Delta): void {
    switch (change.kind) {
      case "object-stored":
        if (change.stored.kind === "EndpointSlice") this.#heedSlice(change.stored.object);
        break;
      case "object-removed":
        if (previous?.kind === "EndpointSlice") this.#heedSlice(previous.object);
        break;
      case "pod-placed":
      case "pod-started":
      case "pod-updated":
        this.#join(pod);
        this.#heedPod(pod);
        break;
      case "pod-ready":
      case "pod-terminating":
      case "pod-ended":
        this.#heedPod(pod);
        break;
      case "pod-deleted":
        this.#heedPod(pod);
        this.#leave(pod);
        break;
      default:
        // Of no pod or slice.
        break;
    }
  }

  snapshot(): Snapshot {
    const { isDue, lastRunUs, changed } = this.#proxy;
    return { routes: packJson([isDue, Number.isFinite(lastRunUs) ? lastRunUs : null, [...changed], this.#routed]) };
  }

  restore(saved: Snapshot): void {
    type Saved = [boolean, number | null, number[], PodId[][]];
    const [isDue, lastRunUs, changed, routed] = unpackJson(saved, "routes") as Saved;
    this.#proxy = { isDue, lastRunUs: lastRunUs ?? -Infinity, changed: new Set(changed) };
    this.#routed = routed;
    this.#findMembers();
  }

  #findMembers(): void {
    const { pods } = this.#ports.cluster;
    for (const members of this.#members) members.clear();
    for (let pod = 0; pod < pods.size; pod += 1) if (pods.phaseOf(pod) === RUNNING) this.#join(pod);
  }

  #join(pod: PodId): void {
    const { cluster, targets } = this.#ports;
    const name = cluster.pods.nameOf(pod);
    for (const service of targets.of(cluster.pods.classOf(pod))) this.#members[service]!.set(name, pod);
  }

  #leave(pod: PodId): void {
    const { cluster, targets } = this.#ports;
    const name = cluster.pods.nameOf(pod);
    for (const service of targets.of(cluster.pods.classOf(pod))) {
      if (this.#members[service]!.get(name) === pod) this.#members[service]!.delete(name);
    }
  }

  #heedSlice({ metadata }: EndpointSlice): void {
    const name = metadata?.labels?.[SERVICE_NAME_LABEL];
    const service = this.#byServiceKey.get(`${metadata?.namespace ?? "default"}/${name}`);
    // It runs for those of other Services, too.
    if (service !== undefined) this.#proxy.changed.add(service);
    if (this.#proxy.isDue) return;
    this.#proxy.isDue = true;
    const { engine } = this.#ports;
    const heardUs = engine.now + this.#watchUs;
    const beginUs = Math.max(heardUs, this.#proxy.lastRunUs + this.#minSyncUs);
    engine.schedule(after(moment(beginUs), this.#runUs), this.#due);
  }

  #run(): void {
    const { changed } = this.#proxy;
    this.#proxy = { isDue: false, lastRunUs: this.#ports.engine.now, changed: new Set() };
    for (const service of changed) this.#put(service, this.#endpointsOf(service));
  }

  #heedPod(pod: PodId): void {
    const { cluster, targets, services } = this.#ports;
    for (const service of targets.of(cluster.pods.classOf(pod))) {
      if (services[service]!.kind !== "Service") this.#put(service, this.#withOrWithout(service, pod));
    }
  }

  #withOrWithout(service: number, pod: PodId): readonly PodId[] {
    const before = this.of(service);
    const isReady = this.#isReady(pod);
    if (before.includes(pod) === isReady) return before;
    return isReady ? inOrder([...before, pod]) : before.filter((other) => other !== pod);
  }

  #isReady(pod: PodId): boolean {
    const { cluster } = this.#ports;
    return isPodReady(cluster, pod) && !cluster.pods.isTerminating(pod);
  }

  #readyPodsOf(service: number): readonly PodId[] {
    return inOrder([...this.#members[service]!.values()].filter((pod) => this.#isReady(pod)));
  }

  #endpointsOf(service: number): readonly PodId[] {
    const { cluster, services } = this.#ports;
    const { namespace, name } = services[service]!;
    const endpoints = cluster.objects.slicesOf(namespace, name).flatMap((slice) => slice.endpoints ?? []);
    const ready = endpoints.filter(({ conditions }) => conditions?.ready ?? true);
    const chosen = ready.length > 0 ? ready : endpoints.filter((endpoint) => servesInItsEnd(endpoint));
    const members = this.#members[service]!;
    const pods = chosen.flatMap(({ targetRef }) => members.get(targetRef?.name ?? "") ?? []);
    return inOrder([...new Set(pods)]);
  }

  #put(service: number, pods: readonly PodId[]): void {
    const before = this.#routed[service]!;
    if (pods === before) return;
    if (pods.length === before.length && pods.every((pod, place) => pod === before[place])) return;
    this.#routed[service] = pods;
    this.#ports.routed(service);
  }
}

function inOrder(pods: PodId[]): readonly PodId[] {
  return pods.sort((left, right) => left - right);
}

function servesInItsEnd({ conditions }: Endpoint): boolean {
  return conditions?.serving === true && conditions.terminating === true;
}
