// What a connection to an extender over TLS is made with, from what a KubeSchedulerConfiguration says of it.
// Imitates pkg/scheduler/extender.go (makeTransport) and client-go transport/transport.go (TLSConfigFor), v1.36.

import type { Extender as ConfiguredExtender } from "../configuration/configuration-types.ts";

/** PEM texts, and how the other side is looked at. */
export interface TlsTerms {
  /** Whether the other side's certificate counts; false: anybody is believed. */
  readonly isVerified: boolean;
  /** The name that the certificate must have; absent: the host's. */
  readonly serverName?: string;
  /** Who may have signed it; absent: the authorities that Node knows. */
  readonly authority?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** The text of a file; undefined if it cannot be read, which has been told. */
export type ReadPem = (field: "caFile" | "certFile" | "keyFile", path: string) => string | undefined;

/**
 * Undefined where the configuration says nothing about TLS: then URLs that ask for it are treated as by default. Data goes
 * before files. With `enableHTTPS` and no authority nobody is checked.
 */
export function tlsTermsOf(
  { enableHTTPS = false, tlsConfig }: ConfiguredExtender,
  read: ReadPem,
): TlsTerms | undefined {
  const { insecure = false, serverName = "", ...tls } = tlsConfig ?? {};
  const pem = (data: string | undefined, field: Parameters<ReadPem>[0]) =>
    data ? textOfBase64(data) : tls[field] ? read(field, tls[field]) : undefined;
  const authority = pem(tls.caData, "caFile");
  const certificate = pem(tls.certData, "certFile");
  const key = pem(tls.keyData, "keyFile");
  const hasAuthority = Boolean(tls.caData) || Boolean(tls.caFile);
  const isVerified = !insecure && (!enableHTTPS || hasAuthority);
  const hasCertificate = certificate !== undefined && key !== undefined;
  if (isVerified && !hasAuthority && !hasCertificate && serverName === "") return undefined;
  return {
    isVerified,
    ...(serverName === "" ? {} : { serverName }),
    ...(authority === undefined ? {} : { authority }),
    ...(hasCertificate ? { certificate, key } : {}),
  };
}

function textOfBase64(data: string): string {
  return Buffer.from(data, "base64").toString("latin1");
}
