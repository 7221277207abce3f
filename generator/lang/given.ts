// Optional properties as the strict compiler wants them: present, or not there at all.

type Given<Properties> = {
  [Key in keyof Properties]?: Exclude<Properties[Key], undefined>;
};

/** The properties that have a value; those that are undefined are left out. */
export function given<Properties extends object>(properties: Properties): Given<Properties> {
  const kept: { [Key in keyof Properties]?: unknown } = {};
  for (const key in properties) {
    if (properties[key] !== undefined) {
      kept[key] = properties[key];
    }
  }
  return kept as Given<Properties>;
}
