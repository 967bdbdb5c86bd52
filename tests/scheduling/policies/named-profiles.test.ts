// The configurations that come with the project, one a policy: each is taken as it is and scores by one plugin.

import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { KUBERNETES_VERSIONS } from "../../../src/model/kubernetes-version.ts";
import { loadSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";

const FOLDER = new URL("../../../scenarios/policies/", import.meta.url);

describe("the named profiles", () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));

  it("stand in their folder, those for shared GPUs too", () => {
    expect(files.length).toBeGreaterThanOrEqual(9);
  });

  it.each(files)("%s", (file) => {
    const document: unknown = parse(readFileSync(new URL(file, FOLDER), "utf8"));
    for (const version of KUBERNETES_VERSIONS) {
      const { problems, notes, configuration } = loadSchedulerConfiguration(document, version);
      expect([problems, notes]).toEqual([[], []]);
      // The default profile is the one that keeps kube-scheduler's own scores.
      if (!file.endsWith("default-profile.yaml")) expect(configuration.profiles[0]!.plugins.score).toHaveLength(1);
    }
  });
});
