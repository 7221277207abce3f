// What can go wrong around the compiler: with files, with the command line, with tools we call.
import { error, type Message, type Placeholders } from "../lang/messages/message.ts";
import { nearest } from "../lang/nearest.ts";

/** Messages of the command line, by code; `explain` shows them beside the compiler's. */
export const commandMessages = {
  "no-such-path": error(
    "does not exist",
    "Arguments are spec files, or folders that are searched for files ending in '.idl'. Without " +
      "arguments the folder 'idl' is read. 'build' takes the C sources of a backend.",
  ),
  "no-current-folder": error(
    "the current folder does not exist any more",
    "Paths are relative to the folder in which the tool is started, and that one was removed. " +
      "Change to another folder, or into the new one of the same name.",
  ),
  "no-specs": error(
    "no spec in this folder: no file here or below ends in '.idl'",
    "Folders are searched recursively; hidden folders and 'node_modules' are left out.",
  ),
  "not-a-file": error(
    "is a {kind}, not a file or a folder",
    "Specs are read from ordinary files, because reading a device or a pipe may never end.",
  ),
  "not-a-source": error(
    "is {kind}, not a C source",
    "'build' takes the sources of a backend, each by its name. Specs, and folders of them, go behind '--spec'.",
  ),
  "file-too-large": error(
    "has {size} bytes; a spec has at most {limit}",
    "A file of this size is hardly a spec. Split it into modules if it really is one.",
  ),
  "cannot-read": error(
    "cannot be read: {reason}",
    "The operating system refused to let the file or folder be read.",
  ),
  "cannot-write": error(
    "cannot be written: {reason}",
    "Nothing was changed: output is written beside its place first and moved there only when all " +
      "of it is complete.",
  ),
  "not-generated": error(
    "is not overwritten: hypershim did not write it",
    "Generated files say so in their first line, and a file of the same name without that line " +
      "is somebody's own. Nothing was written. Move the file away, or choose another folder with " +
      "'--out'.",
  ),
  outdated: error(
    "{how}",
    "'generate --check' compares what the specs give with what is in the output folder and " +
      "changes nothing. Run the same command without '--check' to bring the output up to date.",
  ),
  "no-such-type": error(
    "no type '{name}'",
    "'layout TYPE' takes the name of a record or register map, alone or as MODULE.TYPE. It is " +
      "looked for in the specs given (by default those in 'idl'), then in those of the package.",
  ),
  "no-such-code": error(
    "no code '{name}'",
    "'explain' takes a code as it stands in brackets at the end of an error; 'explain' alone " +
      "lists them all.",
  ),
  "no-compiler": error(
    "no C compiler: '{command}' cannot be run",
    "'build' needs a C compiler. Install one, or name it in the environment variable CC.",
  ),
  "compiler-failed": error(
    "'{command}' failed",
    "The C compiler's own messages above this line say why.",
  ),
  "no-pkg-config": error(
    "'{command}' cannot be run: on Debian, install {packages}",
    "pkg-config knows where this hypervisor's interface libraries are. Install it, or name one " +
      "like it in the environment variable PKG_CONFIG.",
  ),
  "missing-library": error(
    "pkg-config does not know {names}: on Debian, install {packages}",
    "This hypervisor's interface libraries come with its development package, and pkg-config finds them.",
  ),
  "internal-error": error(
    "internal error: {reason}; please report this, with the specs that caused it",
    "A bug in the tool, not in your input. Set HYPERSHIM_TRACE=1 to see where it happened.",
  ),
} as const satisfies Record<string, Message>;

/** The code of a command line message. */
export type CommandCode = keyof typeof commandMessages;

/** One problem that belongs to a path (or to nothing: then `path` is absent). */
export interface Problem {
  readonly code: CommandCode;
  readonly path?: string;
  readonly text: string;
  /** Advice in one line without a full stop. */
  readonly suggestion?: string | undefined;
}

type ProblemValues<C extends CommandCode> = Readonly<
  Record<Placeholders<(typeof commandMessages)[C]["text"]>, string | number>
>;

/** Makes a problem; the code decides which values its text needs. */
export function problem<C extends CommandCode>(
  code: C,
  path: string | undefined,
  values: ProblemValues<C>,
  suggestion?: string,
): Problem {
  const words: Readonly<Record<string, string | number>> = values;
  const text = commandMessages[code].text.replace(/\{(\w+)\}/g, (whole, key: string) =>
    String(words[key] ?? whole),
  );
  return { code, text, suggestion, ...(path === undefined ? {} : { path }) };
}

/** Advice where a name may have been meant; none where none is near enough. */
export function guess(name: string, candidates: readonly string[]): string | undefined {
  const found = nearest(name, candidates);
  return found === undefined ? undefined : `did you mean \`${found}\`?`;
}

/** A problem as compilers print them. */
export function renderProblem({ code, path, text, suggestion }: Problem): string {
  const place = path === undefined ? "" : `${path}: `;
  const help = suggestion === undefined ? "" : `\n  = help: ${suggestion}`;
  return `${place}error: ${text} [${code}]${help}`;
}

/** Why the operating system refused, in its own words but without the path. */
export function reasonOf(failure: unknown): string {
  const { code, message } = failure as NodeJS.ErrnoException;
  const words = reasons[code ?? ""];
  return words ?? message.replace(/^[A-Z]+: /, "").replace(/, \w+ '.*$/s, "");
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  ELOOP: "its symbolic links go round in circles",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many open files",
  EFBIG: "it would be larger than allowed",
  EIO: "input/output error",
};
