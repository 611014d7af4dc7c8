import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDiagram } from './plain-diagram';

test.each([
  ['A[<img src=x onerror=alert(1)>]', 'A[＜img src=x onerror=alert(1)>]'],
  ['A["one<br/>two<BR>three"] --> B', 'A["one<br/>two<BR>three"] --> B'],
  ['<b onclick=x>b</b>', '＜b onclick=x>b</b>'],
  ['class A {\n<<interface>>\n}', 'class A {\n<<interface>>\n}'],
  ['<<img src=x onerror=y>>', '<＜img src=x onerror=y>>'],
  ['A <|-- B\nA <--> B\nA<<->>B\na < b & c', 'A <|-- B\nA <--> B\nA<<->>B\na < b & c'],
  ['</style><!--<?x', '＜/style>＜!--＜?x'],
  ['#lt;img #60;img &lt;img &LTimg &#60;img &#x3c;img #x03C;img', '＜img ＜img ＜img ＜img ＜img ＜img ＜img'],
  ['&amp;amp;lt;img', '＜img'],
  ['style A fill:#603,stroke:#lt', 'style A fill:#603,stroke:#lt'],
])('%s', (source, plain) => expect(plainDiagram(source)).toBe(plain));

test('no element with anything to it is left, and nothing that could become one', () => {
  const piece = fc.constantFrom(
    '<',
    '<',
    '>',
    '/',
    '!',
    'b',
    'br',
    'img',
    ' ',
    'src=x',
    'onerror=y',
    '"',
    '-',
    '&',
    '#',
    'amp;',
    'lt;',
    '60;',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const plain = plainDiagram(pieces.join(''));
      for (const [, name = '', more = ''] of plain.matchAll(/<\/?([a-z!?][^\s/>]*)([^>]*)/gi))
        expect(more.trim().replace('/', '') === '' && !/[=!?]/.test(name)).toBe(true);
      expect(plain).not.toMatch(/[&#](?:lt|60);/);
    }),
  );
});
