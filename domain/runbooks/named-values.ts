import { KIND_FORMATS } from './kinds';
import type { Kind } from './schema';

/** How a body of that kind writes the value `name`. */
export const writtenAs = (kind: Kind, name: string): string => KIND_FORMATS[kind].writtenAs(name);

/** The inputs and exported values that a block's body names, each once, in order. */
export const namedValues = (kind: Kind, body: string): string[] => [...new Set(KIND_FORMATS[kind].namedValues(body))];
