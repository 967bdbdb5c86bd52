// IP addresses in old fields.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  canBeEndpoint,
  validateEndpointIp,
  validateLegacyCidr,
  validateLegacyIp,
} from "../../../../src/model/api/validation/ip-addresses.ts";
import { parseIpAddress } from "../../../../src/model/ip-address.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("ip");

it("accepts what was stored before it was wrong", () => {
  expect(errorLines(validateLegacyIp("010.0.0.1", [], PATH))).toEqual([
    'ip: Invalid value: "010.0.0.1": must not have leading 0s',
  ]);
  expect(validateLegacyIp("010.0.0.1", ["010.0.0.1"], PATH)).toEqual([]);
  expect(validateLegacyCidr("10.0.0.1/8", [], PATH)).toHaveLength(1);
  expect(validateLegacyCidr("10.0.0.1/8", ["10.0.0.1/8"], PATH)).toEqual([]);
});

it.each([
  ["10.0.0.1", undefined],
  ["2001:db8::1", undefined],
  ["::2", undefined],
  ["1.2.3", "must be a valid IP address"],
  ["0.0.0.0", "may not be unspecified (0.0.0.0)"],
  ["::", "may not be unspecified (::)"],
  ["127.1.2.3", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
  ["::1", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
  ["::ffff:127.0.0.1", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
  ["169.254.1.1", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
  ["feb0::1", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
  ["224.0.0.5", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
  ["ff32::1", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
  ["224.0.1.5", undefined],
  ["ff05::1", undefined],
])("judges the endpoint %s", (ip, detail) => {
  const expected = detail === undefined ? [] : [`ip: Invalid value: "${ip}": ${detail}`];
  expect(errorLines(validateEndpointIp(ip, PATH))).toEqual(expected);
  const address = parseIpAddress(ip);
  if (address !== undefined) expect(canBeEndpoint(address)).toBe(detail === undefined);
});
