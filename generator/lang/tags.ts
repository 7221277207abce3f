// Tagged unions: which values of the tag select which member.

import type { FieldNode, Name, RecordTypeNode } from "./ast.ts";
import { evaluate } from "./constants.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import type { Place } from "./types.ts";
import type { Constant } from "./ast.ts";
import type { Enum, EnumMember, Tag } from "../model.ts";

/**
 * The tag of `union by name { … }`; reports members without a value and values with two members.
 */
export function tagOf(type: RecordTypeNode, name: Name, place: Place): Tag | undefined {
  const found = tagEnum(name, place);
  if (found === undefined) {
    return undefined;
  }
  const selected = new Map<bigint, FieldNode>();
  const members = type.members.flatMap((member) => {
    if (member.kind === "bits") {
      place.scope.report(diagnostic("tagged-bits", member.span, {}));
      return [];
    }
    return member.kind === "reserved"
      ? []
      : [{ field: member.name.text, values: valuesOf(member, found, selected, place) }];
  });
  return { field: name.text, enum: found, members };
}

function tagEnum(name: Name, place: Place): Enum | undefined {
  const { scope } = place;
  const field = place.earlier.get(name.text);
  if (field === undefined) {
    scope.report(
      diagnostic("unknown-tag", name.span, { name: name.text }, {
        suggestion: suggest(name.text, place.earlier),
      }),
    );
    return undefined;
  }
  if (field.type.kind !== "enum" || field.type.enum.flags) {
    scope.report(
      diagnostic("tag-type", name.span, { name: name.text }, {
        notes: [{ span: field.span, text: "the field" }],
      }),
    );
    return undefined;
  }
  return field.type.enum;
}

/** The values that select a member: those after `when`, or the one of its own name. */
function valuesOf(
  member: FieldNode,
  tag: Enum,
  selected: Map<bigint, FieldNode>,
  place: Place,
): readonly EnumMember[] {
  const own = tag.members.find((value) => value.name === member.name.text);
  if (member.when.length === 0 && own === undefined) {
    place.scope.report(
      diagnostic("no-tag-value", member.name.span, { name: member.name.text, enum: tag.name }, {
        suggestion: `write \`when MEMBER\`, where MEMBER is one of ${tag.name}`,
      }),
    );
  }
  const values = member.when.length > 0
    ? member.when.flatMap((constant) => valueOf(constant, tag, place))
    : own === undefined ? [] : [own];
  return values.filter((value) => {
    const first = selected.get(value.value);
    if (first !== undefined) {
      place.scope.report(
        diagnostic("duplicate-tag", member.name.span, {
          name: member.name.text, value: value.name,
        }, { notes: [{ span: first.name.span, text: `'${first.name.text}' is selected by it` }] }),
      );
      return false;
    }
    selected.set(value.value, member);
    return true;
  });
}

function valueOf(constant: Constant, tag: Enum, place: Place): readonly EnumMember[] {
  const value = evaluate(constant, place.scope, tag);
  const member = tag.members.find((candidate) => candidate.value === value);
  if (value !== undefined && member === undefined) {
    place.scope.report(diagnostic("not-a-member", constant.span, { value, enum: tag.name }));
  }
  return member === undefined ? [] : [member];
}
