// A backend in TypeScript on a real Xen: the cases of the one in C, by Node in domain 0.
import { declareAccesses } from "./xen/accesses.ts";
import { builds, inTypeScript } from "./xen/backends.ts";
import { declareLives } from "./xen/lives.ts";
import { xenSuite } from "./xen/suite.ts";

for (const build of builds) {
  const programs = inTypeScript(build, "device", "register", "virtio-rng");
  xenSuite(`a backend in TypeScript on Xen: ${build}`, programs, (xenTest) => {
    declareAccesses(xenTest, build);
    declareLives(xenTest, build);
  });
}
