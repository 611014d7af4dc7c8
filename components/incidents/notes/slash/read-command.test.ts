import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlockLine } from '@/components/incidents/notes/use-blocks';
import { takeDue, takeMention } from './arguments';
import type { SlashFacts } from './command';
import { COMMAND_NAMES } from './commands';
import { readCommand, suggestions, usageOf } from './read-command';

const block = (id: string, title: string, effect: BlockLine['effect'] = 'read'): BlockLine => ({
  ...{ id, title, effect, contentHash: 'h', inputs: [], needs: [], target: 'oatie-db' },
});
const every = { acknowledge: true, status: true, severity: true, note: true, editAnyNote: true, resolve: true } as const;
const facts: SlashFacts = {
  status: 'investigating',
  severity: 'P1',
  newest: 41,
  severities: (['P0', 'P1', 'P2', 'P3'] as const).map((severity) => ({ severity, label: `${severity} in words` })),
  people: [
    { id: 'a', name: 'Ana Weber' },
    { id: 'b', name: 'Bo' },
    { id: 'c', name: 'Bo Anders' },
    { id: 'd', name: 'Ana Young' },
  ],
  contacts: [
    { id: 'k', name: 'Kim Ito' },
    { id: 'l', name: 'Database on call' },
  ],
  blocks: [block('states', 'Connections by state'), block('held', 'Transactions left open'), block('end', 'End them all', 'destructive')],
  may: {
    ...every,
    reopen: true,
    investigate: true,
    run: true,
    assignRole: true,
    escalate: true,
    draftUpdate: true,
    edit: true,
    merge: true,
    participants: true,
    restrict: true,
  },
};
const now = new Date(2026, 10, 26, 14, 30);
const read = (text: string, given = facts) => readCommand(text, given, now);
const labels = (text: string) => suggestions(text, facts).map(({ label }) => label);

test.each([
  ['/status identified found it', { do: 'status', status: 'identified', reason: 'found it' }],
  ['/STATUS Monitoring', { do: 'status', status: 'monitoring', reason: '' }],
  ['/severity p0 all reports', { do: 'severity', severity: 'P0', from: 'P1', reason: 'all reports' }],
  ['/ack', { do: 'acknowledge' }],
  ['/run Connections by state', { do: 'run', block: facts.blocks[0] }],
  ['/run left open', { do: 'run', block: facts.blocks[1] }],
  ['/task Call the vendor', { do: 'task', title: 'Call the vendor' }],
  ['/task @bo anders Call', { do: 'task', title: 'Call', owner: facts.people[2] }],
  ['/task Call @Bo', { do: 'task', title: 'Call', owner: facts.people[1] }],
  ['/task Call @Ana Weber due 15:00', { do: 'task', title: 'Call', owner: facts.people[0], dueAt: new Date(2026, 10, 26, 15, 0) }],
  ['/task Call due 9:05 @Bo', { do: 'task', title: 'Call', owner: facts.people[1], dueAt: new Date(2026, 10, 27, 9, 5) }],
  ['/task Call in 30 min', { do: 'task', title: 'Call', dueAt: new Date(2026, 10, 26, 15, 0) }],
  ['/hypothesis A leak', { do: 'hypothesis', statement: 'A leak' }],
  ['/hypothesis A leak | left open', { do: 'hypothesis', statement: 'A leak', block: facts.blocks[1] }],
  ['/decide Roll back\n\n- now', { do: 'note', body: 'Roll back\n\n- now', decision: true }],
  ['/pin', { do: 'pin', event: 41, label: '' }],
  ['/pin e12 the cause', { do: 'pin', event: 12, label: 'the cause' }],
  ['/pin #e12', { do: 'pin', event: 12, label: '' }],
  ['/pin what broke', { do: 'pin', event: 41, label: 'what broke' }],
  ['/role comma @Bo', { do: 'role', role: 'commander', person: facts.people[1], note: '' }],
  ['/role scribe @Ana Weber writes', { do: 'role', role: 'scribe', person: facts.people[0], note: 'writes' }],
  ['/escalate 2 the database is full', { do: 'escalate', level: 2, note: 'the database is full' }],
  ['/escalate @Kim the database is full', { do: 'ask', contact: facts.contacts[0], note: 'the database is full' }],
  ['/escalate @database on call disks fill', { do: 'ask', contact: facts.contacts[1], note: 'disks fill' }],
  ['/update', { do: 'press', command: 'Write update', part: 'updates' }],
  ['/resolve', { do: 'press', command: 'Resolve' }],
  ['/help', { do: 'help' }],
])('%s', (text, command) => expect(read(text)).toEqual(command));

