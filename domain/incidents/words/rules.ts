/** At most so many characters of a text, with … for what is left out. Never half of a character: the database keeps none. */
export const cutText = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…` : text;
