// The functions of CEL.

import { expect, it } from "vitest";

import { evaluated } from "./evaluated.ts";

it.each([
  ["size('äb') == 2 && [1].size() == 1 && size({}) == 0", "true"],
  ["'abc'.startsWith('ab') && 'abc'.endsWith('c') && 'abc'.contains('b')", "true"],
  ["'a100'.matches('^a[0-9]+$')", "true"],
  ["'aB'.lowerAscii() + 'aB'.upperAscii() + ' x '.trim()", "abABx"],
  ["quantity('40Gi').compareTo(quantity('16Gi'))", "1"],
  ["quantity('1').isGreaterThan(quantity('2')) || quantity('1').isLessThan(quantity('2'))", "true"],
  ["quantity('1Ki').asInteger() + quantity('-2').sign()", "1023"],
  ["quantity('1').add(quantity('2')).sub(1) == quantity('2000m')", "true"],
  ["isQuantity('x') || quantity('1.5').isInteger()", "false"],
  ["quantity('1.5').asApproximateFloat()", "1.5"],
  ["quantity('500m').asInteger()", "error: cannot convert value to integer"],
  ["semver('1.2.3').isGreaterThan(semver('1.2.3-rc.1'))", "true"],
  ["semver('1.2.3').major() + semver('1.2.3').minor() + semver('1.2.3').patch()", "6"],
  ["isSemver('1.2')", "false"],
  ["semver('1.2')", 'error: invalid semantic version "1.2"'],
  ["int('12') + int(1.9)", "13"],
  ["int('x')", 'error: strconv.ParseInt: parsing "x": invalid syntax'],
  ["string(1) + string(true) + string('a')", "1truea"],
  ["size(1)", "error: no such overload: size(int)"],
  ["'a'.startsWith(1)", "error: no such overload: startsWith(string, int)"],
  ["quantity('1').compareTo(1)", "error: no such overload: compareTo(kubernetes.Quantity, int)"],
  ["'a'.matches('(?=a)')", "error: error parsing regexp: invalid or unsupported Perl syntax: `(?=a)`"],
])("gives of %s %s", (text, value) => {
  expect(evaluated(text)).toBe(value);
});
