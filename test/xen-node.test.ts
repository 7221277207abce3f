// A backend in TypeScript on a real Xen: the cases of the one in C, by Node in domain 0.
import { declareAccesses } from "./xen/accesses.ts";
import { inTypeScript } from "./xen/backends.ts";
import { declareLives } from "./xen/lives.ts";
import { xenSuite } from "./xen/suite.ts";

xenSuite("a backend in TypeScript on Xen", inTypeScript("device", "register", "virtio-rng"), (xenTest) => {
  declareAccesses(xenTest);
  declareLives(xenTest);
});
