import type { EnvWanted } from '@/domain/runbooks/kinds/env';
import { type Concern, failing, warning } from '../concern';

/** What a value is like, without what it is. */
export type ValueShape = {
  length: number;
  shape: 'empty' | 'url' | 'int' | 'bool' | 'path' | 'json' | 'text';
  /** Of an address: where it leads, without who signs in there. */
  address: string | null;
};

/** Addresses whose path names a database; that of any other may be the secret itself. */
const WITH_PATH = /^(?:postgres(?:ql)?|mysql|mariadb|mongodb|redis|rediss|amqps?)(?:\+[a-z0-9]+)?:$/;
const PLACEHOLDER = /^(?:change[-_ ]?me|your[-_ ].*|x{3,}|todo|secret|password|example|<.*>)$/i;

function addressOf(value: string): string | null {
  const text = value.replace(/^([a-z][a-z0-9]*)\+[a-z0-9]+:\/\//i, '$1://');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.host ? `${url.protocol}//${url.host}${WITH_PATH.test(url.protocol) ? url.pathname : ''}` : null;
}

export function shapeOf(value: string): ValueShape {
  const address = addressOf(value);
  const { length } = value;
  if (!value) return { length, shape: 'empty', address };
  if (address) return { length, shape: 'url', address };
  if (/^[+-]?\d+$/.test(value)) return { length, shape: 'int', address };
  if (/^(?:true|false|yes|no|on|off)$/i.test(value)) return { length, shape: 'bool', address };
  if (/^[[{][\s\S]*[\]}]$/.test(value)) return { length, shape: 'json', address };
  return { length, shape: /^\.{0,2}\/\S+$/.test(value) ? 'path' : 'text', address };
}

/** What is wrong with the value of a variable, in words that do not hold it. Pure. */
export function judgeValue(name: string, value: string | undefined, wanted: EnvWanted): Concern[] {
  if (value === undefined) return wanted.required ? [failing('missing', `${name} is not set`)] : [];
  const { shape, address, length } = shapeOf(value);
  const problems: Concern[] = [];
  if (shape === 'empty') return wanted.required ? [failing('empty', `${name} is empty`)] : [];
  if (value !== value.trim()) problems.push(warning('spaces', `${name} begins or ends with a space`));
  if (/^(["']).*\1$/.test(value)) problems.push(warning('quoted', `${name} holds its own quotes`));
  if (PLACEHOLDER.test(value)) problems.push(failing('placeholder', `${name} still holds a placeholder`));
  if (wanted.shape && shape !== wanted.shape && !(wanted.shape === 'bool' && /^[01]$/.test(value)))
    problems.push(
      failing('shape', `${name} is no ${wanted.shape === 'url' ? 'address' : wanted.shape === 'int' ? 'whole number' : 'true or false'}`),
    );
  if (wanted.port && address && !/:\d+(?:\/|$)/.test(address.replace(/^[a-z0-9+.-]+:\/\//i, '')))
    problems.push(warning('port', `${name} names no port: the usual one is meant`));
  if (wanted.leastLength !== undefined && length < wanted.leastLength)
    problems.push(failing('too_short', `${name} has ${length} characters; at least ${wanted.leastLength} are needed`));
  if (wanted.mostLength !== undefined && length > wanted.mostLength)
    problems.push(failing('too_long', `${name} has ${length} characters; at most ${wanted.mostLength} are allowed`));
  if (wanted.options && !wanted.options.includes(value))
    problems.push(failing('option', `${name} is none of ${wanted.options.join(', ')}`));
  return problems;
}
