// The files that an experiment read, with the hash of their bytes: by these a journal knows whether they are still the same.

import { createHash } from "node:crypto";

import type { PlanInput } from "../scenario/plan.ts";

import type { RecordedFiles } from "../experiment/execution/recorded-files.ts";

/** In the order in which they were read: the scenario first. */
export function recordedInputs({ contents }: RecordedFiles): readonly PlanInput[] {
  return contents.flatMap(([path, content]) => {
    if (content.kind !== "bytes") return [];
    return [
      {
        path,
        sha256: createHash("sha256")
          .update(content.stored ?? content.bytes)
          .digest("hex"),
      },
    ];
  });
}
