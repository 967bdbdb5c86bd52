// Warnings of files of one volume that take each other's place.

import { expect, it } from "vitest";

import type { Volume } from "../../../../src/model/api/types/volume.ts";
import { overlappingPathWarnings } from "../../../../src/model/api/warnings/volume-paths.ts";

const items = (...paths: readonly string[]): readonly { readonly path: string }[] => paths.map((path) => ({ path }));

it.each<[string, Volume, readonly string[]]>([
  ["files side by side", { configMap: { items: items("a", "b", "a-b") } }, []],
  [
    "one file twice",
    { configMap: { name: "c", items: items("a", "a/") } },
    ['volume "v" (ConfigMap "c"): overlapping paths: "a" with "a"'],
  ],
  [
    "a file where another has a folder",
    { secret: { secretName: "s", items: items("a/b", "a") } },
    ['volume "v" (Secret "s"): overlapping paths: "a" with "a/b"'],
  ],
  [
    "a folder where another has a file",
    { downwardAPI: { items: items("a", "a/b") } },
    ['volume "v" (DownwardAPI): overlapping paths: "a/b" with "a"'],
  ],
  ["paths that are empty", { configMap: { items: [{}, {}] } }, []],
  [
    "files of several sources",
    {
      projected: {
        sources: [
          { configMap: { name: "c", items: items("t") } },
          {},
          { serviceAccountToken: { path: "t" } },
          { secret: { name: "s", items: items("t/x") } },
          { downwardAPI: { items: items("z") } },
        ],
      },
    },
    [
      'volume "v" (Projected) has no sources provided',
      'volume "v" (Projected): overlapping paths: "t" (ServiceAccountToken) with "t" (ConfigMap "c")',
      'volume "v" (Projected): overlapping paths: "t/x" (Secret "s") with "t" (ConfigMap "c")',
      'volume "v" (Projected): overlapping paths: "t/x" (Secret "s") with "t" (ServiceAccountToken)',
    ],
  ],
])("looks at %s", (_what, volume, lines) => {
  expect(overlappingPathWarnings([{ name: "v", ...volume }])).toEqual(lines);
});
