// Annotations about containers that are not really there.

import { describe, expect, it } from "vitest";

import {
  behaviourNamed,
  behaviourValueOf,
  containerBehaviour,
  readBehaviourValue,
} from "../../../src/model/kubelet/container-behaviour.ts";

describe("an annotation's name", () => {
  it("is about all containers, or about the one behind the dot", () => {
    expect(behaviourNamed("plimsoll/exit-after")).toEqual({ annotation: "plimsoll/exit-after", container: undefined });
    expect(behaviourNamed("plimsoll/exit-after.web")).toEqual({ annotation: "plimsoll/exit-after", container: "web" });
  });

  it.each(["plimsoll/exit", "plimsoll/exit-after.", "exit-after", "plimsoll/runs-for"])(
    "says nothing as %s",
    (name) => {
      expect(behaviourNamed(name)).toBeUndefined();
    },
  );
});

describe("a value", () => {
  it.each([
    ["plimsoll/ready-after", "1m30s", 90_000_000],
    ["plimsoll/ready-after", "1.5d", 129_600_000_000],
    ["plimsoll/ready-after", "-1s", undefined],
    ["plimsoll/ready-after", "5", undefined],
    ["plimsoll/exit-code", "255", 255],
    ["plimsoll/exit-code", "256", undefined],
    ["plimsoll/exit-code", "1.0", undefined],
    ["plimsoll/pull-fails", "true", 1],
    ["plimsoll/pull-fails", "yes", undefined],
    ["plimsoll/image-size", "1Ki", 1024],
    ["plimsoll/image-size", "big", undefined],
  ] as const)("of %s: %s is %s", (annotation, text, value) => {
    expect(readBehaviourValue(behaviourValueOf(annotation), text)).toBe(value);
  });
});

describe("a container's behaviour", () => {
  const annotations = { "plimsoll/exit-after": "10s", "plimsoll/exit-after.web": "20s", "plimsoll/exit-code": "3" };

  it("is its own before that of all", () => {
    expect(containerBehaviour(annotations, "web", true)).toMatchObject({ exitAfterUs: 20_000_000, exitCode: 3 });
    expect(containerBehaviour(annotations, "other", true)).toMatchObject({ exitAfterUs: 10_000_000, exitCode: 3 });
  });

  it("of an init container is what is said of it by name", () => {
    expect(containerBehaviour(annotations, "setup", false)).toMatchObject({ exitAfterUs: 0, exitCode: 0 });
    expect(containerBehaviour(annotations, "web", false)).toMatchObject({ exitAfterUs: 20_000_000, exitCode: 0 });
  });

  it("without a word is to run and to be ready", () => {
    expect(containerBehaviour(undefined, "constructor", true)).toEqual({
      readyAfterUs: 0,
      unhealthyAfterUs: undefined,
      exitAfterUs: undefined,
      exitCode: 0,
      pullFails: false,
      imageBytes: undefined,
      stopsWithinUs: undefined,
      memoryUse: undefined,
      cpuUse: undefined,
      warmUp: undefined,
    });
  });
});
