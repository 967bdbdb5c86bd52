// The extenders of a scheduler's configuration, and how they are reached.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import type { Post } from "../../src/scheduling/extenders/http-extender.ts";
import type { FileReader, ModuleContent } from "../../src/scenario/file-reader.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { AUTHORITY, CLIENT_CERTIFICATE, CLIENT_KEY } from "../scheduling/extenders/certificates.ts";
import { MemoryFiles, places, POD, scenario } from "./memory-files.ts";

const URL_PREFIX = "http://extender.example";
const NAMED = `, extenders: { "${URL_PREFIX}": e.js }`;
const CONFIGURATION = `apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - urlPrefix: ${URL_PREFIX}
    filterVerb: filter
    nodeCacheCapable: true
`;

function loadWith(
  named: string,
  module: ModuleContent | undefined,
  post?: Post,
  configuration = CONFIGURATION,
  pod = POD,
  files: Readonly<Record<string, string>> = {},
) {
  const spec = `  scheduler: { configuration: k.yaml${named} }\n  workloads: [{ manifests: [a.yaml] }]\n`;
  const texts = { "s.yaml": scenario(spec), "k.yaml": configuration, "a.yaml": pod, "e.js": "// text", ...files };
  const memory = new MemoryFiles(texts, module === undefined ? {} : { "e.js": module });
  const reader: FileReader = {
    read: (path) => memory.read(path),
    list: (directory) => memory.list(directory),
    loadModule: (path) => memory.loadModule(path),
    ...(post === undefined ? {} : { post }),
  };
  const sink = new DiagnosticSink();
  const plan = loadScenario("s.yaml", reader, sink);
  return { plan, told: sink.all, errors: sink.all.filter(({ severity }) => severity === "error") };
}

/** Lets the last node pass. */
const lastOnly = ({ NodeNames }: { readonly NodeNames: readonly string[] }) => ({ NodeNames: NodeNames.slice(-1) });
const fine: ModuleContent = { kind: "module", exports: { filter: lastOnly } };

describe("an extender", () => {
  it("is a module that the scenario names for its urlPrefix", () => {
    const { plan, told } = loadWith(NAMED, fine);
    expect(places(told)).toEqual(["not-simulated 4:16"]);
    expect(plan!.scheduler.extenders).toHaveLength(1);
    expect(runSimulation(plan!).pods.placed).toBe(1);
  });

  it("is asked over the network if that is allowed, with its own timeout", () => {
    const posted: unknown[][] = [];
    const post: Post = (url, body, terms) => {
      posted.push([url, terms]);
      return { kind: "answered", status: 200, body: JSON.stringify(lastOnly(JSON.parse(body) as never)) };
    };
    const { plan } = loadWith("", undefined, post, `${CONFIGURATION}    httpTimeout: 300ms\n`);
    expect(runSimulation(plan!).pods.placed).toBe(1);
    expect(posted).toEqual([[`${URL_PREFIX}/filter`, { timeoutMs: 300 }]]);
  });

  it("may bind", () => {
    const asked: unknown[] = [];
    const bind = (args: unknown) => {
      asked.push(args);
      return {};
    };
    const module: ModuleContent = { kind: "module", exports: { filter: lastOnly, bind } };
    const { plan, told } = loadWith(NAMED, module, undefined, `${CONFIGURATION}    bindVerb: bind\n`);
    expect(places(told)).toEqual(["not-simulated 4:16"]);
    expect(runSimulation(plan!).pods.placed).toBe(1);
    expect(asked).toMatchObject([{ PodNamespace: "default", Node: "pool-3" }]);
  });
});

describe("an extender over TLS", () => {
  const posted: unknown[] = [];
  const post: Post = (_url, body, terms) => {
    posted.push(terms.tls);
    return { kind: "answered", status: 200, body: JSON.stringify(lastOnly(JSON.parse(body) as never)) };
  };
  const load = (tls: string, files: Readonly<Record<string, string>> = {}) =>
    loadWith("", undefined, post, CONFIGURATION + tls, POD, files);

  it("is reached with the certificates that the configuration names", () => {
    const files = { "ca.pem": AUTHORITY, "c.pem": CLIENT_CERTIFICATE, "c.key": CLIENT_KEY };
    const { plan } = load("    tlsConfig: { serverName: e, caFile: ca.pem, certFile: c.pem, keyFile: c.key }\n", files);
    runSimulation(plan!);
    expect(posted.pop()).toEqual({
      isVerified: true,
      serverName: "e",
      authority: AUTHORITY,
      certificate: CLIENT_CERTIFICATE,
      key: CLIENT_KEY,
    });
    expect(plan!.inputs.map(({ path }) => path)).not.toContain("c.key");
  });

  it("says which file is missing, and which holds something else", () => {
    const { errors } = load("    tlsConfig: { caFile: no.pem, certFile: c.pem, keyFile: c.key }\n", {
      "c.pem": "text",
      "c.key": AUTHORITY,
    });
    expect(errors.map(({ code, message, path }) => [code, path, message])).toEqual([
      ["unreadable-file", "extenders[0].tlsConfig.caFile", expect.stringContaining("no.pem")],
      ["bad-certificate", "extenders[0].tlsConfig.certFile", "tls: failed to find any PEM data in certificate input"],
      ["bad-certificate", "extenders[0].tlsConfig.keyFile", "tls: failed to find any PEM data in key input"],
    ]);
    expect(errors.map(({ position }) => position?.line)).toEqual([7, 7, 7]);
  });
});

describe("mistakes", () => {
  it("are extenders that cannot be reached", () => {
    const { plan, errors } = loadWith("", undefined);
    expect(plan).toBeUndefined();
    expect(errors).toMatchObject([
      {
        code: "unreachable-extender",
        message: `the extender ${URL_PREFIX} is not called without --allow-network`,
        path: "extenders[0].urlPrefix",
        position: { file: "k.yaml", line: 4, column: 16 },
      },
    ]);
  });

  it("are modules that cannot be loaded, told once", () => {
    expect(loadWith(NAMED, { kind: "broken", detail: "Error: no" }).errors).toMatchObject([{ code: "broken-module" }]);
  });

  it("are modules without a function for a verb", () => {
    const { errors } = loadWith(NAMED, { kind: "module", exports: { filters: lastOnly } });
    expect(errors).toMatchObject([
      { code: "bad-extender", message: `the module for the extender ${URL_PREFIX} exports no function filter` },
    ]);
  });

  it("are hardly modules for extenders that are not there: they are told", () => {
    const { plan, told } = loadWith(`, extenders: { "http://extender.exampel": e.js, "${URL_PREFIX}": e.js }`, fine);
    expect(plan).toBeDefined();
    expect(told).toContainEqual(
      expect.objectContaining({ code: "unused-extender", severity: "warning", suggestion: URL_PREFIX }),
    );
  });
});
