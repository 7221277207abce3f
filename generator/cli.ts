// The command line: what can be asked, and what becomes of every answer and every failure.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { build, isInstalled } from "./commands/build.ts";
import { type Build, gather, readBuilds } from "./commands/builds.ts";
import { generate, type GenerateOptions } from "./commands/generate.ts";
import { layout, type Format } from "./commands/layout.ts";
import { type Outcome, text, type Tool } from "./commands/load.ts";
import { problem, renderProblem } from "./commands/problems.ts";
import { complain, say } from "./commands/say.ts";
import { watch } from "./commands/watch.ts";
import { type Target, targets } from "./emit/index.ts";
import { nearest } from "./lang/nearest.ts";

/** Exit statuses: all is well, something is wrong with the input, the command line is wrong. */
type Status = 0 | 1 | 2;

const DEFAULT_SPECS = "idl";
const DEFAULT_OUT = "generated";

/** Runs one command line and resolves with its exit status; never rejects. */
export async function main(parameters: readonly string[], tool: Tool): Promise<Status> {
  if (!hasCurrentFolder()) {
    complain(text([renderProblem(problem("no-current-folder", undefined, {}))]));
    return 1;
  }
  let status: Status = 0;
  const program = describe(parameters, tool, (outcome) => {
    status = print(outcome);
  });
  try {
    await program.parseAsync(parameters, { from: "user" });
    return status;
  } catch (failure) {
    if (failure instanceof CommanderError) {
      return failure.exitCode === 0 ? 0 : 2;
    }
    const { message, stack } = failure instanceof Error ? failure : new Error(String(failure));
    const reason = message.split("\n", 1)[0] ?? "";
    complain(text([renderProblem(problem("internal-error", undefined, { reason }))]));
    if (process.env["HYPERSHIM_TRACE"] !== undefined) {
      complain(`${stack ?? ""}\n`);
    }
    return 1;
  }
}

/** Somebody may have removed the folder in which we were started. */
function hasCurrentFolder(): boolean {
  try {
    return process.cwd() !== "";
  } catch {
    return false;
  }
}

function print(outcome: Outcome): Status {
  complain(outcome.report);
  say(outcome.output);
  return outcome.status;
}

type Finish = (outcome: Outcome) => void;

function describe(parameters: readonly string[], tool: Tool, finish: Finish): Command {
  const program = new Command("hypershim")
    .description("Generates code and documentation from specs of hypervisor I/O protocols.")
    .version(tool.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showSuggestionAfterError()
    .configureOutput({ writeOut: say, writeErr: complain })
    .exitOverride();
  const asked = [process.cwd(), ...parameters];
  const commands: Readonly<Record<string, () => void>> = {
    generate: () => describeGenerate(program, tool, asked, finish),
    build: () => describeBuild(program, tool, finish),
    layout: () => describeLayout(program, tool, finish),
    docs: () => describeDocs(program, tool, asked, finish),
    explain: () => describeExplain(program, finish),
  };
  // To describe them all takes longer than some of them run.
  const [name = ""] = parameters;
  const needed = Object.hasOwn(commands, name) ? [commands[name]] : Object.values(commands);
  needed.forEach((describeIt) => describeIt?.());
  return program;
}

function describeExplain(program: Command, finish: Finish): void {
  program
    .command("explain [code]")
    .description("say what the code of an error stands for; without a code, list them all")
    .action(async (code: string | undefined) => {
      // With all there is to say about errors, which no other command needs.
      const { explain } = await import("./commands/explain.ts");
      finish(explain(code));
    });
}

interface GenerateFlags {
  readonly target?: readonly Target[];
  readonly out: string;
  readonly check?: boolean;
  readonly watch?: boolean;
  readonly depfile?: string;
}

function describeGenerate(
  program: Command,
  tool: Tool,
  asked: readonly string[],
  finish: Finish,
): void {
  program
    .command("generate [paths...]")
    .description(`generate code from spec files and folders (default: ${DEFAULT_SPECS})`)
    .option("-t, --target <names>", `some of ${names().join(", ")} (default: all)`, readTargets)
    .option("-o, --out <folder>", "where the targets' folders are", DEFAULT_OUT)
    .addOption(new Option("--check", "change nothing, list what is out of date").conflicts("watch"))
    .option("--watch", "generate again whenever a spec changes")
    .option("--depfile <file>", "write what was read, in the syntax of make")
    .action(async (paths: readonly string[], flags: GenerateFlags) => {
      const chosen = flags.target ?? targets;
      const options: GenerateOptions = {
        paths: paths.length > 0 ? paths : [DEFAULT_SPECS],
        targets: chosen.map((target) => ({ target, folder: target.name })),
        out: path.normalize(flags.out),
        check: flags.check === true,
        depfile: flags.depfile,
        command: asked,
      };
      if (flags.watch === true) {
        await keepGenerating(options, tool);
      } else {
        await generateOnce(options, tool, finish);
      }
    });
}

async function generateOnce(options: GenerateOptions, tool: Tool, finish: Finish): Promise<void> {
  // A signal waits until the files are as they were, or as they shall be.
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    process.once(signal, () => process.exit(128 + number));
  }
  finish(await generate(options, tool));
}

/** Generates until the user interrupts, which is the ordinary way to end it. */
async function keepGenerating(options: GenerateOptions, tool: Tool): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => stop.abort());
  }
  let last = "";
  const run = async () => {
    const outcome = await generate(options, tool);
    // Saying again what was said last would only push it off the screen.
    if (outcome.changes > 0 || outcome.report + outcome.output !== last) {
      print(outcome);
    }
    last = outcome.report + outcome.output;
    return outcome.inputs;
  };
  await watch(options.paths, run, stop.signal);
}

