// How the tests run: in Node, two files at a time, long enough for compilers and guests.
import { defineConfig } from "vitest/config";
import { assetsForVite } from "./tools/assets.mjs";

// Continuous integration counts the results from a file.
const results = process.env["HYPERSHIM_TEST_RESULTS"];

export default defineConfig({
  plugins: [assetsForVite],
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    pool: "threads",
    maxWorkers: 2,
    // Guards against what hangs; a busy machine may take its time.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
  },
});
