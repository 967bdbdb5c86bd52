// What of a kubelet's configuration runs heed, read and in the units of a run. The kubelets of one pool have the same.
// Imitates pkg/kubelet/apis/config/v1beta1/defaults.go and defaults_linux.go, v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

import type { Pod } from "../../model/objects.ts";

import { parseThresholdValue, type Threshold } from "./eviction/thresholds.ts";
import type { ImageCollectionPolicy } from "./image-collection.ts";
import type { ShutdownGroup } from "./shutdown.ts";

export interface KubeletSettings {
  /** evictionHard and evictionSoft, in this order. */
  readonly thresholds: readonly Threshold[];
  /** evictionMaxPodGracePeriod, for soft thresholds. */
  readonly longestEvictionGraceSeconds: number;
  /** evictionPressureTransitionPeriod. */
  readonly pressureTransitionUs: number;
  /** How many images are pulled at once; 1: one after the other. */
  readonly pullsAtOnce: number;
  readonly images: ImageCollectionPolicy;
  /** Size of the disk of images; undefined: there is always room. */
  readonly imageFsBytes: number | undefined;
  /** Lowest priority first; none: a shutdown does not wait for pods. */
  readonly shutdown: readonly ShutdownGroup[];
  /** Of the files of its kubelets, as they are let in; names are those in the files. */
  readonly staticPods: readonly Pod[];
}

const MINUTE_US = 60 * US_PER_SECOND;

/** evictionHard, but for the signals of inodes. */
export const DEFAULT_EVICTION_HARD: Readonly<Record<string, string>> = Object.freeze({
  "memory.available": "100Mi",
  "nodefs.available": "10%",
  "imagefs.available": "15%",
});

export const DEFAULT_KUBELET_SETTINGS: KubeletSettings = Object.freeze({
  thresholds: hardThresholds(DEFAULT_EVICTION_HARD),
  longestEvictionGraceSeconds: 0,
  pressureTransitionUs: 5 * MINUTE_US,
  pullsAtOnce: 1,
  images: Object.freeze({
    highThresholdPercent: 85,
    lowThresholdPercent: 80,
    minimumAgeUs: 2 * MINUTE_US,
    maximumAgeUs: 0,
  }),
  imageFsBytes: undefined,
  shutdown: Object.freeze([]),
  staticPods: Object.freeze([]),
});

/** Thresholds that evict at once, of texts that are amounts or shares; those that say nothing are left out. */
export function hardThresholds(texts: Readonly<Record<string, string>>): readonly Threshold[] {
  return Object.entries(texts).flatMap(([signal, text]) => {
    const value = parseThresholdValue(text);
    return value === undefined
      ? []
      : [{ signal: signal as Threshold["signal"], value, graceUs: 0, minimumReclaim: undefined }];
  });
}
