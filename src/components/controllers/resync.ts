// When an informer with a resync period tells of an object again while its key is worked at. At other times it tells nothing
// new to a queue that holds each key back for a whole period: the key waits already, and for less long.
// Imitates staging client-go tools/cache/shared_informer.go (processorListener.shouldResync), v1.36.

/** Moments are µs; the periods are counted from `sinceUs`. Undefined: it tells nothing between the two moments, ends included. */
export function toldAgainUs(beganUs: number, endedUs: number, periodUs: number, sinceUs: number): number | undefined {
  const toldUs = sinceUs + Math.ceil((beganUs - sinceUs) / periodUs) * periodUs;
  return toldUs <= endedUs ? toldUs : undefined;
}
