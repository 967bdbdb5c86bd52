// Certificates and keys that no connection can be made with.

import { describe, expect, it } from "vitest";

import { tlsProblems } from "../../src/scenario/tls-problems.ts";
import { AUTHORITY, CLIENT_CERTIFICATE, CLIENT_KEY, SERVER_KEY } from "../scheduling/extenders/certificates.ts";

const isVerified = true;

describe("certificates", () => {
  it("are fine if they can be read and go with their key", () => {
    const terms = { isVerified, authority: AUTHORITY, certificate: CLIENT_CERTIFICATE, key: CLIENT_KEY };
    expect(tlsProblems(terms)).toEqual([]);
    expect(tlsProblems({ isVerified })).toEqual([]);
  });

  it("are wrong where there is no certificate in the text", () => {
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (const authority of ["text", broken, CLIENT_KEY]) {
      expect(tlsProblems({ isVerified, authority })).toEqual([
        { field: "ca", message: "unable to load root certificates: unable to parse bytes as PEM block" },
      ]);
    }
    expect(tlsProblems({ isVerified, certificate: "a", key: "b" }).map(({ field }) => field)).toEqual(["cert", "key"]);
  });

  it("are wrong with another's key", () => {
    expect(tlsProblems({ isVerified, certificate: CLIENT_CERTIFICATE, key: SERVER_KEY })).toEqual([
      { field: "key", message: "tls: private key does not match public key" },
    ]);
  });
});
