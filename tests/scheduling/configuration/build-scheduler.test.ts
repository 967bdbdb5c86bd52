// Putting the scheduler together.

import { describe, expect, it } from "vitest";

import { buildScheduler } from "../../../src/scheduling/configuration/build-scheduler.ts";
import { completeConfiguration } from "../../../src/scheduling/configuration/complete-configuration.ts";
import type { Configuration } from "../../../src/scheduling/configuration/configuration-types.ts";

function build(configuration: Configuration) {
  return buildScheduler(completeConfiguration(configuration, "1.36"), "1.36");
}

const MINIMAL = { disabled: [{ name: "*" }], enabled: [{ name: "PrioritySort" }, { name: "DefaultBinder" }] };
const MANAGING = { managedResources: [{ name: "example.com/a", ignoredByScheduler: true }, { name: "example.com/b" }] };

describe("a scheduler", () => {
  it("has a profile for each", () => {
    const { profiles, problems, error } = build({ profiles: [{ schedulerName: "a" }, { schedulerName: "b" }] });
    expect(profiles.map(({ schedulerName }) => schedulerName)).toEqual(["a", "b"]);
    expect([problems, error]).toEqual([[], undefined]);
  });

  it("leaves resources to the extenders that manage them", () => {
    const args = { ignoredResources: ["example.com/own"] };
    const profiles = [{ pluginConfig: [{ name: "NodeResourcesFit", args }] }];
    expect(build({ profiles, extenders: [MANAGING] }).profiles[0]!.args["NodeResourcesFit"]).toMatchObject({
      ignoredResources: ["example.com/a"],
    });
  });
});

describe("kube-scheduler ends", () => {
  it("at the first profile that fails, with its name, and the others are told", () => {
    const sorted = { plugins: { queueSort: { disabled: [{ name: "*" }] } } };
    const built = build({ profiles: [{ schedulerName: "a" }, { schedulerName: "b", ...sorted }, sorted] });
    expect(built.error).toBe(
      'initializing profiles: creating profile for scheduler name b: only one queue sort plugin required for profile with scheduler name "b", but got 0',
    );
    expect(built.problems.map(({ place }) => place[1])).toEqual([1, 2]);
  });

  it("at profiles whose order of the queue has other arguments", () => {
    const withArgs = (schedulerName: string, args: unknown) => ({
      schedulerName,
      pluginConfig: [{ name: "PrioritySort", args }],
    });
    expect(build({ profiles: [withArgs("a", { x: 1 }), withArgs("b", { x: 1 })] }).error).toBeUndefined();
    const built = build({ profiles: [withArgs("a", { x: 1 }), withArgs("b", { x: 2 })] });
    expect(built.error).toBe('initializing profiles: different queue sort plugin args for profile "b"');
    expect(built.problems).toMatchObject([{ place: ["profiles", 1, "pluginConfig", 0, "args"] }]);
  });

  it("at extenders before anything else", () => {
    const profiles = [{ plugins: { multiPoint: MINIMAL } }];
    expect(build({ profiles, extenders: [MANAGING] }).error).toBe(
      "couldn't build extenders: can't find NodeResourcesFitArgs in plugin config",
    );
    expect(build({ extenders: [{ tlsConfig: { insecure: true, caFile: "x" } }] }).error).toBe(
      "couldn't build extenders: specifying a root certificates file with the insecure flag is not allowed",
    );
  });
});
