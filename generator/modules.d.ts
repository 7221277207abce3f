// What imports of templates and text files are; tools/assets.mjs makes them so.

declare module "*.hbs" {
  const render: (view: object) => string;
  export default render;
}

declare module "*?text" {
  const text: string;
  export default text;
}
