// The stand-ins for kubelets that records were made with: what of each works, what it finds, and when it ends pods.

import type { Heartbeat, KubeletVoice } from "../../../src/components/node-lifecycle/heartbeats.ts";
import type { Signs } from "../../../src/components/node-lifecycle/node-health.ts";
import { foundConditions, withPosted } from "../../../src/model/node-conditions.ts";
import type { NodeCondition } from "../../../src/model/objects.ts";
import type { RecordedPod, RecordedPods } from "./recorded-pods.ts";
import type { RecordedKubelet } from "./record.ts";

const TICK_US = 10_000_000;
const REPORT_US = 300_000_000;
const POD_STOPS_US = 1_250_000;
const US_PER_SECOND = 1_000_000;

interface Kubelet {
  readonly record: RecordedKubelet;
  readonly sinceUs: number;
  /** By an earlier kubelet of the node. */
  readonly renewedUs: number | undefined;
  found: readonly NodeCondition[];
  isUp: boolean;
  isSilent: { lease: boolean; status: boolean };
  /** Pods that it ends once it is up again. */
  readonly waiting: Set<RecordedPod>;
}

export class RecordedKubelets {
  readonly #kubelets = new Map<string, Kubelet>();
  readonly #podStopsUs: Readonly<Record<string, number>>;
  readonly #stopLater: (pod: RecordedPod, delayUs: number) => void;

  constructor(podStopsUs: Readonly<Record<string, number>>, stopLater: (pod: RecordedPod, delayUs: number) => void) {
    this.#podStopsUs = podStopsUs;
    this.#stopLater = stopLater;
  }

  add(record: RecordedKubelet, sinceUs: number, before?: Signs): void {
    this.#kubelets.set(record.node, {
      record,
      sinceUs,
      renewedUs: before?.renewedUs,
      found: record.conditions ?? [],
      isUp: record.stopped !== true,
      isSilent: { lease: false, status: false },
      waiting: new Set(),
    });
  }

  firstBeat(node: string): Heartbeat | undefined {
    const kubelet = this.#kubelets.get(node);
    if (kubelet === undefined) return undefined;
    const { record, sinceUs, renewedUs } = kubelet;
    return {
      clock: {
        leasePhaseUs: record.leasePhaseUs,
        leaseEveryUs: record.leaseEveryUs ?? TICK_US,
        statusPhaseUs: record.statusPhaseUs,
        statusEveryUs: record.statusEveryUs ?? TICK_US,
        reportEveryUs: record.reportEveryUs ?? REPORT_US,
      },
      voice: {
        renewsLease: record.noLease !== true && record.stopped !== true,
        postsStatus: record.noStatus !== true && record.stopped !== true,
      },
      renewsSinceUs: sinceUs,
      postsSinceUs: sinceUs,
      renewedUs,
      postedUs: undefined,
      reportDueUs: record.reportPhaseUs,
    };
  }

  found(node: string): readonly NodeCondition[] {
    return foundConditions(this.#kubelets.get(node)?.found ?? []);
  }

  find(node: string, conditions: readonly NodeCondition[]): void {
    const kubelet = this.#kubelets.get(node)!;
    kubelet.found = withPosted(kubelet.found, conditions);
  }

  /** Turns a kubelet on or off, or one of its two voices; what of it is heard then. */
  switch(node: string, only: "lease" | "status" | undefined, isUp: boolean): KubeletVoice {
    const kubelet = this.#kubelets.get(node)!;
    const { record, isSilent } = kubelet;
    if (only === undefined) {
      kubelet.isUp = isUp;
      if (isUp) isSilent.lease = isSilent.status = false;
      if (isUp) for (const pod of kubelet.waiting) this.#stopLater(pod, this.#stopsUs(pod));
      if (isUp) kubelet.waiting.clear();
    } else isSilent[only] = !isUp;
    return {
      renewsLease: kubelet.isUp && !isSilent.lease && record.noLease !== true,
      postsStatus: kubelet.isUp && !isSilent.status && record.noStatus !== true,
    };
  }

  told(pod: RecordedPod): void {
    const kubelet = this.#kubelets.get(pod.nodeName);
    if (kubelet === undefined) return;
    if (kubelet.isUp) this.#stopLater(pod, this.#stopsUs(pod));
    else kubelet.waiting.add(pod);
  }

  stopped(pod: RecordedPod, pods: RecordedPods): void {
    const kubelet = this.#kubelets.get(pod.nodeName)!;
    if (kubelet.isUp) pods.end(pod, "kubelet");
    else kubelet.waiting.add(pod);
  }

  #stopsUs({ key, graceSeconds }: RecordedPod): number {
    return Math.min(this.#podStopsUs[key] ?? POD_STOPS_US, graceSeconds! * US_PER_SECOND);
  }
}
