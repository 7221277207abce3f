// Messages about names: what is declared, what is meant, and what stands on it.

import { error } from "./message.ts";

/** Reported by the steps that load modules and look names up. */
export const nameMessages = {
  "unknown-module": error(
    "there is no module '{name}'",
    "A module is a spec file that begins with `module NAME;`. It is looked for among the specs " +
      "that were given, and then as NAME/NAME.idl beside them, with '-' for '_'.",
  ),
  "duplicate-module": error(
    "a module named '{name}' exists already",
    "Each spec file is one module, and modules are known by their names alone.",
  ),
  "module-name-mismatch": error(
    "this file is the module '{actual}', not '{expected}'",
    "A module is found by the name of its file; the name after `module` must be the same.",
  ),
  "duplicate-import": error(
    "'{name}' is imported twice",
    "One import makes all declarations of a module visible.",
  ),
  "import-cycle": error(
    "module '{name}' imports itself",
    "Modules that need each other's declarations are one module: move what both need into a third.",
  ),
  "duplicate-name": error(
    "'{name}' is already defined",
    "A name stands for one thing in its scope: a module, a record, an enum, an interface.",
  ),
  "builtin-name": error(
    "'{name}' is the name of a built-in type",
    "Names such as u8 and bool always mean the built-in types; choose another name.",
  ),
  "unknown-name": error(
    "there is no {kind} named '{name}'",
    "Declarations of the module itself and of the modules that it imports are visible.",
  ),
  "unknown-type": error(
    "unknown type '{name}'",
    "Types are u8 to u64, i8 to i64, bool, and the enums and records that are declared in the " +
      "module or in one that it imports.",
  ),
  "wrong-kind": error(
    "'{name}' is {actual}, not {expected}",
    "The name is known, but something of another kind is needed here.",
  ),
  "ambiguous-name": error(
    "'{name}' is declared in both '{first}' and '{second}'",
    "Two imported modules declare the name; put the module's name and a dot before it.",
  ),
  "unknown-member": error(
    "'{name}' is not a member of '{enum}'",
    "Where an enum's value is wanted, the names of its members can be written.",
  ),
  "unknown-annotation": error(
    "unknown annotation '@{name}'",
    "There are @number, @bytes, @header, @c_type, @c_name, @prefix, @since, @deprecated and " +
      "@alias.",
  ),
  "misplaced-annotation": error(
    "'@{name}' does not belong on {place}, but on {places}",
    "Each annotation says something about one kind of thing.",
  ),
  "annotation-argument": error(
    "'@{name}' {usage}",
    "What an annotation takes in parentheses depends on the annotation.",
  ),
  "repeated-annotation": error(
    "'@{name}' is given twice",
    "An annotation stands at most once on one thing.",
  ),
  "bad-prefix": error(
    "'{prefix}' cannot begin a name",
    "A prefix is put before the names of a module in C and TypeScript: letters, digits and '_', " +
      "a letter first.",
  ),
  "bad-c-name": error(
    "'{name}' is not a name in C",
    "@c_name gives the name of the member in the C header, @c_type that of the type: letters, " +
      "digits and '_', before a type's name `struct`, `union` or `enum`.",
  ),
  "bad-header": error(
    "'{header}' is not the path of a header",
    "@header gives what stands in `#include <…>`: letters, digits and any of . _ + - /.",
  ),
  "unspellable-name": error(
    "'{name}' cannot be spelt in TypeScript",
    "TypeScript spells names without underscores, so there must be a letter before any digit.",
  ),
  "name-collision": error(
    "'{name}' and '{other}' are both '{spelling}' in {target}",
    "Targets spell names their own way, and make names of their own from them; these two would " +
      "become one there. Rename one of them.",
  ),
};
