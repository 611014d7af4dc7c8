import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMessage } from './render-message';

const BODY = `# Where we are

Reports **fail** since _14:30_; see [the room](https://sitrep.example/incidents/7?a=1&b=2).

- first
- second
  1. nested

> said before

\`\`\`
SELECT 1 < 2;
\`\`\`

| a | b |
|---|---|
| 1 | 2 |
`;
const HOSTILE = `<script>alert(1)</script> <img src=x onerror=alert(1)>

<b>bold</b> &lt;i&gt; [click](javascript:alert(1)) ![p](data:text/html,x) <!channel> <@U123> @channel @here

[x](https://a.example/"onmouseover="alert(1)) <http://a.example/|b>`;
const email = (body: string) => renderMessage('email', { subject: 's', body });

test('an e-mail is HTML of a few elements, and text that reads well', () => {
  const { html, text } = email(BODY);
  expect(html).toContain('<h2>Where we are</h2>');
  expect(html).toContain(
    '<p>Reports <strong>fail</strong> since <em>14:30</em>; see <a href="https://sitrep.example/incidents/7?a=1&amp;b=2"',
  );
  expect(html).toContain('<pre><code>SELECT 1 &lt; 2;</code></pre>');
  expect(text).toBe(
    'Where we are\n\nReports fail since 14:30; see the room (https://sitrep.example/incidents/7?a=1&b=2).\n\n- first\n- second\n  1. nested\n\n> said before\n\n    SELECT 1 < 2;\n\na | b\n1 | 2\n',
  );
});

test('Slack and Teams get their own Markdown', () => {
  const { text } = renderMessage('slack', { subject: 'P1 <Reports>', body: BODY });
  expect(text.split('\n\n').slice(0, 3)).toEqual([
    '*P1 &lt;Reports&gt;*',
    '*Where we are*',
    'Reports *fail* since _14:30_; see <https://sitrep.example/incidents/7?a=1&amp;b=2|the room>.',
  ]);
  const { body } = renderMessage('teams', { subject: 'P1 *Reports*', body: BODY }).attachments[0].content;
  expect(body.map((block) => block.text).slice(0, 3)).toEqual([
    'P1 \\*Reports\\*',
    '**Where we are**',
    'Reports **fail** since _14:30_; see [the room](https://sitrep.example/incidents/7?a=1&b=2).',
  ]);
});

describe('what people write stays text', () => {
  test('no markup, script or foreign scheme in an e-mail', () => {
    const { html } = email(HOSTILE);
    const tags = [...html.slice(html.indexOf('<body>')).matchAll(/<\/?(\w+)/g)].map(([, name]) => name);
    expect(new Set(tags)).toEqual(new Set(['body', 'p', 'a', 'html']));
    expect(html).not.toMatch(/href="(?!https?:|mailto:|tel:)/);
    expect(html).not.toMatch(/<[^>]+\son\w+=/);
  });

  test('no mention or call to everyone in Slack', () => {
    const { text } = renderMessage('slack', { subject: '<!here>', body: HOSTILE });
    expect(text).not.toMatch(/<[!@#]/);
    expect(text).not.toMatch(/@(channel|here|everyone)\b/);
    expect(text).not.toMatch(/<(?!https?:\/\/[^\s<>|]+\|)/);
  });

  test('no raw HTML and no foreign scheme in Teams', () => {
    const text = JSON.stringify(renderMessage('teams', { subject: 's', body: HOSTILE }));
    expect(text).not.toMatch(/(?<!\\)<\w/);
    expect(text).not.toMatch(/\]\((?!https?:|mailto:|tel:)/);
  });

  test('whatever it is, an e-mail holds no element but ours', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('<script>', '"><img onerror=x>', '[a](javascript:x)', '`', '```', '\n', '- ', '> ', '&#60;b&#62;', '<http://x/">'),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((all) => all.join('')),
        (body) => {
          const { html } = email(body);
          const inner = html.slice(html.indexOf('<body>') + 6, html.lastIndexOf('</body>'));
          const left = inner.replace(
            /<\/?(?:p|br|ul|ol|li|blockquote|pre|code|strong|em|del|hr|h[1-6]|table|thead|tbody|tr|th|td|\/?a)>|<ol start="\d+">|<a href="(?:https?|mailto|tel):[^"<>]*" rel="noopener noreferrer">/g,
            '',
          );
          expect(left).not.toMatch(/[<>]/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a subject is one line, and a message too long for its channel says that there is more', () => {
  expect(renderMessage('email', { subject: 'a\r\nBcc: b', body: '' }).subject).toBe('a Bcc: b');
  const body = Array.from({ length: 400 }, (_, index) => `Line ${index} ${'x'.repeat(120)}`).join('\n\n');
  const { text } = renderMessage('slack', { subject: 's', body });
  expect(text.length).toBeLessThan(40_000);
  expect(text).toMatch(/The rest is in the war room\.$/);
  expect(JSON.stringify(renderMessage('teams', { subject: 's', body })).length).toBeLessThan(28_000);
});
