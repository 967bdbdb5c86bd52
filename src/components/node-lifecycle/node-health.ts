// When the controller last saw a sign of life of each node: a Lease renewed, or a status posted. A node that is looked at in
// some passes only comes to the same as one looked at in all: what the passes between would have seen follows from when the
// signs came. Kept by name, and for ever, as in the source.
// Imitates nodeHealthData and the first half of tryUpdateNodeHealth of
// pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36.

/** Signs of life as the API shows them at a moment, in µs; undefined: never. */
export interface Signs {
  /** spec.renewTime of the node's Lease. */
  readonly renewedUs: number | undefined;
  /** When Ready was posted last, by a kubelet; undefined where it never was. */
  readonly postedUs: number | undefined;
}

/** What is kept of a node between passes; all moments in µs. */
export interface NodeHealth {
  /** The pass that saw the last sign of life, or the node's creation. */
  readonly probeUs: number;
  /** Status of Ready as of the last post that was seen; undefined: none. */
  readonly ready: string | undefined;
  /** When that was posted; undefined where it was there before any kubelet posted. */
  readonly postedUs: number | undefined;
  /** Renewal of the Lease that was seen; undefined: none since the status changed. */
  readonly leaseUs: number | undefined;
  /** The last pass that this is up to date for. */
  readonly asOfUs: number;
}

/** Monitor passes at `startedUs` and each `periodUs` after. */
export interface PassGrid {
  readonly startedUs: number;
  readonly periodUs: number;
}

/** What one look at a node finds. */
export interface Look {
  readonly atUs: number;
  /** Status of Ready; undefined: the node has no such condition. */
  readonly ready: string | undefined;
  readonly createdUs: number;
  readonly signs: Signs;
}

const US_PER_SECOND = 1_000_000;

/** The first pass at or after a moment. */
export function passFrom({ startedUs, periodUs }: PassGrid, us: number): number {
  return startedUs + Math.max(0, Math.ceil((us - startedUs) / periodUs)) * periodUs;
}

/** The health after a pass has looked at the node. `before` is up to date for the pass before, or undefined for a new node. */
export function looked(before: NodeHealth | undefined, look: Look): NodeHealth {
  const status = withStatus(before, look);
  const { renewedUs } = look.signs;
  const isRenewed = renewedUs !== undefined && (before?.leaseUs === undefined || before.leaseUs < renewedUs);
  return isRenewed ? { ...status, probeUs: look.atUs, leaseUs: renewedUs } : status;
}

function withStatus(before: NodeHealth | undefined, { atUs, ready, createdUs, signs }: Look): NodeHealth {
  const asOfUs = atUs;
  const { postedUs } = signs;
  if (ready === undefined) {
    if (before !== undefined) return { ...before, ready: undefined, postedUs: undefined, asOfUs };
    return { probeUs: createdUs, ready: undefined, postedUs: undefined, leaseUs: undefined, asOfUs };
  }
  const isSame = before?.ready !== undefined && secondOf(before.postedUs) === secondOf(postedUs);
  if (isSame) return { ...before, asOfUs };
  return { probeUs: atUs, ready, postedUs, leaseUs: undefined, asOfUs };
}

/**
 * The health after the passes up to `untilUs` have looked at a node that was only heard of by its signs of life since: its
 * object stayed as it was. `signs` are those of `untilUs`.
 */
export function caughtUp(before: NodeHealth, signs: Signs, grid: PassGrid, untilUs: number): NodeHealth {
  if (before.asOfUs >= untilUs) return before;
  const { renewedUs, postedUs } = signs;
  const nextUs = before.asOfUs + grid.periodUs;
  const isPosted =
    before.ready !== undefined && postedUs !== undefined && secondOf(before.postedUs) !== secondOf(postedUs);
  const postSeenUs = isPosted ? Math.max(passFrom(grid, postedUs), nextUs) : -Infinity;
  const posted = isPosted ? { ...before, postedUs, leaseUs: undefined, probeUs: postSeenUs } : before;
  const health = { ...posted, asOfUs: untilUs };
  if (renewedUs === undefined) return health;
  const isNewer = before.leaseUs === undefined ? passFrom(grid, renewedUs) > before.asOfUs : renewedUs > before.leaseUs;
  const renewalSeenUs = isNewer ? Math.max(passFrom(grid, renewedUs), nextUs) : -Infinity;
  if (isNewer && renewalSeenUs >= postSeenUs) return { ...health, leaseUs: renewedUs, probeUs: renewalSeenUs };
  if (posted.leaseUs !== undefined) return health;
  // A status that was seen without a newer Lease makes the next pass take the old Lease for a new one.
  const againUs = isPosted ? postSeenUs + grid.periodUs : nextUs;
  return againUs <= untilUs ? { ...health, leaseUs: renewedUs, probeUs: againUs } : health;
}

/** Moments of the API are whole seconds, cut off. */
function secondOf(us: number | undefined): number | undefined {
  return us === undefined ? undefined : Math.floor(us / US_PER_SECOND);
}
