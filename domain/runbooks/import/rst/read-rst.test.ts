import { expect, it } from 'vitest';
import { writeMdx } from '@/lib/markdown/write-mdx';
import { importText } from '@/test/import-guide';
import { readRst } from './read-rst';

const markdown = (...lines: string[]) => writeMdx(readRst(lines.join('\n')).tree.children);

it.each([
  [['Title', '=====', '', 'Part', '----', '', 'Small', '~~~~~', '', 'Other', '-----'], '# Title\n\n## Part\n\n### Small\n\n## Other'],
  [['=====', 'Title', '====='], '# Title'],
  [['A long title', '=========='], '# A long title'],
  [['Run::', '', '   ls -l', '', '   df', '', 'After.'], 'Run:\n\n```\nls -l\n\ndf\n```\n\nAfter.'],
  [['.. code-block:: bash', '   :linenos:', '', '   ls'], '```bash\nls\n```'],
  [['.. prompt:: bash $', '', '   ls'], '```bash\nls\n```'],
  [
    ['1. **One**:', '', '   .. code-block:: sql', '', '      select 1', '', '2. Two'],
    '1. **One**:\n\n   ```sql\n   select 1\n   ```\n\n2. Two',
  ],
  [['**Signs**:', '- one', '- two'], '**Signs**:\n\n- one\n- two'],
  [['- a', '  more', '', '- b'], '- a\n  more\n- b'],
  [
    ['See ``ls -l``, `the page <https://a.example/x>`_, :code:`df` and *this*.'],
    'See `ls -l`, [the page](https://a.example/x), `df` and *this*.',
  ],
  [['Go to docs_ now.', '', '.. _docs: https://a.example/'], 'Go to [docs](https://a.example/) now.'],
  [['.. warning:: Take care.', '', '   It burns.'], '<Callout type="warning">\n  Take care.\n\n  It burns.\n</Callout>'],
  [['.. image:: a.png', '   :alt: A plan'], '![A plan](a.png)'],
  [['.. unheard-of:: Some words', '', '   And more.'], 'Some words\n\nAnd more.'],
  [['.. contents::', '   :depth: 2', '', '.. a comment', '', 'Text'], 'Text'],
  [['+---+---+', '| a | b |', '+===+===+', '| 1 | 2 |', '+---+---+'], '| a | b |\n| - | - |\n| 1 | 2 |'],
  [['=== ===', 'a   b', '=== ===', '1   2', '=== ==='], '| a | b |\n| - | - |\n| 1 | 2 |'],
  [
    ['=== ===', 'a   b', '=== ===', '', 'Words', '', '=== ===', '1   2', '=== ==='],
    '| a | b |\n| - | - |\n\nWords\n\n| 1 | 2 |\n| - | - |',
  ],
  [
    [
      '.. list-table::',
      '',
      '   * - Sign',
      '     - What to do',
      '   * - It hangs',
      '     - Restart it:',
      '',
      '       .. code:: bash',
      '',
      '          ls',
    ],
    '**Sign · What to do**\n\n- It hangs\n\n  Restart it:\n\n  ```bash\n  ls\n  ```',
  ],
  [['.. list-table::', '', '   * - a', '     - b', '   * - 1', '     - 2'], '| a | b |\n| - | - |\n| 1 | 2 |'],
  [['+---+-------+', '| a | Run:: |', '|   |       |', '|   |   ls  |', '+---+-------+'], '- a\n\n  Run:\n\n  ```\n  ls\n  ```'],
  [
    ['1. Set this', 'in the file::', '', '  [pool]', '  size = 1'],
    '1. Set this\n   in the file:\n\n   ```\n   [pool]\n   size = 1\n   ```',
  ],
  [['1. a', '', '2. Second', '---------', '', 'Words'], '1. a\n\n# 2. Second\n\nWords'],
  [['Send::', '', '{ "a": 1 }', '', 'After'], 'Send:\n\n```\n{ "a": 1 }\n```\n\nAfter'],
  [['if', '--', '', 'Words'], '# if\n\nWords'],
  [['Above', '', '----', '', 'below'], 'Above\n\n---\n\nbelow'],
  [['>>> 1 + 1', '2'], '```python\n>>> 1 + 1\n2\n```'],
  [[':Owner: the team'], '**Owner:** the team'],
  [['| one', '| two'], 'one\\\ntwo'],
])('%j', (lines, expected) =>
  expect(
    markdown(...lines)
      .replace(/ +\|/g, ' |')
      .replace(/-+ \|/g, '- |'),
  ).toBe(expected),
);

it('knows the underlines that are too short', () => {
  expect(readRst('A title\n======\n\nB\n-\n\nC part\n-----').short).toEqual([2, 8]);
});

it('is imported like Markdown, with every block and its line', async () => {
  const text = [
    'Orders',
    '======',
    '',
    '**Symptom**: it hangs',
    '',
    '.. code-block:: console',
    '',
    '   ERROR: too many orders',
    '',
    '.. code-block:: sql',
    '',
    '   select 1;',
  ];
  const { file, runbook, errors } = await importText(text.join('\n'), 'orders.rst');
  expect(errors).toEqual([]);
  expect(file.blocks.map(({ line, language, outcome }) => [line, language, outcome])).toEqual([
    [7, 'console', 'reference'],
    [11, 'sql', 'runnable'],
  ]);
  expect(runbook.sections.flatMap(({ signatures }) => signatures)).toContain('ERROR: too many orders');
});
