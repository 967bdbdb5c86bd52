// The removal of images that nothing uses: by age, and when the disk fills up. Pure rules: what the kubelet remembers of its
// images is plain data, in the order in which it found them.
// Imitates pkg/kubelet/images/image_gc_manager.go, v1.36.

/** Spans in µs; percentages of the disk. */
export interface ImageCollectionPolicy {
  readonly highThresholdPercent: number;
  readonly lowThresholdPercent: number;
  readonly minimumAgeUs: number;
  /** 0: images may be unused for ever. */
  readonly maximumAgeUs: number;
}

/** An image on the node's disk at a moment. */
export interface StoredImage {
  readonly id: string;
  readonly sizeBytes: number;
  readonly isPinned: boolean;
  readonly isUsed: boolean;
}

/** What the kubelet remembers of an image between its looks. */
export interface ImageRecord {
  readonly id: string;
  readonly firstDetectedUs: number;
  /** Undefined: never seen in use. */
  readonly lastUsedUs: number | undefined;
}

export interface DiskSpace {
  readonly capacityBytes: number;
  readonly availableBytes: number;
}

/** What a collection does; in this order. */
export interface ImageCollection {
  readonly records: readonly ImageRecord[];
  readonly removed: readonly string[];
  /** The text of the event FreeDiskSpaceFailed, where less was found than had to go. */
  readonly failure: string | undefined;
}

interface Candidate extends ImageRecord {
  readonly sizeBytes: number;
}

/** The records after a look at the disk. */
export function detectedImages(
  records: readonly ImageRecord[],
  images: readonly StoredImage[],
  nowUs: number,
): readonly ImageRecord[] {
  const known = new Map(records.map((record) => [record.id, record]));
  return images.map(({ id, isUsed }) => {
    const { firstDetectedUs, lastUsedUs } = known.get(id) ?? { firstDetectedUs: nowUs, lastUsedUs: undefined };
    return { id, firstDetectedUs, lastUsedUs: isUsed ? nowUs : lastUsedUs };
  });
}

/** Images too old go first; `spaceAfter` tells the disk once they are gone. `beganUs`: when the kubelet began collecting. */
export function collectImages(
  policy: ImageCollectionPolicy,
  before: readonly ImageRecord[],
  images: readonly StoredImage[],
  nowUs: number,
  beganUs: number,
  spaceAfter: (removed: readonly string[]) => DiskSpace,
): ImageCollection {
  const records = detectedImages(before, images, nowUs);
  const candidates = inEvictionOrder(records, images);
  const isOld = oldAt(policy, nowUs, beganUs);
  const removed = candidates.filter(isOld).map(({ id }) => id);
  const rest = candidates.filter((candidate) => !isOld(candidate));
  const space = spaceAfter(removed);
  const usedPercent = percentUsed(space);
  const isFull = usedPercent >= policy.highThresholdPercent;
  const excess = isFull ? excessBytes(policy, space) : 0;
  const freed = isFull ? freeSpace(policy, rest, nowUs, excess) : NOTHING_FREED;
  const all = [...removed, ...freed.removed];
  const gone = new Set(all);
  return {
    records: records.filter(({ id }) => !gone.has(id)),
    removed: all,
    failure: freed.bytes < excess ? failureText(usedPercent, space.capacityBytes, freed.bytes) : undefined,
  };
}

const NOTHING_FREED: Freed = { removed: [], bytes: 0 };

interface Freed {
  readonly removed: readonly string[];
  readonly bytes: number;
}

/** Least recently used first, those never used before all; among equals the one found first. */
function inEvictionOrder(records: readonly ImageRecord[], images: readonly StoredImage[]): readonly Candidate[] {
  const stored = new Map(images.map((image) => [image.id, image]));
  return records
    .flatMap((record) => {
      const { isUsed, isPinned, sizeBytes } = stored.get(record.id)!;
      return isUsed || isPinned ? [] : [{ ...record, sizeBytes }];
    })
    .toSorted(
      (left, right) =>
        (left.lastUsedUs ?? -1) - (right.lastUsedUs ?? -1) || left.firstDetectedUs - right.firstDetectedUs,
    );
}

/** An image never used counts as unused since ever. Nothing is old before the kubelet has watched for so long. */
function oldAt(
  { maximumAgeUs }: ImageCollectionPolicy,
  nowUs: number,
  beganUs: number,
): (image: ImageRecord) => boolean {
  if (maximumAgeUs === 0 || nowUs - beganUs <= maximumAgeUs) return () => false;
  return ({ lastUsedUs }) => lastUsedUs === undefined || nowUs - lastUsedUs > maximumAgeUs;
}

function percentUsed({ capacityBytes, availableBytes }: DiskSpace): number {
  const available = Math.min(availableBytes, capacityBytes);
  return 100 - Number((BigInt(available) * 100n) / BigInt(capacityBytes));
}

/** How much must go to come down to the low threshold; less than nothing where the disk is below it. */
function excessBytes({ lowThresholdPercent }: ImageCollectionPolicy, space: DiskSpace): number {
  const goal = Number((BigInt(space.capacityBytes) * BigInt(100 - lowThresholdPercent)) / 100n);
  return goal - Math.min(space.availableBytes, space.capacityBytes);
}

function freeSpace(
  policy: ImageCollectionPolicy,
  candidates: readonly Candidate[],
  nowUs: number,
  goal: number,
): Freed {
  const removed: string[] = [];
  let bytes = 0;
  for (const { id, sizeBytes, firstDetectedUs, lastUsedUs } of candidates) {
    if (lastUsedUs !== undefined && lastUsedUs >= nowUs) continue;
    if (nowUs - firstDetectedUs < policy.minimumAgeUs) continue;
    removed.push(id);
    bytes += sizeBytes;
    if (bytes >= goal) break;
  }
  return { removed, bytes };
}

function failureText(usedPercent: number, capacityBytes: number, freedBytes: number): string {
  return (
    `Insufficient free disk space on the node's image filesystem (${usedPercent}% of ${sizeText(capacityBytes)} used). ` +
    `Failed to free sufficient space by deleting unused images (freed ${freedBytes} bytes). ` +
    "Investigate disk usage, as it could be used by active images, logs, volumes, or other data."
  );
}

const KIBI = 1024;
const UNITS = ["KiB", "MiB", "GiB", "TiB"];

function sizeText(bytes: number): string {
  if (bytes < KIBI) return `${bytes} B`;
  let size = bytes / KIBI;
  let unit = 0;
  for (; size >= KIBI && unit < UNITS.length - 1; unit += 1) size /= KIBI;
  return `${oneDecimal(size)} ${UNITS[unit]}`;
}

/** As Go's %.1f: what lies in the middle goes to the even digit. */
function oneDecimal(value: number): string {
  const tenths = Math.floor(value * 10);
  const rest = value * 10 - tenths;
  const rounded = rest > 0.5 || (rest === 0.5 && tenths % 2 === 1) ? tenths + 1 : tenths;
  return `${Math.floor(rounded / 10)}.${rounded % 10}`;
}
