// The version of plimsoll, as in package.json (a test holds the two together).

export const PLIMSOLL_VERSION = "0.1.0";
