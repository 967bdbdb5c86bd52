// What kube-scheduler says of a configuration that it could read.

import { describe, expect, it } from "vitest";

import { completeConfiguration } from "../../../src/scheduling/configuration/complete-configuration.ts";
import type { Configuration } from "../../../src/scheduling/configuration/configuration-types.ts";
import { validateConfiguration } from "../../../src/scheduling/configuration/validate-configuration.ts";

function said(configuration: Configuration): readonly string[] {
  return validateConfiguration(completeConfiguration(configuration, "1.36"), "1.36").map(({ message }) => message);
}

describe("a configuration", () => {
  it("is right without anything", () => {
    expect(said({})).toEqual([]);
  });

  it.each<[string, Configuration, readonly string[]]>([
    [
      "numbers out of range, all of them",
      { parallelism: 0, percentageOfNodesToScore: 101, podInitialBackoffSeconds: 0, clientConnection: { burst: -5 } },
      [
        "clientConnection.burst: Invalid value: -5: must be non-negative",
        "parallelism: Invalid value: 0: should be an integer value greater than zero",
        "percentageOfNodesToScore: Invalid value: 101: not in valid range [0-100]",
        "podInitialBackoffSeconds: Invalid value: 0: must be greater than 0",
      ],
    ],
    [
      "a largest backoff below the first",
      { podInitialBackoffSeconds: 11 },
      ["podMaxBackoffSeconds: Invalid value: 10: must be greater than or equal to PodInitialBackoffSeconds"],
    ],
    [
      "a leader that holds on for too short",
      { leaderElection: { leaseDuration: "10s", retryPeriod: "-1s" } },
      [
        'leaderElection.retryPeriod: Invalid value: "-1s": must be greater than zero',
        'leaderElection.leaseDuration: Invalid value: "10s": must be greater than `RenewDeadline`',
      ],
    ],
    [
      "a lock that is no lease",
      { leaderElection: { resourceLock: "endpoints" } },
      ['leaderElection.resourceLock: Invalid value: "endpoints": resourceLock value must be "leases"'],
    ],
    [
      "profiles without a name, or with one name",
      { profiles: [{ schedulerName: "a" }, {}, { schedulerName: "a", percentageOfNodesToScore: -1 }] },
      [
        "profiles[1].schedulerName: Required value",
        "profiles[2].percentageOfNodesToScore: Invalid value: -1: not in valid range [0-100]",
        "profiles[2].schedulerName: Duplicate value: {}",
      ],
    ],
    [
      "arguments twice",
      { profiles: [{ pluginConfig: [{ name: "X" }, { name: "X" }] }] },
      ['profiles[0].pluginConfig[1]: Duplicate value: "X"'],
    ],
    [
      "arguments under a name that is filed wrongly",
      { profiles: [{ pluginConfig: [{ name: "NodeResourcesFitArgs", args: { a: 1 } }] }] },
      ['profiles[0].pluginConfig[0].args: Invalid value: {"a":1}: has to match plugin args'],
    ],
    [
      "a plugin that is long gone",
      { profiles: [{ plugins: { filter: { enabled: [{ name: "EBSLimits" }] } } }] },
      [
        'profiles[0].plugins.filter.enabled[0]: Invalid value: "EBSLimits": was invalid in version "v1" (KubeSchedulerConfiguration is version "kubescheduler.config.k8s.io/v1")',
      ],
    ],
  ])("is refused for %s", (_sentence, configuration, errors) => {
    expect(said(configuration)).toEqual(errors);
  });

  it("may say anything of a leader that is not elected", () => {
    expect(said({ leaderElection: { leaderElect: false, leaseDuration: "-1s", resourceLock: "x" } })).toEqual([]);
  });
});
