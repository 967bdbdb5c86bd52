// Rules that need more than one file: rooms, mirror tests, what the package names and what the documents say of it.

import type { RepositoryFile, Violation } from "./rule.ts";

const NAMES_OF_NO_ROOM = /(?:^|\/)(?:utils?|common|shared|helpers?|misc|lib)(?:\/|\.ts$)/;

/** Folders and files named after nothing in particular. */
export function checkFolderNames(paths: readonly string[]): readonly Violation[] {
  return paths
    .filter((path) => /^(?:src|tests|bench)\//.test(path) && NAMES_OF_NO_ROOM.test(path))
    .map((path) => ({ path, line: 1, message: "a room for everything has no reason to be left: name the concern" }));
}

/** A file of src/, or all of a folder, whose behaviour is tested elsewhere than in its mirror image. */
export interface TestedElsewhere {
  /** A file, or a folder with a slash at the end. */
  readonly place: string;
  /** A test, from the top. */
  readonly by: string;
  readonly reason: string;
}

/** src/room/name.ts needs tests/room/name.test.ts, unless it holds only types or stands in `elsewhere`. */
export function checkMirrorTests(
  files: readonly RepositoryFile[],
  elsewhere: readonly TestedElsewhere[],
): readonly Violation[] {
  const paths = new Set(files.map(({ path }) => path));
  const withoutMirror = files
    .filter(({ path }) => /^src\/.*\.ts$/.test(path) && !path.endsWith(".data.ts"))
    .filter((file) => doesSomething(file) && !paths.has(mirrorOf(file.path)))
    .map(({ path }) => path);
  const untested = withoutMirror
    .filter((path) => !isTestedElsewhere(path, elsewhere))
    .map((path) => ({ path, line: 1, message: `has no test: write ${mirrorOf(path)}` }));
  const stale = elsewhere
    .filter(({ place, by }) => !paths.has(by) || !withoutMirror.some((path) => covers(place, path)))
    .map(({ place }) => ({ path: place, line: 1, message: "needs no row in TESTED_ELSEWHERE, or its test is gone" }));
  return [...untested, ...stale];
}

/** Whether a row speaks for the file. */
export function isTestedElsewhere(path: string, elsewhere: readonly TestedElsewhere[]): boolean {
  return elsewhere.some(({ place }) => covers(place, path));
}

function covers(place: string, path: string): boolean {
  return place.endsWith("/") ? path.startsWith(place) : path === place;
}

function mirrorOf(path: string): string {
  return path.replace(/^src\//, "tests/").replace(/\.ts$/, ".test.ts");
}

/** Whether the file holds more than types and plain values: a function, a class, or statements of its own. */
function doesSomething({ source }: RepositoryFile): boolean {
  const behaviour =
    /^(?:export\s+)?(?:async\s+function|function|(?:abstract\s+)?class)\b|^(?:export\s+)?const\b[^;]*=>/m;
  const statement = /^(?:await|if|for|try)\b|^[a-z]\w*[.(]/m;
  return behaviour.test(source.code) || statement.test(source.code);
}

/** The parts of package.json that rules read. */
export interface PackageManifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Versions are exact: a range would drop the oldest Node that we promise at the next routine update. */
export function checkPins(manifest: PackageManifest): readonly Violation[] {
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => ({ path: "package.json", line: 1, message: `${name} ${version} is no exact version` }));
}

/** The parts of package-lock.json that rules read. */
export interface LockFile {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/**
 * Every optional package that a locked one names is locked too. Otherwise `npm ci` refuses the lock: it happens when the
 * lock was made behind a registry that serves the packages of some platforms only.
 */
export function checkLockComplete(lock: LockFile): readonly Violation[] {
  const locked = new Set(Object.keys(lock.packages));
  return Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.has(`node_modules/${name}`) && !locked.has(`${place}/node_modules/${name}`))
      .map((name) => ({
        path: "package-lock.json",
        line: 1,
        message: `${name}, optional for ${place}, is not locked`,
      })),
  );
}

/** docs/dependencies.md has one row, `| name | … reason … |`, for each dependency, under the right heading. */
export function checkDependencyReasons(manifest: PackageManifest, document: string): readonly Violation[] {
  const path = "docs/dependencies.md";
  const [runtime = "", development = ""] = document.split(/^## Development$/m);
  const violations: Violation[] = [];
  const compare = (names: readonly string[], part: string, heading: string): void => {
    const rows = Array.from(part.matchAll(/^\| `([^`]+)` *\|(.*)\|$/gm), (match) => ({
      name: match[1]!,
      rest: match[2]!,
    }));
    for (const name of names) {
      const row = rows.find((candidate) => candidate.name === name);
      if (row === undefined) violations.push({ path, line: 1, message: `${name} is not named under ${heading}` });
      else if (row.rest.trim().length < 30) violations.push({ path, line: 1, message: `${name} has no reason` });
    }
    for (const { name } of rows) {
      if (!names.includes(name))
        violations.push({ path, line: 1, message: `${name} is no dependency under ${heading}` });
    }
  };
  compare(Object.keys(manifest.dependencies), runtime, "Runtime");
  compare(Object.keys(manifest.devDependencies), development, "Development");
  return violations;
}
