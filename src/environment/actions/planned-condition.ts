// What must be so before an action is done, as plain data.

/** What can be waited for, by the field that names the object. */
export const STATES = Object.freeze({
  deployment: ["available", "rolled-out", "gone"],
  statefulSet: ["rolled-out", "gone"],
  daemonSet: ["rolled-out", "gone"],
  job: ["complete", "failed", "gone"],
  pod: ["ready", "gone"],
  node: ["ready", "not-ready", "gone"],
} as const);

/** What is waited for. */
export type WaitedFor = keyof typeof STATES;
/** What it must be. */
export type State = (typeof STATES)[WaitedFor][number];

/** Plain data. */
export interface Condition {
  readonly subject: WaitedFor;
  readonly namespace: string;
  readonly name: string;
  readonly is: State;
}
