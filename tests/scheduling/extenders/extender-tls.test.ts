// What a connection over TLS is made with.

import { describe, expect, it } from "vitest";

import { tlsTermsOf, type ReadPem } from "../../../src/scheduling/extenders/extender-tls.ts";

const read: ReadPem = (_field, path) => `text of ${path}`;
const dataOf = (text: string) => Buffer.from(text).toString("base64");

describe("a connection to an extender", () => {
  it("is as by default where the configuration says nothing", () => {
    expect(tlsTermsOf({}, read)).toBeUndefined();
    expect(tlsTermsOf({ tlsConfig: {} }, read)).toBeUndefined();
  });

  it("believes anybody where HTTPS is enabled without an authority, as kube-scheduler does", () => {
    expect(tlsTermsOf({ enableHTTPS: true }, read)).toEqual({ isVerified: false });
    expect(tlsTermsOf({ tlsConfig: { insecure: true } }, read)).toEqual({ isVerified: false });
    expect(tlsTermsOf({ enableHTTPS: true, tlsConfig: { caFile: "ca" } }, read)).toEqual({
      isVerified: true,
      authority: "text of ca",
    });
  });

  it("takes data before files, and a certificate only with its key", () => {
    const tlsConfig = { caData: dataOf("authority"), caFile: "ca", certFile: "cert", keyData: dataOf("key") };
    expect(tlsTermsOf({ tlsConfig }, read)).toEqual({
      isVerified: true,
      authority: "authority",
      certificate: "text of cert",
      key: "key",
    });
    expect(tlsTermsOf({ tlsConfig: { serverName: "e", certFile: "cert" } }, read)).toEqual({
      isVerified: true,
      serverName: "e",
    });
  });

  it("lacks what cannot be read", () => {
    expect(tlsTermsOf({ tlsConfig: { caFile: "ca" } }, () => undefined)).toEqual({ isVerified: true });
  });
});
