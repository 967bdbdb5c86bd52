// Records of image collection: images come, are used by containers, and go; a look every so often.

import { collectImages, type ImageRecord } from "../../../src/components/kubelet/image-collection.ts";
import type { RecordedInput } from "./operations.ts";

interface Recorded {
  readonly capacityBytes: number;
  readonly otherBytes: number;
  readonly gcEveryUs: number;
  readonly imageGCHighThresholdPercent: number;
  readonly imageGCLowThresholdPercent: number;
  readonly imageMinimumGCAgeUs: number;
  readonly imageMaximumGCAgeUs: number;
  readonly images: readonly RecordedImage[];
}

interface RecordedImage {
  readonly id: string;
  readonly sizeBytes: number;
  readonly pulledAtUs: number;
  readonly pinned?: boolean;
  readonly usedByContainer?: readonly { readonly fromUs: number; readonly toUs: number }[];
}

/** The records say nothing of when they end: eight looks. */
const LOOKS = 8;

export function answerImageCollection(recorded: Recorded): RecordedInput {
  const timeline: RecordedInput[] = [];
  const gone = new Set<string>();
  let records: readonly ImageRecord[] = [];
  for (let look = 1; look <= LOOKS; look += 1) {
    const atUs = look * recorded.gcEveryUs;
    const there = recorded.images.filter(({ id, pulledAtUs }) => pulledAtUs <= atUs && !gone.has(id));
    const usedBytes = usedBy(recorded, there);
    const collection = collect(recorded, records, there, atUs);
    records = collection.records;
    timeline.push({ atUs, do: "gc", usedBytes: Math.min(usedBytes, recorded.capacityBytes) });
    for (const image of collection.removed) {
      gone.add(image);
      timeline.push({ atUs, do: "remove", image });
    }
    const { failure } = collection;
    if (failure === undefined) continue;
    timeline.push({ atUs, do: "event", reason: "FreeDiskSpaceFailed", message: failure });
    timeline.push({ atUs, do: "error", message: failure });
  }
  return { timeline };
}

function usedBy({ otherBytes }: Recorded, images: readonly RecordedImage[]): number {
  return images.reduce((total, { sizeBytes }) => total + sizeBytes, otherBytes);
}

function collect(
  recorded: Recorded,
  records: readonly ImageRecord[],
  there: readonly RecordedImage[],
  atUs: number,
): ReturnType<typeof collectImages> {
  const stored = there.map(({ id, sizeBytes, pinned = false, usedByContainer = [] }) => {
    return {
      id,
      sizeBytes,
      isPinned: pinned,
      isUsed: usedByContainer.some(({ fromUs, toUs }) => fromUs <= atUs && atUs < toUs),
    };
  });
  const policy = {
    highThresholdPercent: recorded.imageGCHighThresholdPercent,
    lowThresholdPercent: recorded.imageGCLowThresholdPercent,
    minimumAgeUs: recorded.imageMinimumGCAgeUs,
    maximumAgeUs: recorded.imageMaximumGCAgeUs,
  };
  return collectImages(policy, records, stored, atUs, 0, (removed) => {
    const rest = there.filter(({ id }) => !removed.includes(id));
    return {
      capacityBytes: recorded.capacityBytes,
      availableBytes: Math.max(recorded.capacityBytes - usedBy(recorded, rest), 0),
    };
  });
}
