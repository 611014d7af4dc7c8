type Named = { name: string; email?: string };

/** A person's name; with the address where another of these people has the same name. */
export const nameAmong = (people: readonly Named[], { name, email }: Named): string =>
  email && people.filter((one) => one.name === name).length > 1 ? `${name} (${email})` : name;
