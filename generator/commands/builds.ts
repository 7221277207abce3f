// The builds that the package offers: a table beside the native sources, one row for each.
import table from "../../native/builds.json?text";

/** What is compiled and linked; a new hypervisor or a new kind of build is one more row. */
export interface Build {
  /**
   * `stub`: the hypervisor's knowledge is linked in. `proxy`: none is; a daemon has it. `any`: both,
   * and the URI decides. `daemon`: it. Other words name other arrangements.
   */
  readonly target: string;
  readonly hypervisor: string;
  /** Relative to the folder `native`. */
  readonly sources: readonly string[];
  /** Folders of `idl`; what they import comes along. */
  readonly specs: readonly string[];
  readonly libraries: readonly string[];
  /** Names that pkg-config knows, by the Debian package that brings them. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** All builds of that target go in as well, as far as their packages are installed. */
  readonly together?: string;
  /** It needs no sources of the user's. */
  readonly complete?: boolean;
  /** What did not go in for want of packages, and the packages. */
  readonly without?: readonly string[];
  /** Folders of the package that have headers. */
  readonly includes?: readonly string[];
  /** What the compiler and the linker are told besides. */
  readonly compile?: readonly string[];
  readonly link?: readonly string[];
}

interface Table {
  /** In every build. */
  readonly common: Pick<Build, "sources" | "specs" | "libraries">;
  readonly builds: readonly Build[];
}

/** All builds, each complete with what is common to all. */
export function readBuilds(): readonly Build[] {
  const { common, builds } = JSON.parse(table) as Table;
  return builds.map((build) => ({
    ...build,
    sources: [...common.sources, ...build.sources],
    specs: [...common.specs, ...build.specs],
    libraries: [...build.libraries, ...common.libraries],
  }));
}

/** The build with all that goes in together; `isInstalled` says whether packages are there. */
export function gather(
  build: Build,
  builds: readonly Build[],
  isInstalled: (packages: Build["packages"]) => boolean,
): Build {
  const wanted = builds.filter(({ target }) => target === build.together);
  const parts = wanted.filter(({ packages }) => isInstalled(packages));
  const missing = wanted.filter((part) => !parts.includes(part));
  const all = (key: "sources" | "specs" | "libraries") => [
    ...new Set([build, ...parts].flatMap((part) => part[key])),
  ];
  return {
    ...build,
    sources: all("sources"),
    specs: all("specs"),
    libraries: all("libraries"),
    packages: Object.assign({}, build.packages, ...parts.map((part) => part.packages)),
    without: missing.map(
      ({ hypervisor, packages }) => `${hypervisor} (install ${Object.keys(packages).join(", ")})`,
    ),
  };
}
