// How the imitated versions differ: a difference once made stays made.

import { describe, expect, it } from "vitest";

import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS } from "../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR, type VersionBehaviour } from "../../src/model/version-behaviour.ts";

/** The first version in which each thing is as it is in 1.36. */
const SINCE: Readonly<Record<keyof VersionBehaviour, string>> = {
  podLevelResources: "1.34",
  podLevelResize: "1.36",
  namespaceSelectorSelectsUnknown: "1.34",
  mergesSpreadLabelKeys: "1.34",
  sparesTerminatingVictims: "1.35",
  imageVolumes: "1.36",
  fitUnresolvable: "1.34",
  taintInMessage: "1.34",
  balanceChange: "1.36",
  dynamicResources: "1.34",
  dynamicResourcesScore: "1.35",
  newerDeviceFeatures: "1.36",
  opportunisticBatching: "1.35",
  oldReadWriteOncePodMessage: "1.34",
  volumeAttributesClasses: "1.34",
  portworxAsksForMigration: "1.36",
  nodeDeclaredFeatures: "1.36",
  pluginsOffByDefault: "1.36",
  placementPoints: "1.36",
  dynamicResourcesArgs: "1.36",
  shapeOnlyForRatio: "1.36",
  tersePlacesInConfiguration: "1.34",
  tieRule: "1.35",
  backoffRule: "1.34",
  terminatingReplicas: "1.35",
  suspendedJobsLoseStart: "1.36",
  autoscalersRememberZero: "1.36",
  autoscalerTolerances: "1.35",
  autoscalersNeedContainer: "1.35",
  autoscalersCapValues: "1.35",
  autoscalersCapAverages: "1.34",
  autoscalersRetryConflicts: "1.34",
  autoscalersWriteMemoryInBinary: "1.34",
};

describe("the versions", () => {
  it("are four, the newest by default", () => {
    expect(KUBERNETES_VERSIONS).toEqual(["1.33", "1.34", "1.35", "1.36"]);
    expect(DEFAULT_KUBERNETES_VERSION).toBe("1.36");
    expect(Object.keys(VERSION_BEHAVIOUR)).toEqual([...KUBERNETES_VERSIONS]);
  });

  it.each(Object.entries(SINCE))("have had today's %s since %s", (trait, since) => {
    const newest = VERSION_BEHAVIOUR["1.36"];
    for (const version of KUBERNETES_VERSIONS) {
      const same =
        VERSION_BEHAVIOUR[version][trait as keyof VersionBehaviour] === newest[trait as keyof VersionBehaviour];
      expect(same, version).toBe(version >= since);
    }
    expect(Object.keys(newest)).toContain(trait);
  });

  it("differ in nothing else", () => {
    expect(Object.keys(VERSION_BEHAVIOUR["1.36"]).toSorted()).toEqual(Object.keys(SINCE).toSorted());
  });
});
