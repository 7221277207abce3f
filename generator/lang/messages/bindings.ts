// Messages about bindings: how records stand for calls.

import { error } from "./message.ts";

/** Reported where bindings are looked at. */
export const bindingMessages = {
  "duplicate-binding": error(
    "'{name}' is bound twice",
    "A record or protocol is bound to one interface, in one place.",
  ),
  "bind-without-cases": error(
    "no operation of '{name}' is bound",
    "Each line says when the record stands for an operation: `read when type == copy;`.",
  ),
  "bind-to-header": error(
    "'{name}' has a header, so its messages cannot be bound",
    "Calls are bound to protocols that consist of one request and maybe one reply.",
  ),
  "moves-of-messages": error(
    "messages have no states",
    "`take` and `done` move the state of a slot on a shared page.",
  ),
  "bind-without-take": error(
    "nothing is said about when a slot of '{name}' holds a request",
    "`take ready -> inprocess;` names the state of a waiting request, and what it becomes.",
  ),
  "bind-without-states": error(
    "'{name}' has no states",
    "`take` and `done` are moves of a state machine: `states RECORD.FIELD { … }`.",
  ),
  "illegal-move": error(
    "nobody may move '{record}' from '{from}' to '{to}'",
    "The moves of a binding are among those that the record's states allow.",
  ),
  "moves-of-two": error(
    "{finisher} may make this move, but {taker} takes the slot",
    "Whoever serves a slot makes both moves.",
  ),
  "moves-apart": error(
    "the slot is '{taken}' after it was taken, not '{done}'",
    "`done` begins where `take` ends.",
  ),
  "page-path": error(
    "'{path}' is not a field of a page",
    "Slots stand on a page: `bind INTERFACE to slot RECORD of PAGE.FIELD[index]`.",
  ),
  "page-slots": error(
    "'{name}' of '{page}' is not an array of '{record}' in shared memory",
    "The page is a shared record, and the field an array of the slots.",
  ),
  "unknown-operation": error(
    "'{interface}' has no operation '{name}'",
    "Only operations of the bound interface can be called.",
  ),
  "uncovered-parameters": error(
    "nothing is said about {missing} of '{name}', and '{record}' has no such field",
    "A parameter without an equation is the field of the same name; a result is the field of the " +
      "same name in the reply, or in the slot.",
  ),
  "unbindable-parameter": error(
    "'{name}' cannot come from a record",
    "Handles have no bytes, and bytes of a variable number have no field.",
  ),
  "second-equation": error(
    "there is a second equation for '{name}'",
    "Each parameter and each result has one place.",
  ),
  "equation-targets": error(
    "one value cannot be {count} parameters",
    "Only `region_at` and `region_of` give two values: the region and the offset in it.",
  ),
  "lookup-targets": error(
    "'{function}' gives a region and an offset in it",
    "Both must be bound, in this order.",
  ),
  "lookup-type": error(
    "'{name}' cannot hold {what}, which is a {type}",
    "A region's number is a u32, and the offset in it a u64: `(region, offset) = …` in this order.",
  ),
  "second-lookup": error(
    "the region is already looked up",
    "A call is about one region.",
  ),
  "result-without-reply": error(
    "there is no reply that '{name}' could go to",
    "Results are put into the reply; this protocol has none.",
  ),
  "result-equation": error(
    "the result '{name}' needs a field that it is put into",
    "A result goes to one field as it is: `data = value;`.",
  ),
  "result-into-state": error(
    "the result '{name}' would overwrite '{field}', which has states",
    "The state of a slot is moved by `take` and `done`, and by nothing else.",
  ),
  "repeated-result": error(
    "'{field}' would hold both '{first}' and '{name}'",
    "Each result has a field of its own: the later one would overwrite the other.",
  ),
  "refused-value": error(
    "'{name}' cannot be {value}: `in` lists other values",
    "The call would be refused whatever the record says.",
  ),
  "unknown-function": error(
    "there is no function '{name}'",
    "Equations know log2, region_at, region_of and, as an address, pci.",
  ),
  "argument-count": error(
    "'{function}' takes {wanted}",
    "Functions in equations take a fixed list of arguments.",
  ),
  "log2-argument": error(
    "'log2' takes a field that is an integer",
    "The field holds the exponent of a power of two: 2 stands for 4.",
  ),
  "misplaced-pci": error(
    "'pci' is only an address in 'region_at'",
    "It puts segment, bus, device, function and register together to one address.",
  ),
  "nested-call": error(
    "'{function}' cannot stand here",
    "Arguments are constants and fields; the binding language does not compute.",
  ),
  "unknown-space": error(
    "'{name}' is not an address space: no enum that '{module}' declares has such a member",
    "An address space is a member of an enum that the interface's own module declares; one that " +
      "it imports does not count.",
  ),
  "ambiguous-space": error(
    "'{name}' is a member of both '{first}' and '{second}'",
    "Put the enum's name and a dot before it.",
  ),
  "impossible-case": error(
    "the conditions of '{name}' exclude each other",
    "No record can fulfil them all, so the case would never be called.",
  ),
  "unreachable-case": error(
    "'{name}' is never called here: an earlier case always comes first",
    "Cases are tried in order, and the first whose conditions all hold is called. Put the more " +
      "special case first.",
  ),
};
