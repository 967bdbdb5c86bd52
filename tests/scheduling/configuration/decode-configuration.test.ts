// Reading a configuration.

import { describe, expect, it } from "vitest";

import { decodeConfiguration } from "../../../src/scheduling/configuration/decode-configuration.ts";

const HEAD = { apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration" };

function error(document: unknown): string | undefined {
  return decodeConfiguration(document, "1.36").error;
}

function config(...pluginConfig: readonly object[]): object {
  return { ...HEAD, profiles: [{ pluginConfig }] };
}

describe("a document", () => {
  it("is read with its arguments", () => {
    const { configuration, problems } = decodeConfiguration(
      config({ name: "NodeAffinity", args: { kind: "NodeAffinityArgs" } }, { name: "Own", args: { kind: "x" } }),
      "1.36",
    );
    expect(problems).toEqual([]);
    expect(configuration.profiles![0]!.pluginConfig).toEqual([
      { name: "NodeAffinity", args: {} },
      { name: "Own", args: { kind: "x" } },
    ]);
  });

  it.each([
    [{}, "Object 'Kind' is missing in '{}'"],
    [{ kind: HEAD.kind }, `Object 'apiVersion' is missing in '{"kind":"KubeSchedulerConfiguration"}'`],
    [
      { ...HEAD, kind: "Foo" },
      'no kind "Foo" is registered for version "kubescheduler.config.k8s.io/v1" in scheme "pkg/runtime/scheme.go:111"',
    ],
    [
      { apiVersion: "v1", kind: "Pod" },
      'no kind "Pod" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"',
    ],
    [
      { ...HEAD, kind: "NodeResourcesFitArgs" },
      "couldn't decode as KubeSchedulerConfiguration, got kubescheduler.config.k8s.io/v1, Kind=NodeResourcesFitArgs: ",
    ],
    [{ ...HEAD, kind: "NodeResourcesFitArgs", foo: 1 }, 'strict decoding error: unknown field "foo"'],
    [{ ...HEAD, foo: 1 }, 'strict decoding error: unknown field "foo"'],
    [
      { ...HEAD, podInitialBackoffSeconds: 1.5 },
      "json: cannot unmarshal number 1.5 into Go struct field KubeSchedulerConfiguration.podInitialBackoffSeconds of type int64",
    ],
    [
      { ...HEAD, enableProfiling: "yes" },
      "json: cannot unmarshal string into Go struct field KubeSchedulerConfiguration.DebuggingConfiguration.enableProfiling of type bool",
    ],
  ])("is refused in kube-scheduler's words: %j", (document, text) => {
    expect(error(document)).toBe(text);
  });

  it("is refused for unknown fields together, those of arguments last", () => {
    const foo =
      'strict decoding error: decoding args for plugin NodeResourcesFit: strict decoding error: unknown field "foo"';
    const args = { name: "NodeResourcesFit", args: { foo: 1 } };
    expect(error(config(args))).toBe(`strict decoding error: decoding .profiles[0].pluginConfig[0]: ${foo}`);
    expect(error({ ...config(args), bar: 1 })).toBe(
      `strict decoding error: unknown field "bar", decoding .profiles[0].pluginConfig[0]: ${foo}`,
    );
  });

  it("is refused for the first arguments that cannot be read, whatever else is wrong", () => {
    const wrong = { name: "VolumeBinding", args: { bindTimeoutSeconds: "x" } };
    expect(error({ ...config({ name: "NodeResourcesFit", args: { foo: 1 } }, wrong), bar: 1 })).toBe(
      "decoding .profiles[0].pluginConfig[1]: decoding args for plugin VolumeBinding: json: cannot unmarshal string into Go struct field VolumeBindingArgs.bindTimeoutSeconds of type int64",
    );
  });
});

describe("mistakes", () => {
  it("are told all, with their places, even where the server would stop", () => {
    const { problems } = decodeConfiguration(
      { kind: HEAD.kind, parallelism: "x", foo: 1, profiles: [{ pluginConfig: [{ name: "NodeAffinity", args: 1 }] }] },
      "1.36",
    );
    expect(problems.map(({ place }) => place.join("."))).toEqual([
      "apiVersion",
      "parallelism",
      "foo",
      "profiles.0.pluginConfig.0.args",
    ]);
  });

  it("of another kind's document are not looked for", () => {
    expect(decodeConfiguration({ ...HEAD, kind: "KubeSchedulerConfig", foo: 1 }, "1.36").problems).toMatchObject([
      { place: ["kind"], suggestion: "KubeSchedulerConfiguration" },
    ]);
  });

  it("are told of a kind that is no text", () => {
    expect(decodeConfiguration({ ...HEAD, kind: 7 }, "1.36").problems).toMatchObject([{ place: ["kind"] }]);
  });
});
