// Constants and enums.
import type { ConstantDeclaration, Enum, EnumMember, Module } from "../../../model.ts";
import { oneLine } from "../../text.ts";
import { kernelDoc, remark } from "../spell/comments.ts";
import { chain, fold, signature } from "../spell/lines.ts";
import { constantName, enumerator, integerName, isInt, written } from "../spell/names.ts";
import { isComplete, knownName } from "./accessors.ts";
import renderConstants from "./constants.hbs";

/** All constants and enums of a module; `moved` names the enums of states. */
export function emitConstants(module: Module, moved: ReadonlySet<string>): string {
  return renderConstants({
    constants: module.constants.map(constantView),
    enums: module.enums.map((declaration) =>
      enumView(declaration, declaration.closed || moved.has(declaration.qualified)),
    ),
  });
}

function constantView(constant: ConstantDeclaration): object {
  return {
    comment: plainDoc(constant.doc),
    definition: definition(constantName(constant), constant),
  };
}

function enumView(declaration: Enum, isTested: boolean): object {
  const all = declaration.members.map((member) => ({
    member,
    name: enumerator(declaration, member),
    text: memberDoc(member),
  }));
  const small = all.filter(({ member }) => isInt(member.value));
  const large = all.filter(({ member }) => !isInt(member.value));
  return {
    comment: kernelDoc({
      subject: `enum ${declaration.qualified}`,
      doc: declaration.doc === "" ? fallbackDoc(declaration) : declaration.doc,
      members: small,
    }),
    name: declaration.qualified,
    declared: small.length > 0,
    members: small.map(({ member, name }) => ({
      name,
      value: written(member.value, declaration.flags || member.hex),
    })),
    large: large.map(({ member, name, text }) => ({
      comment: plainDoc(text),
      definition: definition(name, {
        value: member.value,
        hex: declaration.flags || member.hex === true,
      }),
    })),
    ...(isTested && !declaration.flags ? testView(declaration) : { tested: false }),
  };
}

function testView(declaration: Enum): object {
  const known = knownName(declaration);
  return {
    tested: true,
    testComment: kernelDoc({ subject: `${known}()`, doc: "Whether a value is one of these." }),
    testHead: signature("static inline bool", known, [
      `${integerName(declaration.bits, declaration.signed)} value`,
    ]),
    test: testBody(declaration),
  };
}

function testBody(declaration: Enum): string {
  const { bits, members } = declaration;
  const values = [...new Map(members.map((member) => [member.value, member])).values()];
  if (isComplete(declaration, 8) && bits === 8) {
    return "    (void)value;\n    return true;";
  }
  return chain(
    "    return ",
    "||",
    values.map((member) => `value == ${enumerator(declaration, member)}`),
    ";",
  );
}

/** The type of a constant that is no int. */
function wideType(value: bigint): string {
  return value < 0n ? "int64_t" : value > 0xffffffffn ? "uint64_t" : "uint32_t";
}

function plainDoc(doc: string): string {
  return doc === "" ? "" : remark(oneLine(doc));
}

/** A constant of its own: of an enum without a name, or, where an int is too narrow, a variable. */
export function definition(
  name: string,
  { value, hex }: { readonly value: bigint; readonly hex?: boolean },
): string {
  return isInt(value)
    ? fold(`enum { ${name} = ${written(value, hex)} };`)
    : fold(`static const ${wideType(value)} ${name} = ${written(value, hex)};`);
}

function memberDoc(member: EnumMember): string {
  if (member.since === undefined && member.deprecated === undefined) {
    return oneLine(member.doc);
  }
  const notes = [
    ...(member.since === undefined ? [] : [`Since ${member.since}.`]),
    ...(member.deprecated === undefined ? [] : [`Deprecated: ${member.deprecated}.`]),
  ];
  return [oneLine(member.doc), ...notes].filter((text) => text !== "").join(" ");
}

function fallbackDoc(declaration: Enum): string {
  return declaration.flags ? "A set of flags." : `Stored in ${declaration.bits} bits.`;
}
