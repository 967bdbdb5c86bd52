// Volumes that put files from several sources into one folder.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { VolumeProjection } from "../../../../src/model/api/types/volume.ts";
import { validateProjected } from "../../../../src/model/api/validation/volume-projected.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("v");
const CERTIFICATE = { signerName: "example.com/a", keyType: "ED25519", keyPath: "key" };

function told(...sources: readonly VolumeProjection[]): readonly string[] {
  return errorLines(validateProjected({ sources }, PATH));
}

it.each<VolumeProjection>([
  { secret: { name: "a", items: [{ key: "a", path: "b" }] } },
  { configMap: { name: "a" } },
  { downwardAPI: { items: [{ path: "a", fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } }] } },
  { serviceAccountToken: { path: "token", expirationSeconds: 600 } },
  { clusterTrustBundle: { name: "a", path: "b" } },
  { clusterTrustBundle: { signerName: "example.com/a", labelSelector: {}, path: "b" } },
  { podCertificate: { ...CERTIFICATE, maxExpirationSeconds: 3600, userAnnotations: { "example.com/a": "b" } } },
])("accepts %j", (source) => {
  expect(told(source)).toEqual([]);
});

it("takes one kind of source in each", () => {
  expect(told({ secret: { name: "a" }, configMap: { name: "a" } })).toEqual([
    "v.sources[0]: Forbidden: may not specify more than 1 volume type per source",
  ]);
});

it("tells files that two sources want, of the volume", () => {
  const items = [{ key: "a", path: "x" }];
  const fieldRef = { apiVersion: "v1", fieldPath: "metadata.name" };
  expect(
    told(
      { secret: { name: "s", items } },
      { configMap: { name: "c", items } },
      { downwardAPI: { items: [{ path: "x", fieldRef }] } },
    ),
  ).toEqual([
    'v: Invalid value: "c": conflicting duplicate paths',
    'v: Invalid value: "x": conflicting duplicate paths',
  ]);
});

it("asks for names of ConfigMaps and Secrets", () => {
  expect(told({ secret: {} }, { configMap: {} })).toEqual([
    "v.sources[0].secret.name: Required value",
    "v.sources[1].configMap.name: Required value",
  ]);
});

it("judges how long tokens live, and tells of the volume where their file is wrong", () => {
  expect(told({ serviceAccountToken: { expirationSeconds: 599 } })).toEqual([
    "v.path: Required value",
    "v.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes",
  ]);
  expect(told({ serviceAccountToken: { expirationSeconds: 4_294_967_297, path: "/a" } })).toEqual([
    'v.path: Invalid value: "/a": must be a relative path',
    "v.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds",
  ]);
});

it("takes a bundle by its name, or those of a signer", () => {
  const place = "v.sources[0].clusterTrustBundle";
  expect(told({ clusterTrustBundle: {} })).toEqual([
    `${place}.path: Required value`,
    `${place}: Required value: either name or signerName must be specified`,
  ]);
  const [line = ""] = told({ clusterTrustBundle: { name: "a", signerName: "b", path: "c" } });
  expect(line.endsWith("only one of name and signerName may be used")).toBe(true);
  expect(told({ clusterTrustBundle: { name: "", labelSelector: {}, path: "c" } })).toEqual([
    `${place}.labelSelector: Invalid value: {}: labelSelector must be unset if name is specified`,
    expect.stringContaining(`${place}.name: Invalid value: "": not a valid clustertrustbundlename: a lowercase`),
    `${place}.name: Required value: must be a valid object name`,
  ]);
  expect(told({ clusterTrustBundle: { signerName: "", path: "c" } })).toEqual([
    `${place}.signerName: Required value`,
    `${place}.signerName: Required value: must be a valid signer name`,
  ]);
});

it("judges keys, life and files of certificates", () => {
  const place = "v.sources[0].podCertificate";
  expect(told({ podCertificate: { keyType: "DSA" } })).toEqual([
    `${place}.keyType: Unsupported value: "DSA": supported values: "RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"`,
    `${place}.signerName: Required value`,
    `${place}: Required value: specify at least one of credentialBundlePath, keyPath, and certificateChainPath`,
  ]);
  const rule = "if provided, maxExpirationSeconds must be";
  expect(told({ podCertificate: { ...CERTIFICATE, maxExpirationSeconds: 3599 } })).toEqual([
    `${place}.maxExpirationSeconds: Invalid value: 3599: ${rule} >= 3600`,
  ]);
  const kubernetes = { ...CERTIFICATE, signerName: "kubernetes.io/a" };
  expect(told({ podCertificate: { ...kubernetes, maxExpirationSeconds: 86_401 } })).toEqual([
    `${place}.maxExpirationSeconds: Invalid value: 86401: ${rule} <= 86400`,
  ]);
  expect(
    told({ podCertificate: { ...CERTIFICATE, certificateChainPath: "key", userAnnotations: { A: "b" } } }),
  ).toEqual([
    `${place}.userAnnotations: Invalid value: "a": must be a domain-prefixed key (such as "acme.io/foo")`,
    'v: Invalid value: "key": conflicting duplicate paths',
  ]);
});

it("judges the permissions of all files", () => {
  expect(errorLines(validateProjected({ defaultMode: 512 }, PATH))).toEqual([
    "v.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive",
  ]);
});
