// The clock of each node's kubelet in a run: where in its periods it stands is drawn by the node's name. Kubelets were at work
// before the run began.

import type { EntityDraws } from "../../base/random/entity-draws.ts";
import { entityIdOf } from "../../base/random/entity-id.ts";

import type { KubeletHealth } from "../../cluster/kubelet-health.ts";

import type { Heartbeat, KubeletVoice } from "./heartbeats.ts";

/** nodeLeaseDurationSeconds × 0.25, nodeStatusUpdateFrequency and nodeStatusReportFrequency, by default. */
const LEASE_EVERY_US = 10_000_000;
const STATUS_EVERY_US = 10_000_000;
const REPORT_EVERY_US = 300_000_000;

/** Before every run. */
const LONG_AGO_US = Number.MIN_SAFE_INTEGER;

const LEASE_DRAW = 0;
const STATUS_DRAW = 1;
const REPORT_DRAW = 2;

export function firstHeartbeat(draws: EntityDraws, node: string, voice: KubeletVoice): Heartbeat {
  const id = entityIdOf(node);
  const part = (draw: number, us: number) => Math.floor(draws.unit(id, draw) * us);
  const reportDueUs = part(REPORT_DRAW, REPORT_EVERY_US);
  return {
    clock: {
      leasePhaseUs: part(LEASE_DRAW, LEASE_EVERY_US) - LEASE_EVERY_US,
      leaseEveryUs: LEASE_EVERY_US,
      statusPhaseUs: part(STATUS_DRAW, STATUS_EVERY_US) - STATUS_EVERY_US,
      statusEveryUs: STATUS_EVERY_US,
      reportEveryUs: REPORT_EVERY_US,
    },
    voice,
    renewsSinceUs: LONG_AGO_US,
    postsSinceUs: LONG_AGO_US,
    renewedUs: undefined,
    postedUs: reportDueUs - REPORT_EVERY_US,
    reportDueUs,
  };
}

export function voiceOf({ renewsLease, postsStatus }: KubeletHealth): KubeletVoice {
  return { renewsLease, postsStatus };
}
