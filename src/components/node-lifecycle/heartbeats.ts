// The signs of life that kubelets give: a Lease renewed each 10 s, the status looked at each 10 s, and posted where it differs
// from what the API has or each 5 minutes. What a clock does is worked out when somebody asks; only posts that change something
// are ever events.
// Imitates staging component-helpers apimachinery/lease/controller.go and pkg/kubelet/kubelet_node_status.go
// (syncNodeStatus), v1.36, without their jitter.

import type { Signs } from "./node-health.ts";

/** When a kubelet does what; all in µs. A tick is at its phase plus any number of periods. */
export interface KubeletClock {
  readonly leasePhaseUs: number;
  readonly leaseEveryUs: number;
  readonly statusPhaseUs: number;
  readonly statusEveryUs: number;
  /** A status that nothing changed in is posted again after this. */
  readonly reportEveryUs: number;
}

/** What of a kubelet works. */
export interface KubeletVoice {
  readonly renewsLease: boolean;
  readonly postsStatus: boolean;
}

/** One kubelet: its clock, what of it works since when, and what came before that. */
export interface Heartbeat {
  readonly clock: KubeletClock;
  readonly voice: KubeletVoice;
  /** No tick of the Lease, or of the status, before these. */
  readonly renewsSinceUs: number;
  readonly postsSinceUs: number;
  /** The last renewal and the last post before, undefined: none. */
  readonly renewedUs: number | undefined;
  readonly postedUs: number | undefined;
  /** From when on the next post is due though nothing changed. */
  readonly reportDueUs: number;
}

/** The first tick at or after a moment. */
function tickFrom(phaseUs: number, everyUs: number, us: number): number {
  return phaseUs + Math.ceil((us - phaseUs) / everyUs) * everyUs;
}

/** The signs of life that the API shows at a moment since the heartbeat became as it is. */
export function signsAt(beat: Heartbeat, us: number): Signs {
  return { renewedUs: renewedAt(beat, us), postedUs: postedAt(beat, us) };
}

/** The heartbeat from `us` on, with another voice; `anew` begins with a renewal and a post at that moment. */
export function withVoice(beat: Heartbeat, voice: KubeletVoice, ticks: "as-before" | "anew", us: number): Heartbeat {
  const { renewedUs, postedUs } = signsAt(beat, us);
  const reportDueUs = reportDueAt(beat, us);
  const next = { ...beat, voice, renewsSinceUs: us, postsSinceUs: us, renewedUs, postedUs, reportDueUs };
  if (ticks === "as-before") return next;
  const renewed = voice.renewsLease ? { ...next, renewedUs: us } : next;
  return voice.postsStatus ? withPost(renewed, us) : renewed;
}

/** The heartbeat after a post at `us`. */
export function withPost(beat: Heartbeat, us: number): Heartbeat {
  const { renewedUs } = signsAt(beat, us);
  return { ...beat, renewedUs, postedUs: us, reportDueUs: us + beat.clock.reportEveryUs, postsSinceUs: us + 1 };
}

/** The first moment at or after `us` at which the kubelet looks at its status; undefined while it posts none. */
export function nextStatusTickUs({ clock, voice }: Heartbeat, us: number): number | undefined {
  return voice.postsStatus ? tickFrom(clock.statusPhaseUs, clock.statusEveryUs, us) : undefined;
}

function renewedAt({ clock, voice, renewsSinceUs, renewedUs }: Heartbeat, us: number): number | undefined {
  if (!voice.renewsLease) return renewedUs;
  const tickUs = tickFrom(clock.leasePhaseUs, clock.leaseEveryUs, us + 1) - clock.leaseEveryUs;
  return tickUs >= renewsSinceUs && tickUs >= clock.leasePhaseUs ? tickUs : renewedUs;
}

function postedAt(beat: Heartbeat, us: number): number | undefined {
  const firstUs = firstReportUs(beat);
  if (firstUs === undefined || firstUs > us) return beat.postedUs;
  const everyUs = reportPeriodUs(beat.clock);
  return firstUs + Math.floor((us - firstUs) / everyUs) * everyUs;
}

function reportDueAt(beat: Heartbeat, us: number): number {
  const firstUs = firstReportUs(beat);
  if (firstUs === undefined || firstUs > us) return beat.reportDueUs;
  return postedAt(beat, us)! + beat.clock.reportEveryUs;
}

/** The first post that is due though nothing changed. */
function firstReportUs({ clock, voice, postsSinceUs, reportDueUs }: Heartbeat): number | undefined {
  if (!voice.postsStatus) return undefined;
  return tickFrom(clock.statusPhaseUs, clock.statusEveryUs, Math.max(postsSinceUs, reportDueUs));
}

/** Posts come with looks at the status: a time between them that is no multiple is stretched to one. */
function reportPeriodUs({ statusEveryUs, reportEveryUs }: KubeletClock): number {
  return Math.max(1, Math.ceil(reportEveryUs / statusEveryUs)) * statusEveryUs;
}
