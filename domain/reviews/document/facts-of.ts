import { Facts, type ReviewDocument } from './schema';

const FACT_NAMES = Object.keys(Facts.shape) as (keyof Facts)[];

/** The facts that a document tells, without what people made of them. */
export const factsOf = (document: ReviewDocument): Facts =>
  Object.fromEntries(FACT_NAMES.map((name) => [name, document[name]])) as unknown as Facts;
