// Makes functions of templates: a `.hbs` file becomes one expression that puts its text together.
//
// Handlebars' own code is general and therefore slow when it has just been loaded, which is the one
// time that this tool runs it. Templates here hold loops, conditions, words and other templates:
//
//   {{name}} {{this}}   {{#each list}}…{{/each}}   {{#if flag}}…{{else}}…{{/if}}   {{#unless flag}}
//   {{> other view}}    the file other.hbs, with that view; a template may call itself
//
// All else is refused here, and what a view does not have is refused when it is asked for.
import path from "node:path";
import Handlebars from "handlebars";

/** The expression for a template, and the templates that it calls by their names in it. */
export function compileTemplate(file, source) {
  const partials = new Map([[file, "render"]]);
  const compiler = { file, partials, depth: 0 };
  const expression = ofProgram(compiler, Handlebars.parse(source));
  partials.delete(file);
  return { expression, partials };
}

function ofProgram(compiler, program) {
  const parts = program.body.map((statement) => ofStatement(compiler, statement));
  return ['""', ...parts].join(" + ");
}

function ofStatement(compiler, statement) {
  switch (statement.type) {
    case "ContentStatement":
      return JSON.stringify(statement.value);
    case "CommentStatement":
      return '""';
    case "MustacheStatement":
      return ofWord(compiler, statement);
    case "BlockStatement":
      return ofBlock(compiler, statement);
    case "PartialStatement":
      return ofPartial(compiler, statement);
    default:
      return refuse(compiler, statement);
  }
}

/** Most words are texts already, which is seen here quicker than in a function. */
function ofWord(compiler, statement) {
  refuseMore(compiler, statement, 0);
  const { value, place } = ofPath(compiler, statement.path);
  return `(typeof ${value} === "string" ? ${value} : word(${value}, ${place}))`;
}

function ofBlock(compiler, statement) {
  refuseMore(compiler, statement, 1);
  const { value, place } = ofPath(compiler, statement.params[0]);
  const condition = `holds(${value}, ${place})`;
  const inverse = statement.inverse ? ofProgram(compiler, statement.inverse) : '""';
  switch (statement.path.original) {
    case "if":
      return `(${condition} ? ${ofProgram(compiler, statement.program)} : ${inverse})`;
    case "unless":
      return `(${condition} ? ${inverse} : ${ofProgram(compiler, statement.program)})`;
    case "each": {
      if (statement.inverse) {
        return refuse(compiler, statement);
      }
      const inner = { ...compiler, depth: compiler.depth + 1 };
      const each = ofProgram(inner, statement.program);
      return `each(${value}, ${place}, (${view(inner)}) => ${each})`;
    }
    default:
      return refuse(compiler, statement);
  }
}

function ofPartial(compiler, statement) {
  refuseMore(compiler, statement, 1);
  if (statement.indent !== "") {
    return refuse(compiler, statement);
  }
  const { file, partials } = compiler;
  const target = path.resolve(path.dirname(file), `${statement.name.original}.hbs`);
  const name = partials.get(target) ?? `partial${partials.size}`;
  partials.set(target, name);
  const { value, place } = ofPath(compiler, statement.params[0]);
  return `${name}(given(${value}, ${place}))`;
}

/** A word of the view, and where it was asked for. */
function ofPath(compiler, node) {
  const isOwn = node.type === "PathExpression" && node.depth === 0 && !node.data;
  if (!isOwn || node.parts.length > 1 || node.parts.some((name) => name in Object.prototype)) {
    return refuse(compiler, node);
  }
  return {
    value: [view(compiler), ...node.parts].join("."),
    place: JSON.stringify(`${placeOf(compiler, node)}: {{${node.original}}}`),
  };
}

function view({ depth }) {
  return `view${depth === 0 ? "" : depth}`;
}

/** The compiler knows one way to say each thing. */
function refuseMore(compiler, statement, count) {
  const { params, hash, program } = statement;
  if (params.length !== count || hash !== undefined || program?.blockParams !== undefined) {
    refuse(compiler, statement);
  }
}

function refuse(compiler, node) {
  throw new Error(`${placeOf(compiler, node)}: templates here have no ${node.type} of this form`);
}

function placeOf({ file }, { loc }) {
  return `${path.basename(file)}:${loc.start.line}`;
}
