// The compiler knows every name that a declaration gets in TypeScript, or two could collide unnoticed.

import { expect, test } from "vitest";
import type { Spelled } from "../generator/lang/helpers.ts";
import { scriptNames } from "../generator/lang/helpers-ts.ts";
import { ts } from "../generator/emit/ts/index.ts";
import type { Declared, Model, Module } from "../generator/model.ts";
import { corpus, modelOf, shippedSpecs } from "./specs/load.ts";
import { tortureModel } from "./ts/load.ts";

const models: readonly [string, Model][] = [
  ["shipped and other protocols", modelOf([...shippedSpecs(), ...corpus()])],
  ["torture", tortureModel()],
];

function declarationsOf(module: Module): readonly [Declared, Spelled][] {
  return [
    ...module.constants.map((model): [Declared, Spelled] => [model, { kind: "constant" }]),
    ...module.enums.map((model): [Declared, Spelled] => [model, { kind: "enum", model }]),
    ...module.records.map((model): [Declared, Spelled] => [model, { kind: "record", model }]),
    ...module.registers.map((model): [Declared, Spelled] => [model, { kind: "registers", model }]),
    ...module.protocols.map((model): [Declared, Spelled] => [model, { kind: "messages", model }]),
    ...module.interfaces.map((model): [Declared, Spelled] => [model, { kind: "interface", model }]),
    ...module.bindings.map((model): [Declared, Spelled] => [model, { kind: "binding", model }]),
    ...module.devices.map((model): [Declared, Spelled] => [model, { kind: "device", model }]),
  ];
}

test.each(models)("%s", (_, model) => {
  const files = new Map(ts.emit(model).map(({ path, text }) => [path, text]));
  for (const module of model.modules) {
    const declarations = declarationsOf(module);
    const known = new Set(
      declarations.flatMap(([{ qualified }, each]) => scriptNames(qualified, each)),
    );
    const text = files.get(`${module.name.replaceAll("_", "-")}.ts`) ?? "";
    const words = /^export (?:async )?(?:const|function|interface|type) (\w+)/gm;
    const exported = [...text.matchAll(words)].map(([, name = ""]) => name);
    expect(exported.length, module.name).toBeGreaterThan(0);
    expect(exported.filter((name) => !known.has(name)), module.name).toEqual([]);
  }
});
