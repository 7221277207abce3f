// The command `build`: a backend's C sources, generated code and the runtime in one program.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Target } from "../emit/index.ts";
import type { Build } from "./builds.ts";
import { loadModel, type Outcome, text, type Tool } from "./load.ts";
import { missing } from "./missing.ts";
import { type Problem, problem, reasonOf, renderProblem } from "./problems.ts";

/** What `build` was asked to do. */
export interface BuildOptions {
  readonly build: Build;
  readonly backend: readonly string[];
  readonly output: string;
  /** Specs of the user's own, whose generated code is compiled in as well. */
  readonly specs: readonly string[];
  /** The target that generates C. */
  readonly c: Target;
}

/** Compiles and links; the program appears only when it is complete. */
export async function build(options: BuildOptions, tool: Tool): Promise<Outcome> {
  const wrong = [...options.backend.map(wrongSource), wrongOutput(options)].flatMap(
    (each) => each ?? [],
  );
  if (wrong.length > 0) {
    return { status: 1, output: "", report: text(wrong.map(renderProblem)) };
  }
  const shipped = options.build.specs.map((name) => path.join(tool.packageFolder, "idl", name));
  const { model, report } = loadModel([...shipped, ...options.specs], tool);
  if (model === undefined) {
    return { status: 1, output: "", report };
  }
  const work = workFolder();
  if (typeof work !== "string") {
    return { status: 1, output: "", report: report + text([renderProblem(work)]) };
  }
  try {
    const emitter = await options.c.load();
    const artefacts = emitter.emit(model).map((artefact) => {
      const file = path.join(work, artefact.path);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, artefact.text);
      return file;
    });
    const failure = compileAndLink(options, tool, work, artefacts);
    return failure === undefined
      ? { status: 0, output: text([summary(options)]), report }
      : { status: 1, output: "", report: report + text([renderProblem(failure)]) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A folder for what lies between sources and the program. */
function workFolder(): string | Problem {
  try {
    return mkdtempSync(path.join(tmpdir(), "hypershim-build-"));
  } catch (failure) {
    const isMissing = (failure as NodeJS.ErrnoException).code === "ENOENT";
    const reason = isMissing ? "the folder does not exist" : reasonOf(failure);
    return problem("cannot-write", tmpdir(), { reason }, "TMPDIR names the folder for temporary files");
  }
}

/** The C compiler and the linker would only say it worse. */
function wrongSource(file: string): Problem | undefined {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) {
      return missing(file);
    }
    if (stats.isDirectory()) {
      return problem("not-a-source", file, { kind: "a folder" });
    }
    return file.endsWith(".idl")
      ? problem("not-a-source", file, { kind: "a spec" }, "specs go behind `--spec`")
      : undefined;
  } catch (failure) {
    return problem("cannot-read", file, { reason: reasonOf(failure) });
  }
}

/** Compiling takes a while: first whether the program can be put where it shall be. */
function wrongOutput({ output, backend }: BuildOptions): Problem | undefined {
  const refused = (reason: string) => problem("cannot-write", output, { reason });
  if (backend.some((file) => path.resolve(file) === path.resolve(output))) {
    return refused("it is one of the sources");
  }
  try {
    const stats = statSync(output, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) {
      return refused(stats.isDirectory() ? "it is a folder" : "it is not an ordinary file");
    }
    // Permissions do not tell all: file systems may be read-only, and root may do anything.
    const trial = besides(output);
    writeFileSync(trial, "");
    rmSync(trial);
    return undefined;
  } catch (failure) {
    const isMissing = (failure as NodeJS.ErrnoException).code === "ENOENT";
    return refused(isMissing ? "its folder does not exist" : reasonOf(failure));
  }
}

/** Where a program is put together; a name that ends in '/' is a folder's. */
function besides(output: string): string {
  const folder = output.endsWith("/") ? output : path.dirname(output);
  return path.join(folder, `.hypershim-${process.pid}-program`);
}

function summary({ build: { target, hypervisor, without = [] }, output }: BuildOptions): string {
  const whom = hypervisor === "any" ? "" : ` for ${hypervisor}`;
  const lacks = without.length > 0 ? `, without ${without.join(", ")}` : "";
  return `${output}: built as ${target}${whom}${lacks}`;
}

/** What other languages' compilers warn of. */
const onlyC = ["-std=c11", "-Werror=implicit-function-declaration"];

/** What needs no compiler any more. */
const isLinked = /\.(?:o|a|so)$/;