function describeDocs(
  program: Command,
  tool: Tool,
  asked: readonly string[],
  finish: Finish,
): void {
  program
    .command("docs [paths...]")
    .description(`write the documentation of specs (default: ${DEFAULT_SPECS})`)
    .option("-o, --out <folder>", `where the pages go (default: ${DEFAULT_OUT}/docs)`)
    .action(async (paths: readonly string[], flags: { readonly out?: string }) => {
      const target = targetNamed("docs");
      const options: GenerateOptions = {
        paths: paths.length > 0 ? paths : [DEFAULT_SPECS],
        targets: [{ target, folder: flags.out === undefined ? target.name : "" }],
        out: path.normalize(flags.out ?? DEFAULT_OUT),
        check: false,
        command: asked,
      };
      await generateOnce(options, tool, finish);
    });
}

function describeLayout(program: Command, tool: Tool, finish: Finish): void {
  program
    .command("layout [type] [paths...]")
    .description("print where every field lies, of one type or of all")
    .addOption(
      new Option("-f, --format <format>", "how").choices(["table", "json"]).default("table"),
    )
    .action((first: string | undefined, rest: readonly string[], flags: { format: Format }) => {
      const isPath = first !== undefined && looksLikePath(first);
      const given = isPath ? [first, ...rest] : rest;
      const own = existsSync(DEFAULT_SPECS) ? DEFAULT_SPECS : path.join(tool.packageFolder, "idl");
      const paths = given.length > 0 ? given : [own];
      finish(layout(isPath ? undefined : first, { paths, format: flags.format }, tool));
    });
}

function isFolder(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Types have neither slashes nor endings, and a folder that is there is meant. */
function looksLikePath(word: string): boolean {
  return word.includes("/") || word.endsWith(".idl") || isFolder(word);
}

interface BuildFlags {
  readonly target?: string;
  readonly hypervisor?: string;
  readonly output?: string;
  readonly spec: readonly string[];
}

function describeBuild(program: Command, tool: Tool, finish: Finish): void {
  const builds = readBuilds();
  const choices = (key: "target" | "hypervisor") => [...new Set(builds.map((each) => each[key]))];
  program
    .command("build [backend.c...]")
    .description("compile and link a backend, the generated code and the runtime")
    .addOption(
      choice("-t, --target <target>", "how the backend meets its host", choices("target")),
    )
    .addOption(
      choice("-y, --hypervisor <name>", "which host a stub meets", choices("hypervisor")),
    )
    .option("-o, --output <file>", "the program")
    .option("-s, --spec <path>", "specs of your own, compiled in as well (repeatable)", append, [])
    .action(async (backend: readonly string[], flags: BuildFlags) => {
      // Commander would ask for what is missing before it looks for what is misspelt.
      const needed = flags.target ?? program.error(missingOption("-t, --target <target>"));
      const output = flags.output ?? program.error(missingOption("-o, --output <file>"));
      const rows = builds.filter(
        ({ target, hypervisor }) =>
          target === needed && hypervisor === (flags.hypervisor ?? hypervisor),
      );
      const row = rows.length === 1 ? rows[0] : undefined;
      if (row === undefined) {
        program.error(noSuchBuild(needed, flags.hypervisor, builds));
      }
      if (backend.length === 0 && row.complete !== true) {
        program.error("error: missing required argument 'backend.c'");
      }
      const c = targetNamed("c");
      const options = { build: gather(row, builds, isInstalled), backend, output, specs: flags.spec, c };
      finish(await build(options, tool));
    });
}

function missingOption(flags: string): string {
  return `error: required option '${flags}' not specified`;
}

function noSuchBuild(
  target: string,
  hypervisor: string | undefined,
  builds: readonly Build[],
): string {
  const kinds = [...new Set(builds.map((each) => each.target))].map((kind) => {
    const names = builds.filter((each) => each.target === kind).map((each) => each.hypervisor);
    return `${kind} for ${names.join(", ")}`;
  });
  return hypervisor === undefined
    ? `error: which --hypervisor? There are ${kinds.join("; ")}`
    : `error: there is no ${target} build for ${hypervisor}; there are ${kinds.join("; ")}`;
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, `${description}: ${choices.join(", ")}`)
    .argParser((value: string) => oneOf(value, choices));
}

/** An option that may be given again: one value each time. */
function append(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function names(): readonly string[] {
  return targets.map((target) => target.name);
}

function targetNamed(name: string): Target {
  const found = targets.find((target) => target.name === name);
  if (found === undefined) {
    throw new Error(`the registry has no target '${name}'`);
  }
  return found;
}

/** `c,ts`, also given more than once; in the registry's order. */
function readTargets(value: string, before: readonly Target[] = []): readonly Target[] {
  const chosen = new Set([
    ...before.map((target) => target.name),
    ...value.split(",").map(readName),
  ]);
  return targets.filter((target) => chosen.has(target.name));
}

function readName(name: string): string {
  return oneOf(name.trim(), names());
}

function oneOf(value: string, choices: readonly string[]): string {
  if (!choices.includes(value)) {
    const guess = nearest(value, choices);
    const hint = guess === undefined ? "" : ` (did you mean '${guess}'?)`;
    throw new InvalidArgumentError(`'${value}' is none of ${choices.join(", ")}${hint}.`);
  }
  return value;
}
