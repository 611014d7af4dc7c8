import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawMermaid } from './draw-mermaid';
import { readSvg } from './read-svg';

const label = async (source: string) => (await drawMermaid(source))?.properties.ariaLabel;

describe('what is drawn here', () => {
  it.each([
    ['graph TD\n A-->B', 'Diagram: A, B'],
    ['graph TD;\n A==>B;', 'Diagram: A, B'],
    ['graph LR\n A[Pool full?]-->|yes|B("End it")\n A-.->C', 'Diagram: yes, Pool full?, End it, C'],
    ['graph TD\n a-b-->c', 'Diagram: a-b, c'],
    ['sequenceDiagram\n participant A as Ana\n A->>B: hello', 'Diagram: hello, Ana, B'],
  ])('%j', async (source, expected) => expect(await label(source)).toBe(expected));
});

describe('what is left to the browser, whole', () => {
  it.each([
    'pie\n "a": 1',
    'gantt\n title x',
    'hello',
    '',
    'graph TD\n A --o B',
    'graph TD\n A@{ shape: rect } --> B',
    'graph TD\n A --> B\n click A "javascript:alert(1)"',
    `graph TD\n A[${'x'.repeat(20_000)}]`,
  ])('%j', async (source) => expect(await drawMermaid(source)).toBeNull());
});

const HOSTILE = [
  'graph LR\n A["<script>alert(1)</script>"] --> B',
  'graph LR\n A["<img src=x onerror=alert(1)>"] --> B',
  'graph LR\nclassDef x fill:url(http://evil.test),stroke:red"onload="alert(1)\n A:::x --> B',
  'graph LR\n A --> B\n style A fill:red"/><script>alert(1)</script>',
];

it.each(HOSTILE)('draws nothing that acts: %j', async (source) => {
  const text = JSON.stringify(await drawMermaid(source)) ?? 'null';
  expect(text).not.toMatch(/"tagName":"(?:script|img|style|foreignObject|a|image)"|"on[a-z]+":|http|"style":|"href"/i);
});

it('never throws', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('graph TD\n', 'sequenceDiagram\n', 'stateDiagram-v2\n', 'erDiagram\n'),
      fc.string({ maxLength: 80 }),
      async (head, text) => {
        const drawing = await drawMermaid(head + text);
        expect(drawing === null || drawing.tagName === 'svg').toBe(true);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

describe('an SVG', () => {
  const read = (inner: string) => JSON.stringify(readSvg(`<svg viewBox="0 0 1 1">${inner}</svg>`, 'p-'));
  it.each([
    ['<script>alert(1)</script>', 'script'],
    ['<g onload="alert(1)"/>', 'onload'],
    ['<a href="javascript:x"><text>t</text></a>', 'javascript'],
    ['<foreignObject><rect/></foreignObject>', 'rect'],
    ['<style>@import url(http://x)</style>', 'import'],
    ['<image href="http://x"/>', 'http'],
    ['<rect fill="url(http://x)"/>', 'http'],
    ['<rect fill="#ff0000"/>', 'ff0000'],
    ['<rect style="fill:red"/>', 'red'],
    ['<use href="#x"/>', 'use'],
    ['<rect constructor="1"/>', 'constructor'],
  ])('%s loses %s', (inner, gone) => expect(read(inner)).not.toContain(gone));

  it('keeps drawing, with ids of its own', () => {
    expect(
      read('<defs><marker id="m" refX="1"/></defs><line x1="0" marker-end="url(#m)" stroke="var(--x)"/><text>a &lt;b&gt; &#65;</text>'),
    ).toBe(
      '{"type":"element","tagName":"svg","properties":{"viewBox":"0 0 1 1"},"children":[{"type":"element","tagName":"defs","properties":{},"children":[{"type":"element","tagName":"marker","properties":{"id":"p-m","refX":"1"},"children":[]}]},{"type":"element","tagName":"line","properties":{"x1":"0","markerEnd":"url(#p-m)","stroke":"var(--x)"},"children":[]},{"type":"element","tagName":"text","properties":{},"children":[{"type":"text","value":"a <b> A"}]}]}',
    );
  });

  it.each(['', 'x', '<svg>', '<svg></g>', '<svg/><svg/>', '<g/>', '<svg a=b/>', '</svg>'])('refuses %j', (text) =>
    expect(readSvg(text, '')).toBeNull(),
  );
});
