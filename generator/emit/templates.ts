// What compiled templates need when they run; tools/templates.mjs makes them of `.hbs` files.
//
// Most of this runs once per process, before V8 has compiled it: then counting through a list takes a
// fraction of what `for (… of …)` takes.

/** What templates can print. */
type Word = string | number | bigint | boolean;

/** Something that the view has to have; `place` says which template asks for it. */
export function given<Value>(value: Value | null | undefined, place: string): Value {
  if (value === undefined || value === null) {
    throw new Error(`${place} is not in the view`);
  }
  return value;
}

/** A word to be printed. */
export function word(value: Word | null | undefined, place: string): Word {
  const found = given(value, place);
  if (typeof found === "object") {
    throw new Error(`${place} is no word`);
  }
  return found;
}

/** Whether a condition holds; of a text or a list, whether there is anything in it. */
export function holds(value: Word | readonly unknown[] | null | undefined, place: string): boolean {
  const found = given(value, place);
  return Array.isArray(found) ? found.length > 0 : Boolean(found);
}

/** A text for each element of a list. */
export function each<View>(
  list: readonly View[] | null | undefined,
  place: string,
  render: (view: View) => string,
): string {
  const views = given(list, place);
  let text = "";
  for (let index = 0; index < views.length; index++) {
    text += render(views[index] as View);
  }
  return text;
}
