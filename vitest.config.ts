// How the tests run: two processes, quick suites first, no watching. Knows only the folders under tests/.

import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders whose suites take seconds (whole runs, packing, every documented command), slowest last. */
const SLOW_FOLDERS = [
  "tests/properties/",
  "tests/conformance/",
  "tests/golden/",
  "tests/torture/",
  "tests/docs/",
  "tests/package/",
];

/** Quick suites give their answer first; within a group the path decides, so that every run has the same order. */
class QuickSuitesFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (path: string): number => SLOW_FOLDERS.findIndex((folder) => path.includes(folder));
    const ordered = files.toSorted((a, b) => rank(a.moduleId) - rank(b.moduleId) || (a.moduleId < b.moduleId ? -1 : 1));
    return Promise.resolve(ordered);
  }
}

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    watch: false,
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: QuickSuitesFirst },
    // Two busy cores: generous, because no test asserts how long anything took.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 10_000,
  },
});
