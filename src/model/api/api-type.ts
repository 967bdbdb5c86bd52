// The vocabulary in which the types of Kubernetes' API are written down: what a field may hold and how Go's JSON
// treats it. The tables stand in `types/`; `decode.ts` reads values by them, and TypeScript's types follow from them.
// Source: k8s.io/api and k8s.io/apimachinery, v1.36 (Go types and their json tags).

/** `goType` is the name that the API server's decoder gives in its errors. */
export type ScalarType<Kind extends string = string> = { readonly kind: Kind; readonly goType: string };

export type ApiType =
  | ScalarType<"string">
  | ScalarType<"boolean">
  | ScalarType<"int32">
  | ScalarType<"int64">
  | ScalarType<"float64">
  /** Base64 text. */
  | ScalarType<"bytes">
  | ScalarType<"time">
  | ScalarType<"micro-time">
  | ScalarType<"duration">
  | ScalarType<"quantity">
  | ScalarType<"int-or-string">
  /** Any JSON: managed fields, parameters of plugins, free-form extensions. */
  | ScalarType<"raw">
  | MapType
  | ListType
  | StructType;

export interface MapType<Item extends ApiType = ApiType> {
  readonly kind: "map";
  readonly goType: string;
  readonly of: Item;
}

export interface ListType<Item extends ApiType = ApiType> {
  readonly kind: "list";
  readonly goType: string;
  readonly of: Item;
}

export interface StructType<Fields extends FieldTable = FieldTable> {
  readonly kind: "struct";
  readonly goType: string;
  readonly table: Fields;
  readonly fields: ReadonlyMap<string, ApiField>;
  /** The same in Go's order, for decoding, which goes through them for every value. */
  readonly fieldList: readonly NamedField[];
}

export interface NamedField extends ApiField {
  readonly name: string;
}

/**
 * How a field's zero is treated: `omitted` fields lose it (and lose null), `always` fields are written even when
 * they hold it, and `pointer` fields tell zero from absent.
 */
export type FieldUse = "omitted" | "always" | "pointer" | "always-pointer";

export interface ApiField<Type extends ApiType = ApiType> {
  readonly use: FieldUse;
  readonly type: Type;
}

/** Field names to types; a bare type is an `omitted` field, by far the most common one. */
export type FieldTable = Readonly<Record<string, ApiType | ApiField>>;

type TypeIn<Entry> = Entry extends ApiField<infer Type> ? Type : Entry;

/**
 * What a decoded value of the type looks like. A field that is not a pointer and holds its zero is absent, so
 * "present" means "not empty"; lists and maps may be present and empty, as in Go.
 */
export type ValueOf<Type> =
  Type extends ScalarType<"string" | "bytes" | "time" | "micro-time" | "duration" | "quantity">
    ? string
    : Type extends ScalarType<"boolean">
      ? boolean
      : Type extends ScalarType<"int32" | "int64" | "float64">
        ? number
        : Type extends ScalarType<"int-or-string">
          ? number | string
          : Type extends MapType<infer Item>
            ? Readonly<Record<string, ValueOf<Item>>>
            : Type extends ListType<infer Item>
              ? readonly ValueOf<Item>[]
              : Type extends StructType<infer Fields>
                ? { readonly [Name in keyof Fields]?: ValueOf<TypeIn<Fields[Name]>> }
                : unknown;

/** A decoded value that its owner may still change: decoding makes it fresh, and defaulting completes it in place. */
export type Draft<Value> = Value extends readonly (infer Item)[]
  ? Draft<Item>[]
  : Value extends object
    ? { -readonly [Name in keyof Value]: Draft<Value[Name]> }
    : Value;

function scalar<const Kind extends string>(kind: Kind, goType: string): ScalarType<Kind> {
  return Object.freeze({ kind, goType });
}

export const STRING = scalar("string", "string");
export const BOOLEAN = scalar("boolean", "bool");
export const INT32 = scalar("int32", "int32");
export const INT64 = scalar("int64", "int64");
export const BYTES = scalar("bytes", "[]uint8");
export const TIME = scalar("time", "v1.Time");
export const MICRO_TIME = scalar("micro-time", "v1.MicroTime");
export const DURATION = scalar("duration", "v1.Duration");
export const QUANTITY = scalar("quantity", "resource.Quantity");
export const INT_OR_STRING = scalar("int-or-string", "intstr.IntOrString");
export const RAW = scalar("raw", "interface {}");

/** A string type with a name of its own, such as `v1.RestartPolicy`. */
export function named(goType: string): ScalarType<"string"> {
  return scalar("string", goType);
}

export function list<Item extends ApiType>(of: Item): ListType<Item> {
  return Object.freeze({ kind: "list", goType: `[]${of.goType}`, of });
}

export function map<Item extends ApiType>(of: Item, keyType = "string"): MapType<Item> {
  return Object.freeze({ kind: "map", goType: `map[${keyType}]${of.goType}`, of });
}

/** A field that is written even when empty: no `omitempty`. */
export function always<Type extends ApiType>(type: Type): ApiField<Type> {
  return Object.freeze({ use: "always", type });
}

/** A field whose zero differs from its absence. */
export function pointer<Type extends ApiType>(type: Type): ApiField<Type> {
  return Object.freeze({ use: "pointer", type });
}

/** A pointer without `omitempty`: written as null when absent. */
export function alwaysPointer<Type extends ApiType>(type: Type): ApiField<Type> {
  return Object.freeze({ use: "always-pointer", type });
}

/** `goType` with its package: `v1.PodSpec`. */
export function struct<const Fields extends FieldTable>(goType: string, table: Fields): StructType<Fields> {
  const fieldList = Object.entries(table).map(([name, entry]): NamedField => {
    const { use, type }: ApiField = "use" in entry ? entry : { use: "omitted", type: entry };
    return { name, use, type };
  });
  const fields = new Map(fieldList.map((field) => [field.name, field]));
  return Object.freeze({ kind: "struct", goType, table, fields, fieldList });
}

/** Maps and amounts that many types share. */
export const STRING_MAP = map(STRING);
export const STRING_LIST = list(STRING);
export const RESOURCE_LIST: MapType<typeof QUANTITY> = Object.freeze({ ...map(QUANTITY), goType: "v1.ResourceList" });