function compileAndLink(
  { build: chosen, backend, output }: BuildOptions,
  tool: Tool,
  work: string,
  artefacts: readonly string[],
): Problem | undefined {
  const packages = packageFlags(chosen.packages);
  if ("code" in packages) {
    return packages;
  }
  const native = path.join(tool.packageFolder, "native");
  const generated = artefacts.filter(
    (file) => file.endsWith(".c") && !file.endsWith("_examples.c"),
  );
  const unfinished = besides(output);
  const [command = "cc", ...first] = words(process.env["CC"] ?? "cc");
  const common = ["-pthread", ...words(process.env["CFLAGS"] ?? "")];
  // Headers may lie beside any of the sources.
  const folders = new Set(backend.map((file) => path.dirname(file)));
  const includes = [work, path.join(native, "include"), ...folders].map((folder) => `-I${folder}`);
  const system = (chosen.includes ?? []).map((folder) => path.join(tool.packageFolder, folder));
  const compile = [
    ...["-O2", "-g", ...includes, ...system.flatMap((folder) => ["-isystem", folder])],
    ...[...(chosen.compile ?? []), ...common, ...packages.compile],
  ];
  const sources = [
    ...backend.map(asPath),
    ...generated,
    ...chosen.sources.map((source) => path.join(native, source)),
  ];
  const objects = sources.map((source, index) =>
    isLinked.test(source) ? source : path.join(work, `${index}.o`),
  );
  const link = [
    ...common,
    ...objects,
    ...["-o", asPath(unfinished)],
    ...(chosen.link ?? []),
    ...words(process.env["LDFLAGS"] ?? ""),
    ...packages.link,
    ...chosen.libraries.map((library) => `-l${library}`),
  ];
  // One by one: whatever is wrong with one source is often wrong with all of them.
  const steps = sources.flatMap((source, index) => {
    const object = objects[index] ?? source;
    const standard = source.endsWith(".c") ? onlyC : [];
    return object === source ? [] : [[...standard, ...compile, "-c", source, "-o", object]];
  });
  for (const step of [...steps, link]) {
    const result = run(command, [...first, ...step]);
    if (result === "missing") {
      return problem("no-compiler", undefined, { command }, "install one, or name one by `CC`");
    }
    if (result === "failed") {
      rmSync(unfinished, { force: true });
      return problem("compiler-failed", undefined, { command });
    }
  }
  return moveTo(unfinished, output);
}

function moveTo(from: string, to: string): Problem | undefined {
  try {
    renameSync(from, to);
    return undefined;
  } catch (failure) {
    rmSync(from, { force: true });
    return problem("cannot-write", to, { reason: reasonOf(failure) });
  }
}

/** Runs a program whose messages go straight to the user. */
function run(command: string, parameters: readonly string[]): "done" | "failed" | "missing" {
  const { error, status } = spawnSync(command, parameters, { stdio: ["ignore", 2, 2] });
  if (error !== undefined) {
    return "missing";
  }
  return status === 0 ? "done" : "failed";
}

/** Whether pkg-config knows all of them. */
export function isInstalled(packages: Build["packages"]): boolean {
  return !("code" in packageFlags(packages));
}

/** What the compiler must be told to find the libraries that pkg-config knows. */
function packageFlags(
  packages: Build["packages"],
): { readonly compile: readonly string[]; readonly link: readonly string[] } | Problem {
  const names = Object.values(packages).flat();
  if (names.length === 0) {
    return { compile: [], link: [] };
  }
  const [command = "pkg-config"] = words(process.env["PKG_CONFIG"] ?? "pkg-config");
  const ask = (option: string) => spawnSync(command, [option, ...names], { encoding: "utf8" });
  const compile = ask("--cflags");
  const needed = ["pkg-config", ...Object.keys(packages)].join(" ");
  if (compile.error !== undefined) {
    return problem("no-pkg-config", undefined, { command, packages: needed });
  }
  const link = ask("--libs");
  return compile.status === 0 && link.status === 0
    ? { compile: words(compile.stdout), link: words(link.stdout) }
    : problem("missing-library", undefined, {
        names: names.join(", "),
        packages: needed,
      });
}

function words(line: string): readonly string[] {
  return line.split(/\s+/).filter((word) => word !== "");
}

/** A file whose name begins with '-' is not an option. */
function asPath(file: string): string {
  return file.startsWith("-") ? `./${file}` : file;
}
