/** Who reads the page. */
export type Me = { id: string | null; name: string };