test.each([
  ['/status resolved', /from there it can become identified, monitoring, cancelled.* use \/resolve/],
  ['/status', /from there it can become/],
  ['/severity P1', /It is P1 already/],
  ['/status nowhere', /“nowhere” is no status.*from there it can become identified/],
  ['/status cancelled', /Say why/],
  ['/severity P9', /“P9” is no severity.*P0, P1, P2, P3/],
  ['/run', /Say which diagnostic/],
  ['/run e', /Which one is meant by “e”/],
  ['/run nothing', /is called “nothing”.*Behind “\/run ” all of them/],
  ['/update we restart', /takes no words/],
  ['/', /Say which command: “\/” lists them/],
  ['/task', /Say what/],
  ['/task Call @Zoe', /Nobody here is called @Zoe. Write @/],
  ['/task Call @Ana', /Nobody here is called @Ana/],
  ['/hypothesis A leak | End them all', /called “End them all”.*Behind “\|”/],
  ['/decide', /Say what/],
  ['/role', /Say which role: incident commander/],
  ['/role comm @Bo', /Say which role/],
  ['/role nobody', /“nobody” is no role/],
  ['/role scribe', /Say who, with @/],
  ['/role scribe @Zoe', /Nobody here is called @Zoe/],
  ['/escalate 5 help', /1 to 4/],
  ['/escalate 2', /Say what you need/],
  ['/var/log is full', /There is no command \/var\/log.*“\/\/”/],
  ['/constructor', /There is no command/],
])('%s is refused, and why', (text, why) => {
  const command = read(text);
  expect(command.do === 'refuse' && command.why).toMatch(why);
});

test('a note that begins with a slash is written with two', () => {
  expect(read('//var/log is full')).toEqual({ do: 'note', body: '/var/log is full', decision: false });
});

test('what the roles do not allow is refused and not offered', () => {
  const reader = { ...facts, may: { ...facts.may, status: false } };
  expect(read('/status identified', reader)).toMatchObject({ do: 'refuse' });
  expect(suggestions('/sta', reader)).toEqual([]);
});

describe('completion', () => {
  test.each([
    ['/', COMMAND_NAMES.filter((name) => name !== 'ack' && name !== 'reopen').map((name) => expect.stringContaining(`/${name}`))],
    ['/re', ['/resolve']],
    ['/se', ['/severity P0 [why]']],
    ['/status ', ['Identified', 'Monitoring', 'Cancelled']],
    ['/status mon', ['Monitoring']],
    ['/status monitoring because', []],
    ['/severity ', ['P0', 'P2', 'P3']],
    ['/run open', ['Transactions left open']],
    ['/run Transactions left open', []],
    ['/task Call @bo', ['Bo Anders']],
    ['/task Call', []],
    ['/role sc', ['scribe']],
    ['/role scribe @an', ['Ana Weber', 'Ana Young']],
    ['/hypothesis A leak | ', ['Connections by state', 'Transactions left open']],
    ['a note', []],
    ['//status', []],
    ['/constructor ', []],
  ])('%s', (text, expected) => expect(labels(text)).toEqual(expected));

  test('says how the command goes that is being written', () => {
    expect(usageOf('/task Call')).toBe('/task what [@who] [due 15:00]');
    expect(usageOf('/ta')).toBeUndefined();
  });
});

const anything = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('/', '//', ' /'), fc.constantFrom(...COMMAND_NAMES, 'x', ''), fc.string({ maxLength: 30 }))
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('/', 'task', ' ', '@', '@Bo', 'due', ' 15:00', 'in 5 m', '|', '\n', 'run', '#e1'))
    .map((parts) => parts.join('')),
);

test('whatever is typed is understood or refused with a reason, and only what begins with one slash is a command', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const command = read(text);
      if (command.do === 'refuse') expect(command.why.length).toBeGreaterThan(5);
      const said = text.trim();
      if (!said.startsWith('/')) expect(command).toEqual({ do: 'note', body: said, decision: false });
      if (said.startsWith('//')) expect(command).toEqual({ do: 'note', body: said.slice(1), decision: false });
      if (command.do === 'note' && !command.decision) expect(/^\/[^/]/.test(said)).toBe(false);
    }),
  );
});

test('every suggestion goes on from what is typed, and taking it never offers it again', () => {
  fc.assert(
    fc.property(anything, (text) => {
      for (const { text: next } of suggestions(text, facts)) {
        expect(next).toMatch(/^\/[a-z]+/);
        expect(suggestions(next, facts).map((one) => one.text)).not.toContain(`${next} `);
        expect(read(next)).not.toMatchObject({ why: expect.stringContaining('There is no command') });
      }
    }),
  );
});

const word = fc.stringMatching(/^[A-Z][a-zäöü]{1,8}$/);
const name = fc.tuple(word, word).map((words) => words.join(' '));

test('a person who is named in full is found, whoever else is here, and nothing of the title is lost', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), word, word, (names, before, after) => {
      const people = names.map((one) => ({ id: one, name: one }));
      const person = people[0];
      const found = takeMention(`${before} @${person?.name}, ${after}`, people);
      expect(found).toEqual({ rest: `${before} , ${after}`, person });
    }),
  );
});

test('a time of day is always the next one', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(2020, 0, 1), max: new Date(2035, 0, 1), noInvalidDate: true }),
      fc.nat(23),
      fc.nat(59),
      (at, hours, minutes) => {
        const { rest, dueAt } = takeDue(`Call due ${hours}:${String(minutes).padStart(2, '0')}`, at);
        expect(rest).toBe('Call');
        const aheadMs = (dueAt?.getTime() ?? 0) - at.getTime();
        expect(aheadMs).toBeGreaterThan(0);
        expect(aheadMs).toBeLessThanOrEqual(25 * 3_600_000);
      },
    ),
  );
});
