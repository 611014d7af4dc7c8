/** How one way out writes what Markdown means. What `text` is given was written by people: it must come out as nothing but text. */
export type Sink = {
  text: (value: string) => string;
  strong: (inner: string) => string;
  em: (inner: string) => string;
  strike: (inner: string) => string;
  code: (value: string) => string;
  /** `address` is absolute and of a scheme that may be followed. */
  link: (address: string, inner: string) => string;
  /** The address of a place within the same page, where there is one to lead to; null when it may not be followed. */
  place?: (url: string) => string | null;
  lineBreak: string;
  heading: (inner: string, depth: number) => string;
  paragraph: (inner: string) => string;
  quote: (blocks: string[]) => string;
  /** `first` is the first item's number, null for bullets. */
  list: (items: string[][], first: number | null) => string;
  fence: (value: string) => string;
  rule: string;
  table: (rows: string[][]) => string;
};
