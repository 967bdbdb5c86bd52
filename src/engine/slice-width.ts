// How wide the slices of the event queue should be, judged from the events that wait. The answer moves work
// between the tiers of the queue and nothing else: it never changes the order of events.

const SAMPLE_SIZE = 255;
const sampled = new Float64Array(SAMPLE_SIZE);

/**
 * The width in µs (at least 1) that puts about `eventsPerSlice` of some waiting events into each slice near
 * the front. Judged by the nearest quarter of a sample: what lies far ahead may be thin or dense as it likes.
 * `slots[0 … count - 1]` wait; the time of a slot stands at `numbers[slot * 4]`; `earliest` is the least time.
 */
export function chooseSliceWidthUs(
  numbers: Float64Array,
  slots: ArrayLike<number>,
  count: number,
  earliest: number,
  eventsPerSlice: number,
): number {
  const sampleCount = Math.min(SAMPLE_SIZE, count);
  const stride = count / sampleCount;
  for (let index = 0; index < sampleCount; index += 1) {
    sampled[index] = numbers[slots[Math.floor(index * stride)]! << 2]!;
  }
  const ascending = sampled.subarray(0, sampleCount).sort();
  const quarterUs = ascending[sampleCount >> 2]! - earliest;
  return Math.max(1, (quarterUs * eventsPerSlice * 4) / count);
}
