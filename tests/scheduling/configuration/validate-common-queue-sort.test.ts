// One order of the queue for all profiles.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../src/model/api/field-path.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { completeConfiguration } from "../../../src/scheduling/configuration/complete-configuration.ts";
import type { ConfiguredProfile } from "../../../src/scheduling/configuration/configuration-types.ts";
import { validateCommonQueueSort } from "../../../src/scheduling/configuration/validate-common-queue-sort.ts";

function problems(profiles: readonly ConfiguredProfile[], version: KubernetesVersion = "1.36") {
  const complete = completeConfiguration({ profiles }, version);
  return validateCommonQueueSort(complete.profiles, FieldPath.root("profiles"), version);
}

const sorted = (...names: readonly string[]): ConfiguredProfile => ({
  plugins: { queueSort: { enabled: names.map((name) => ({ name })) } },
});

describe("profiles", () => {
  it("agree if they all say the same, or nothing", () => {
    expect(problems([{}, {}, { plugins: { queueSort: { enabled: [], disabled: [] } } }])).toEqual([]);
    expect(problems([sorted("PrioritySort"), sorted("PrioritySort")])).toEqual([]);
  });

  it("differ in the plugin, in words that older versions say longer", () => {
    const printed =
      'profiles[1].plugins.queueSort: Invalid value: {"Enabled":[{"Name":"X","Weight":0}],"Disabled":null}';
    expect(problems([{}, sorted("X")])).toMatchObject([
      { message: `${printed}: must be the same for all profiles`, place: ["profiles", 1, "plugins", "queueSort"] },
    ]);
    expect(problems([{}, sorted("X")], "1.33")).toMatchObject([
      { message: `${printed}: queueSort must be the same for all profiles` },
    ]);
  });

  it("sort by one plugin, which is told with the document's own place", () => {
    expect(problems([sorted("X", "Y")])).toEqual([
      {
        stage: "validate",
        place: ["profiles", 0, "plugins", "queueSort", "enabled"],
        message: "profiles[0].plugins.queueSort.Enabled: Invalid value: 2: only one queue sort plugin can be enabled",
      },
    ]);
  });

  it("give it the same arguments", () => {
    const withArgs = (args: unknown): ConfiguredProfile => ({
      ...sorted("PrioritySort"),
      pluginConfig: [{ name: "PrioritySort", args }],
    });
    expect(problems([withArgs({ a: 1 }), withArgs({ a: 1 })])).toEqual([]);
    expect(problems([withArgs({ a: 1 }), withArgs({ a: 2 })])).toMatchObject([
      {
        message: 'profiles[1].pluginConfig.args: Invalid value: {"a":2}: queueSort must be the same for all profiles',
        place: ["profiles", 1, "pluginConfig", 0, "args"],
      },
    ]);
  });
});
