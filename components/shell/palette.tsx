'use client';
import { Command, defaultFilter } from 'cmdk';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { fetchRunbooks, type RunbookLine } from './fetch-runbooks';
import { openOverlay } from './overlay';
import { pageCommands } from './page-commands';
import { type Search, useHits } from './use-hits';

const PLACES = [
  { href: '/incidents', name: 'Incidents', keys: ['g', 'i'] },
  { href: '/runbooks', name: 'Runbooks', keys: ['g', 'r'] },
  { href: '/reviews', name: 'Reviews', keys: ['g', 'v'] },
  { href: '/action-items', name: 'Action items', keys: ['g', 'a'] },
  { href: '/analytics', name: 'Are we getting better?', keys: ['g', 'b'] },
  { href: '/', name: 'Start page', keys: ['g', 'h'] },
] as const;

/** Letters that only happen to stand in a name, far from each other, are no match. */
const WEAK = 0.05;
const LAST = 0.001;

/** Commands and places by how well they match; what is found elsewhere comes after them, so that nothing moves when it arrives. */
function rank(value: string, words: string, keywords?: string[]): number {
  if (value.startsWith('found ')) return LAST;
  const score = defaultFilter?.(value, words, keywords) ?? 0;
  return score < WEAK ? 0 : score;
}

/** Everything by its name: what this page can do, where to go, what can be found. */
export default function Palette({ text = '', onClose }: { text?: string; onClose: () => void }) {
  const router = useRouter();
  const [words, setWords] = useState(text);
  const [runbooks, setRunbooks] = useState<RunbookLine[]>([]);
  const [here] = useState(pageCommands);
  const search = useHits(words);
  useEffect(() => {
    fetchRunbooks().then(setRunbooks);
  }, []);
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const after = (act: () => void) => {
    onClose();
    // The dialog gives the focus back first.
    setTimeout(act, 0);
  };
  return (
    <Dialog title="Commands" hideTitle onClose={onClose}>
      <Command label="Commands" filter={rank} className="flex max-h-[min(70dvh,32rem)] flex-col">
        <Command.Input
          value={words}
          onValueChange={setWords}
          placeholder="Go to, run, declare, or paste an error"
          className="h-12 shrink-0 border-b border-line bg-transparent px-4 text-md outline-none"
        />
        <Command.List className="min-h-0 overflow-y-auto p-1">
          {here.length > 0 && (
            <Group heading="On this page">
              {here.map(({ name, key, press }) => (
                <Item key={name} value={name} onSelect={() => after(press)} keys={key ? [key] : []}>
                  {name}
                </Item>
              ))}
            </Group>
          )}
          <Group heading="Do">
            <Item value="Declare incident" onSelect={() => after(() => openOverlay({ name: 'declare' }))} keys={['c']}>
              Declare an incident
            </Item>
            <Item value="Keyboard keys help" onSelect={() => after(() => openOverlay({ name: 'keys' }))} keys={['?']}>
              Show the keys
            </Item>
          </Group>
          <Group heading="Go to">
            {PLACES.map(({ href, name, keys }) => (
              <Item key={href} value={`Go to ${name}`} onSelect={() => go(href)} keys={keys}>
                {name}
              </Item>
            ))}
            {runbooks.map(({ slug, title }) => (
              <Item key={slug} value={`Runbook ${title} ${slug}`} onSelect={() => go(`/runbooks/${slug}`)}>
                {title} <span className="text-ink-3">{slug}</span>
              </Item>
            ))}
          </Group>
          {/* Last in the document too: what arrives above the others as they are marked would be marked in their place. */}
          <Found search={search} onGo={go} />
        </Command.List>
      </Command>
    </Dialog>
  );
}

function Found({ search: { hits, state }, onGo }: { search: Search; onGo: (href: string) => void }) {
  if (state === 'idle') return null;
  if (hits.length === 0)
    return (
      <Command.Empty className="px-3 py-2 text-ink-3">
        {state === 'searching' ? 'Searching…' : 'Nothing of that name, and nothing found.'}
      </Command.Empty>
    );
  return (
    <Group heading="Found">
      {hits.map(({ href, title, context }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one place may be found twice
        <Item key={`${href} ${index}`} value={`found ${index} ${href}`} onSelect={() => onGo(href)}>
          <span className="min-w-0 truncate">{title}</span> <span className="min-w-0 truncate text-ink-3">{context}</span>
        </Item>
      ))}
    </Group>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = { value: string; onSelect: () => void; keys?: readonly string[]; children: ReactNode };

function Item({ value, onSelect, keys = [], children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex cursor-pointer items-baseline gap-2 rounded-sm px-3 py-1.5 aria-selected:bg-ink/8 touch:py-3"
    >
      {children}
      {keys.length > 0 && (
        <span className="ml-auto flex gap-1">
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  );
}
