// The tag of a container image's name, for the default of its pull policy.
// Imitates pkg/util/parsers/parsers.go and the grammar of github.com/distribution/reference, v1.36.

const IDENTIFIER = /^[a-f0-9]{64}$/;
const DEFAULT_DOMAIN = "docker.io";
const LEGACY_DEFAULT_DOMAIN = "index.docker.io";
const OFFICIAL_PREFIX = "library/";
const PATH_LENGTH_MAX = 255;

const PATH_COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const DOMAIN_COMPONENT = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)";
const DOMAIN = `(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}";
const REFERENCE = new RegExp(
  `^${DOMAIN}/(?<path>${PATH_COMPONENT}(?:/${PATH_COMPONENT})*)(?::(?<tag>${TAG}))?(?:@(?<digest>${DIGEST}))?$`,
);

/** The algorithms whose digests can be checked. */
const KNOWN_DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;

/** Whether the tag is `latest`, be it written or implied. A name that cannot be read has no tag. */
export function usesLatestTag(image: string): boolean {
  const { domain, remainder } = splitDomain(image);
  const colon = remainder.indexOf(":");
  const remote = colon < 0 ? remainder : remainder.slice(0, colon);
  if (IDENTIFIER.test(image) || remote.toLowerCase() !== remote) return false;
  const { path, tag, digest } = REFERENCE.exec(`${domain}/${remainder}`)?.groups ?? {};
  if (path === undefined || path.length > PATH_LENGTH_MAX) return false;
  if (digest !== undefined && !KNOWN_DIGEST.test(digest)) return false;
  return tag === "latest" || (tag === undefined && digest === undefined);
}

interface SplitName {
  readonly domain: string;
  readonly remainder: string;
}

function splitDomain(name: string): SplitName {
  const slash = name.indexOf("/");
  if (slash < 0) return { domain: DEFAULT_DOMAIN, remainder: OFFICIAL_PREFIX + name };
  const first = name.slice(0, slash);
  const rest = name.slice(slash + 1);
  if (first === LEGACY_DEFAULT_DOMAIN || first === DEFAULT_DOMAIN) return onDefaultDomain(rest);
  return isDomain(first) ? { domain: first, remainder: rest } : onDefaultDomain(name);
}

function isDomain(first: string): boolean {
  return first === "localhost" || /[.:]/.test(first) || first.toLowerCase() !== first;
}

function onDefaultDomain(remainder: string): SplitName {
  return { domain: DEFAULT_DOMAIN, remainder: remainder.includes("/") ? remainder : OFFICIAL_PREFIX + remainder };
}
