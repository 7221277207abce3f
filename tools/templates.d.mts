// What the tests of templates.mjs see of it.

/** The expression for a template, and the templates that it calls by their names in it. */
export function compileTemplate(
  file: string,
  source: string,
): { readonly expression: string; readonly partials: ReadonlyMap<string, string> };
