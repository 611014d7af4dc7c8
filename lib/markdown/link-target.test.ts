import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAllowedLink } from './link-target';

it.each([
  'https://example.org/a?b=c:d',
  'HTTP://example.org',
  'mailto:a@b.c',
  'tel:+4930123',
  '#part',
  '/runbooks/a/b',
  './a.mdx',
  '../a/b.mdx#c',
  'a/b:c',
  '?q=a:b',
  '//example.org',
  '',
])('allows %j', (url) => expect(isAllowedLink(url)).toBe(true));

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:x',
  'java\nscript:x',
  'java\tscript:x',
  '\u0001javascript:x',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:x',
  'ftp://x',
  'a:b',
  '1:2',
])('refuses %j', (url) => expect(isAllowedLink(url)).toBe(false));

it('allows nothing that a browser would take for another scheme', () => {
  const noise = fc.constantFrom('', ' ', '\t', '\n', '\r', '\u0000', '\u001f');
  const scheme = fc.constantFrom('javascript:', 'data:', 'vbscript:', 'file:', 'blob:');
  fc.assert(
    fc.property(scheme, fc.array(noise, { minLength: 12, maxLength: 12 }), fc.string(), (name, between, rest) => {
      const url = [...name].map((char, index) => (between[index] ?? '') + char).join('') + rest;
      expect(isAllowedLink(url)).toBe(false);
    }),
  );
});
