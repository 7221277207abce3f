// A C program that measures the real headers' records: one line per record and per field.

import { isBitsGroup, type Place, placesOf } from "../specs/fields.ts";
import type { RecordType } from "../../generator/model.ts";

/** What a C compiler says, and what the model says: name → measurement. */
export type Measurements = ReadonlyMap<string, string>;

/** A record that a C header declares, too. */
export type DeclaredRecord = RecordType & { readonly header: string; readonly cType: string };

/** Whether the spec names the C type of a record. */
export function isDeclared(record: RecordType): record is DeclaredRecord {
  return record.header !== undefined && record.cType !== undefined;
}

/**
 * Arrays that a header declares with one element although they have more, by record. The
 * program then measures one element, and the record is longer than the C type by the rest.
 */
const DECLARED_WITH_ONE_ELEMENT: Readonly<Record<string, string>> = {
  xen_ioreq_shared_iopage: "vcpu_ioreq",
};

/** What the model says of a record. */
export function expected(record: DeclaredRecord): Measurements {
  const surplus = surplusOf(record);
  const fields = measurable(record).map((place): [string, string] => {
    const isShorter = place.field.name === DECLARED_WITH_ONE_ELEMENT[record.qualified];
    const size = isShorter ? place.size - surplus : place.size;
    return [`${record.cType} ${place.path}`, inWords(place, size)];
  });
  const whole = `${record.size - surplus} bytes, aligned to ${record.align}`;
  return new Map([[record.cType, whole], ...fields]);
}

function inWords({ bit, offset, field, size }: Place, bytes: number): string {
  if (bit !== undefined) {
    return `bits ${bit.first} to ${bit.first + bit.width - 1}`;
  }
  const isFlexible = size === 0 && field.type.kind === "array";
  return isFlexible ? `at ${offset}` : `at ${offset}, ${bytes} bytes`;
}

/** Bytes of the elements that the header does not declare. */
function surplusOf(record: RecordType): number {
  const name = DECLARED_WITH_ONE_ELEMENT[record.qualified];
  const type = record.fields.find((field) => field.name === name)?.type;
  const isFixed = type?.kind === "array" && type.length.kind === "fixed";
  return isFixed ? (type.length.count - 1) * type.stride : 0;
}

/**
 * The fields that a C program can name: padding without a name is not among them, nor are the
 * parts of an integer that a named group stands for.
 */
function measurable(record: RecordType): readonly Place[] {
  const places = placesOf(record);
  const groups = places.filter(({ field }) => isBitsGroup(field)).map(({ path }) => `${path}.`);
  return places
    .filter(({ field }) => !(field.reserved && /^reserved\d*$/.test(field.name)))
    .filter(({ path }) => !groups.some((group) => path.startsWith(group)));
}

/** The program for the records of one header. */
export function programFor(header: string, records: readonly DeclaredRecord[]): string {
  return `${includesFor(header)}
/* Prints where the bits of *object lie that are set. */
static void print_bits(const char *name, const unsigned char *object, size_t size)
{
    long first = -1;
    long last = -1;

    for (size_t bit = 0; bit < size * 8; bit++) {
        if ((object[bit / 8] >> bit % 8 & 1) == 0)
            continue;
        if (first < 0)
            first = (long)bit;
        last = (long)bit;
    }
    printf("%s\\tbits %ld to %ld\\n", name, first, last);
}

int main(void)
{
${records.map(measuring).join("\n")}
    return 0;
}
`;
}

function includesFor(header: string): string {
  const isXen = header.startsWith("xen/");
  return [
    ...(isXen ? ["#define __XEN_TOOLS__ 1"] : []),
    ...["stddef.h", "stdint.h", "stdio.h", "string.h", ...(isXen ? ["xen/xen.h"] : []), header]
      .map((name) => `#include <${name}>`),
  ].join("\n");
}

function measuring(record: DeclaredRecord): string {
  const { cType } = record;
  const whole = `    printf("${cType}\\t%zu bytes, aligned to %zu\\n",
           sizeof(${cType}), _Alignof(${cType}));`;
  return [whole, ...measurable(record).map((place) => measuringField(cType, place))].join("\n");
}

function measuringField(cType: string, place: Place): string {
  const name = `${cType} ${place.path}`;
  if (place.bit !== undefined) {
    return `    {
        ${cType} object;
        memset(&object, 0, sizeof(object));
        object.${place.cPath} = (__typeof__(+object.${place.cPath}))-1;
        print_bits("${name}", (const unsigned char *)&object, sizeof(object));
    }`;
  }
  const at = `offsetof(${cType}, ${place.cPath})`;
  if (place.size === 0 && place.field.type.kind === "array") {
    return `    printf("${name}\\tat %zu\\n", ${at});`;
  }
  const size = `sizeof(((${cType} *)0)->${place.cPath})`;
  return `    printf("${name}\\tat %zu, %zu bytes\\n", ${at}, ${size});`;
}

/** What the program printed. */
export function measured(output: string): Measurements {
  return new Map(
    output.trimEnd().split("\n").map((line): [string, string] => {
      const [name = "", words = ""] = line.split("\t");
      return [name, words];
    }),
  );
}
