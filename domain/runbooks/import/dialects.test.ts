import { expect, it } from 'vitest';
import { importText } from '@/test/import-guide';

const drawn = async (text: string) => {
  const { mdx, file, errors } = await importText(`# Guide\n\n${text}\n`);
  expect(errors).toEqual([]);
  return { mdx, blocks: file.blocks };
};

it('goes on counting where every step is written 1. and its code is indented too little', async () => {
  const { mdx } = await drawn('1. Look\n  ```bash\n  df -h\n  ```\n1. Think\n  ```bash\n  free -m\n  ```\n  - twice\n1. Act');
  expect(mdx).toMatch(/1\. Look\n {3}```bash\n {3}df -h[\s\S]*2\. Think[\s\S]*- twice[\s\S]*3\. Act/);
});

it('leaves two lists two', async () => {
  expect((await drawn('1. a\n2. b\n\nWords\n\n1. c')).mdx).toMatch(/2\. b[\s\S]*Words[\s\S]*1\. c/);
});

it('takes a fence out of the indentation that made it code', async () => {
  const { mdx, blocks } = await drawn('* Look\n\n        ```bash\n        curl https://shop.internal/healthz\n        ```\n');
  expect(blocks.map(({ language, outcome }) => [language, outcome])).toEqual([['bash', 'runnable']]);
  expect(mdx).toContain('GET /healthz');
});

it('takes several fences and the words between them out of it', async () => {
  const text = '    a\n\n2. Look\n\n    On one:\n\n    ```bash\n    df\n    ```\n\n    On two:\n\n    ```bash\n    free\n    ```\n';
  const { mdx, blocks } = await drawn(text);
  expect(blocks.map(({ line, language }) => [line, language])).toEqual([
    [3, ''],
    [9, 'bash'],
    [15, 'bash'],
  ]);
  expect(mdx).toMatch(/On one:\n[\s\S]*df[\s\S]*On two:\n[\s\S]*free/);
});

it('leaves a guide about guides as it is', async () => {
  expect((await drawn('    # Title\n\n    ```bash\n    df\n    ```')).blocks).toHaveLength(1);
  expect((await drawn('````\n```bash\ndf\n```\n````')).blocks).toHaveLength(1);
});

it('keeps what a fence says of itself beside its language', async () => {
  const { mdx } = await drawn(
    '```json roles/cart.json\n{}\n```\n\n```yaml title="The pool"\na: 1\n```\n\n```console # wait a minute\n$ ls\n```',
  );
  expect(mdx).toMatch(/`roles\/cart\.json`\n\n```json\n[\s\S]*The pool\n\n```yaml\n[\s\S]*wait a minute\n\n```console\n/);
});

it('reads highlighted pieces of Hugo and Jekyll as fences', async () => {
  const { blocks } = await drawn(
    '{{< highlight bash >}}\ndf -h\n{{< /highlight >}}\n\n{% highlight sql %}\nselect 1;\n{% endhighlight %}\n\n```yaml\na: "{{< b >}}"\n```',
  );
  expect(blocks.map(({ language, outcome }) => [language, outcome])).toEqual([
    ['bash', 'reference'],
    ['sql', 'runnable'],
    ['yaml', 'reference'],
  ]);
});

it('keeps the words of notes and tabs, and drops their signs', async () => {
  const { mdx } = await drawn(
    [
      '[[_TOC_]]',
      '{{% alert title="Careful" color="warning" %}}\nMind it.\n{{% /alert %}}',
      '{{< tab "Linux" >}}\nWords [there]({{< ref "there.md" >}})\n{{< /tab >}}',
      ':::TabTitle Docker\n\nMore\n\n::EndTabs',
      '{: .note }\nLast',
    ].join('\n\n'),
  );
  for (const words of ['**Careful**', 'Mind it.', '**Linux**', '[there](there.md)', '**Docker**', 'More', 'Last'])
    expect(mdx).toContain(words);
  expect(mdx).not.toMatch(/TOC|alert|EndTabs|\.note/);
});

it('draws a table of HTML as a table', async () => {
  const { mdx } = await drawn(
    '<table>\n<tr><th>sign</th><th>meaning</th></tr>\n<tr><td><code>504</code></td><td>the pool<br>is full</td></tr>\n<tr><td>x</td></tr>\n</table>',
  );
  expect(mdx).toMatch(/\| sign\s*\| meaning\s*\|\n\|[ -]+\|[ -]+\|\n\| `504` \| the pool is full \|\n\| x\s*\|\s*\|/);
});

it('keeps the code that stands in a table of HTML', async () => {
  const { blocks } = await drawn('<table><tr><td>\n<pre>df -h</pre>\n</td></tr></table>');
  expect(blocks).toHaveLength(1);
});

it('says of a remark before a transcript that it is one', async () => {
  const { blocks } = await drawn("```shell\n# NAMESPACE='shop'\n\n$ oc get pods\nNAME READY\n```");
  expect(blocks[0]?.parts.map(({ why }) => why)[0]).toBe('Something for people to do.');
});
