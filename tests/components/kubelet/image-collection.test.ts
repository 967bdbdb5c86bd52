// Which images go: by age, and until the disk has room again.

import { describe, expect, it } from "vitest";

import {
  collectImages,
  detectedImages,
  type DiskSpace,
  type ImageCollectionPolicy,
  type ImageRecord,
  type StoredImage,
} from "../../../src/components/kubelet/image-collection.ts";

const POLICY: ImageCollectionPolicy = {
  highThresholdPercent: 85,
  lowThresholdPercent: 80,
  minimumAgeUs: 100,
  maximumAgeUs: 0,
};
const image = (id: string, parts: Partial<StoredImage> = {}): StoredImage => ({
  id,
  sizeBytes: 10,
  isPinned: false,
  isUsed: false,
  ...parts,
});
const seen = (id: string, lastUsedUs?: number): ImageRecord => ({ id, firstDetectedUs: 0, lastUsedUs });
const full = (availableBytes: number) => (): DiskSpace => ({ capacityBytes: 100, availableBytes });

describe("images that are found", () => {
  it("keep what is known of them, and forget those that are gone", () => {
    const records = detectedImages([seen("old", 5), seen("gone")], [image("old"), image("new", { isUsed: true })], 20);
    expect(records).toEqual([seen("old", 5), { id: "new", firstDetectedUs: 20, lastUsedUs: 20 }]);
  });
});

describe("a collection", () => {
  it("leaves images alone while the disk is less full than the high threshold", () => {
    expect(collectImages(POLICY, [seen("a")], [image("a")], 500, 0, full(16)).removed).toEqual([]);
  });

  it("removes the least recently used ones, down to the low threshold", () => {
    const records = [seen("late", 400), seen("early", 300), seen("never")];
    const images = [image("late"), image("early"), image("never")];
    const { removed, records: kept } = collectImages(POLICY, records, images, 500, 0, full(5));
    expect(removed).toEqual(["never", "early"]);
    expect(kept.map(({ id }) => id)).toEqual(["late"]);
  });

  it("spares what is used, pinned or too young, and tells if that is not enough", () => {
    const images = [image("used", { isUsed: true }), image("pinned", { isPinned: true }), image("young"), image("old")];
    const { removed, failure } = collectImages(POLICY, [seen("old")], images, 500, 0, full(0));
    expect(removed).toEqual(["old"]);
    expect(failure).toBe(
      "Insufficient free disk space on the node's image filesystem (100% of 100 B used). Failed to free sufficient space " +
        "by deleting unused images (freed 10 bytes). Investigate disk usage, as it could be used by active images, logs, " +
        "volumes, or other data.",
    );
  });

  it.each([
    [1024, "1.0 KiB"],
    [1280, "1.2 KiB"],
    [1792, "1.8 KiB"],
    [5 * 1024 * 1024 * 1024, "5.0 GiB"],
    [3000 * 1024 * 1024 * 1024 * 1024, "3000.0 TiB"],
  ])("writes a disk of %i bytes as %s", (capacityBytes, text) => {
    const { failure } = collectImages(POLICY, [], [], 500, 0, () => ({ capacityBytes, availableBytes: 0 }));
    expect(failure).toContain(`(100% of ${text} used)`);
  });

  it("removes images unused for too long, once it has watched for as long", () => {
    const policy = { ...POLICY, maximumAgeUs: 1000 };
    const records = [seen("old", 100), seen("recent", 900), seen("never")];
    const images = records.map(({ id }) => image(id));
    expect(collectImages(policy, records, images, 1000, 0, full(50)).removed).toEqual([]);
    expect(collectImages(policy, records, images, 1500, 0, full(50)).removed).toEqual(["never", "old"]);
  });
});
