// Names as words: one rule for how a spec's name is spelt in every target.

/**
 * The words of a declaration's name in targets: the module's prefix, then the name, with the words
 * that both share said once. `net_queue` in a module with prefix `net` stays `net_queue`,
 * `queue_slot` in module `net_queue` is `net_queue_slot`.
 */
export function qualify(prefix: string, name: string): string {
  const before = prefix.split("_");
  const words = name.split("_");
  let leading = 0;
  while (leading < before.length && leading < words.length && before[leading] === words[leading]) {
    leading++;
  }
  if (leading > 0) {
    return [...before, ...words.slice(leading)].join("_");
  }
  for (let overlap = Math.min(before.length, words.length); overlap > 0; overlap--) {
    if (before.slice(-overlap).join("_") === words.slice(0, overlap).join("_")) {
      return [...before, ...words.slice(overlap)].join("_");
    }
  }
  return [...before, ...words].join("_");
}

/** `io_state` → `IO_STATE`. */
export function upper(name: string): string {
  return name.toUpperCase();
}

/**
 * `io_state` → `IoState`, and so `IO_STATE`: a word all in capitals is like one without any.
 * Digits keep their underscore apart: `v1_2` → `V1_2`.
 */
export function pascal(name: string): string {
  return name
    .split("_")
    .filter((word) => word !== "")
    .map((word) => (word === word.toUpperCase() ? word.toLowerCase() : word))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .reduce(
      (text, word) => (/\d$/.test(text) && /^\d/.test(word) ? `${text}_${word}` : text + word), "",
    );
}

/** `io_state` → `ioState`. */
export function camel(name: string): string {
  const text = pascal(name);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `io_state` → `io-state`, for file names. */
export function kebab(name: string): string {
  return name.replaceAll("_", "-");
}

/** Words that C or C++ keep for themselves, and what compilers define without being asked. */
const cWords = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t
  char8_t class co_await co_return co_yield compl concept const const_cast consteval constexpr
  constinit continue decltype default delete do double dynamic_cast else enum errno explicit export
  extern false float for friend goto if inline int linux long mutable namespace new noexcept not
  not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires
  restrict return short signed sizeof static static_assert static_cast struct switch template this
  thread_local throw true try typedef typeid typename typeof union unix unsigned using virtual void
  volatile wchar_t while xor xor_eq`.split(/\s+/),
);

/** What the headers that generated C includes define: macros, types and functions. */
const cLibrary = new Set(
  `NULL assert errno int8_t int16_t int32_t int64_t intmax_t intptr_t max_align_t memchr memcmp
  memcpy memmove memset offsetof ptrdiff_t size_t static_assert strchr strcmp strlen strncmp
  uint8_t uint16_t uint32_t uint64_t uintmax_t uintptr_t`.split(/\s+/),
);

/** Macros for constants, limits and error numbers. */
const cMacro = /^(?:U?INT(?:8|16|32|64|MAX|PTR)_(?:C|MAX|MIN)|SIZE_MAX|E[A-Z0-9]{2,})$/;

/** What has been found out: a record's members are asked about again and again. */
const known = new Map<string, boolean>();

function isC(name: string): boolean {
  let found = known.get(name);
  if (found === undefined) {
    found = cWords.has(name) || cLibrary.has(name) || cMacro.test(name);
    known.set(name, found);
  }
  return found;
}

/** Words that TypeScript does not take as the name of a variable or parameter in a module. */
const tsWords = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new
  null package private protected public return static super switch this throw true try typeof
  undefined var void while with yield`.split(/\s+/),
);

/** Types that generated TypeScript uses by their global names. */
const tsGlobals = new Set(
  `Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Error Int32Array
  Map Math Number Object Promise RangeError Record Set SharedArrayBuffer String Symbol TextDecoder
  TextEncoder TypeError Uint16Array Uint32Array Uint8Array`.split(/\s+/),
);

/** Whether a declaration cannot have a qualified name, because a target uses that name itself. */
export function isTaken(qualified: string): boolean {
  return isC(qualified) || tsGlobals.has(pascal(qualified));
}

/** Headers of C and POSIX: a file of that name would be found in their place. */
const cHeaders = new Set(
  `aio alloca assert byteswap complex cpio crypt ctype dirent dlfcn elf endian err errno error
  execinfo fcntl features fenv float fmtmsg fnmatch ftw getopt glob grp iconv ifaddrs inttypes
  iso646 langinfo libgen limits link locale malloc math memory monetary mqueue ndbm netdb nl_types
  poll pthread pwd regex resolv sched search semaphore setjmp signal spawn stdalign stdarg
  stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings stropts syslog tar
  termios tgmath threads time trace uchar ucontext ulimit unistd utime utmp utmpx values wchar
  wctype wordexp`.split(/\s+/),
);

/** Whether `name.h` is a header of C or POSIX. */
export function isHeader(name: string): boolean {
  return cHeaders.has(name.toLowerCase());
}

/** Whether TypeScript can spell a name: `_` and `_1` have nothing that a word can begin with. */
export function isSpellable(name: string): boolean {
  return /^_*[A-Za-z]/.test(name);
}

/** A name as a C member or parameter: one that C, C++ or a header has gets a trailing `_`. */
export function cName(name: string): string {
  return isC(name) ? `${name}_` : name;
}

/**
 * A name as a TypeScript member or parameter: a word that the language keeps gets a trailing `$`.
 */
export function tsName(name: string): string {
  const text = camel(name);
  return tsWords.has(text) ? `${text}$` : text;
}
