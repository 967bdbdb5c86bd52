// Certificates and keys that no connection can be made with, told before anybody connects.
// Imitates client-go transport/transport.go (rootCertPool) and what crypto/tls says of pairs, v1.36.

import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";

import type { TlsTerms } from "../scheduling/extenders/extender-tls.ts";

export interface TlsProblem {
  /** Which of the three texts, as its field in a configuration begins. */
  readonly field: "ca" | "cert" | "key";
  readonly message: string;
}

export function tlsProblems({ authority, certificate, key }: TlsTerms): readonly TlsProblem[] {
  const problems: TlsProblem[] = [];
  if (authority !== undefined && certificateIn(authority) === undefined) {
    problems.push({ field: "ca", message: "unable to load root certificates: unable to parse bytes as PEM block" });
  }
  if (certificate === undefined || key === undefined) return problems;
  const [own, secret] = [certificateIn(certificate), keyIn(key)];
  if (own === undefined) {
    problems.push({ field: "cert", message: "tls: failed to find any PEM data in certificate input" });
  }
  if (secret === undefined) problems.push({ field: "key", message: "tls: failed to find any PEM data in key input" });
  if (own !== undefined && secret !== undefined && !own.checkPrivateKey(secret)) {
    problems.push({ field: "key", message: "tls: private key does not match public key" });
  }
  return problems;
}

/** The first certificate of a text. */
function certificateIn(pem: string): X509Certificate | undefined {
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function keyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
