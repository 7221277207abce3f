// What precompiled templates need when they run: one Handlebars runtime that refuses typing errors.
import Handlebars from "handlebars/runtime.js";

/** Renders one view; a view holds exactly the words its template prints. */
export type Template = (view: object) => string;

const runtime = Handlebars.create();

for (const name of ["each", "if", "with"] as const) {
  const original = runtime.helpers[name] as Handlebars.HelperDelegate;
  runtime.registerHelper(name, function (this: unknown, value: unknown, options: unknown) {
    if (value === undefined || value === null) {
      throw new Error(`{{#${name}}} of something that the view does not have`);
    }
    return original.call(this, value, options);
  });
}
/**
 * What every render needs, made once. The runtime makes it anew for each render, which takes longer
 * than rendering a short text, but for partials it takes what it is given.
 */
const context = {
  partial: true,
  helpers: runtime.helpers,
  partials: runtime.partials,
  decorators: runtime.decorators,
  hooks: {
    blockHelperMissing: () => {
      throw new Error("a block without a helper: write {{#each}}, {{#if}} or {{#with}}");
    },
  },
  // A view's own properties are all that a template sees.
  protoAccessControl: {
    methods: { whitelist: {}, defaultValue: false },
    properties: { whitelist: {}, defaultValue: false },
  },
};

/** Called by the modules that `tools/assets.mjs` makes of `.hbs` files. */
export function defineTemplate(name: string, compiled: TemplateSpecification): Template {
  const template = runtime.template(compiled);
  runtime.registerPartial(name, template);
  return (view) => {
    try {
      return template(view, context);
    } catch (error) {
      throw new Error(`${name}.hbs: ${(error as Error).message}`, { cause: error });
    }
  };
}
