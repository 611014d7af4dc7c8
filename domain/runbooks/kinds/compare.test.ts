import { expect, test } from 'vitest';
import { checkRunbook } from '../check-runbook';
import { parseRunbook } from '../parse-runbook';
import type { Target } from '../schema';

const parsed = (other: string) =>
  parseRunbook({
    slug: 'a/b',
    file: 'b.mdx',
    syntax: 'mdx',
    bytes: Buffer.from(
      `---\ntitle: T\nsummary: S\nowner: O\n---\n\n<Diagnostic id="x" title="X" target="dev">\n\`\`\`compare\nwith ${other}\n\`\`\`\n</Diagnostic>\n`,
    ),
  }).runbook;
const targets = new Map<string, Target>(
  (['dev', 'prod', 'web'] as const).map((name) => [
    name,
    { name, kind: name === 'web' ? 'http' : 'postgres', environment: 'local', egress: [] },
  ]),
);

test('a block that compares brings the other target with it, and changes its hash with it', () => {
  const [prod, web] = [parsed('prod'), parsed('web')].map(({ blocks }) => blocks[0]);
  expect(prod?.parts?.map(({ target }) => target)).toEqual(['prod']);
  expect(prod?.contentHash).not.toBe(web?.contentHash);
});

test('the doctor looks at both targets', async () => {
  const rules = async (other: string) => (await checkRunbook(parsed(other), targets)).map(({ rule }) => rule);
  expect(await rules('prod')).toEqual([]);
  expect(await rules('web')).toEqual(['target/kind']);
  expect(await rules('nowhere')).toEqual(['target/unknown']);
});
