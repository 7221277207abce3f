// How names of specs are spelt in targets.

import { describe, expect, test } from "vitest";
import {
  camel, cName, isHeader, isSpellable, isTaken, kebab, pascal, qualify, tsName, upper,
} from "../generator/words.ts";

describe("qualified names", () => {
  test.each([
    ["net", "queue", "net_queue"],
    ["net", "net_queue", "net_queue"],
    ["net_queue", "queue_slot", "net_queue_slot"],
    ["net_queue", "net_card", "net_queue_card"],
    ["net_queue", "net_queue", "net_queue"],
  ])("%s and %s give %s", (prefix, name, qualified) => {
    expect(qualify(prefix, name)).toBe(qualified);
  });
});

test("each target has its own spelling", () => {
  expect([upper("io_state"), pascal("io_state"), camel("io_state"), kebab("io_state")]).toEqual([
    "IO_STATE", "IoState", "ioState", "io-state",
  ]);
});

test("words in capitals are words", () => {
  const names = ["READY", "IN_PROCESS", "ID", "Vendor_ID", "MAX_SIZE2", "MyRecord", "getID"];
  expect(names.map(camel)).toEqual([
    "ready", "inProcess", "id", "vendorId", "maxSize2", "myRecord", "getID",
  ]);
  expect(names.map(pascal)).toEqual([
    "Ready", "InProcess", "Id", "VendorId", "MaxSize2", "MyRecord", "GetID",
  ]);
  expect(names.map(cName)).toEqual(names);
});

test("digits stay apart from digits", () => {
  expect([pascal("version_1_2"), camel("v1_2"), pascal("x_86")]).toEqual(["Version1_2", "v1_2", "X86"]);
});

test("words that a language keeps get a mark", () => {
  expect([cName("type"), cName("int"), cName("delete"), cName("errno")]).toEqual([
    "type", "int_", "delete_", "errno_",
  ]);
  expect([tsName("my_type"), tsName("delete"), tsName("class"), tsName("int")]).toEqual([
    "myType", "delete$", "class$", "int",
  ]);
});

test("names of C's headers get a mark in C", () => {
  const names = ["assert", "size_t", "uint8_t", "UINT64_C", "memcpy", "EINVAL", "NULL"];
  expect(names.map(cName)).toEqual(names.map((name) => `${name}_`));
  expect(["size", "event", "UINT", "memory"].map(cName)).toEqual([
    "size", "event", "UINT", "memory",
  ]);
  expect(["String", "errno", "slots"].map(isHeader)).toEqual([true, true, false]);
});

test("names that targets use themselves are taken", () => {
  expect([isTaken("data_view"), isTaken("register"), isTaken("net_slot")]).toEqual([true, true, false]);
});

test("names of underscores and digits have no spelling", () => {
  expect(["_pad0", "_", "_1", "__a"].map(isSpellable)).toEqual([true, false, false, true]);
});
