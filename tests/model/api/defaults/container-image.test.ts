// Names of images whose tag is `latest`, by the grammar of image references.

import { expect, it } from "vitest";

import { usesLatestTag } from "../../../../src/model/api/defaults/container-image.ts";

const SHA = "0123456789abcdef".repeat(4);

it.each([
  "nginx",
  "nginx:latest",
  "library/nginx",
  "docker.io/nginx",
  "index.docker.io/nginx",
  "localhost/nginx",
  "localhost:5000/nginx",
  "images.example.com:443/team/nginx:latest",
  "[::1]:5000/nginx",
  "Registry/nginx",
  `nginx:latest@sha256:${SHA}`,
])("%s is the latest", (image) => {
  expect(usesLatestTag(image)).toBe(true);
});

it.each([
  ["another tag", "nginx:1.29"],
  ["a tag that only begins so", "nginx:latest-1"],
  ["a digest", `nginx@sha256:${SHA}`],
  ["a port, which is no tag, before another tag", "localhost:5000/nginx:1"],
])("%s is not the latest", (_what, image) => {
  expect(usesLatestTag(image)).toBe(false);
});

it.each([
  ["nothing", ""],
  ["capitals in the name", "team/Nginx"],
  ["two tags", "a:b:c"],
  ["a bare identifier", SHA],
  ["a digest that is too short", "nginx@sha256:0123456789abcdef0123456789abcdef"],
  ["a digest by an unknown algorithm", `nginx@md5:${SHA}`],
  ["a name that is too long", `docker.io/${"a".repeat(256)}`],
  ["separators in a row", "a..b"],
])("a name that cannot be read has no tag: %s", (_what, image) => {
  expect(usesLatestTag(image)).toBe(false);
});
