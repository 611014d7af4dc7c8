import type { Rights } from '@/components/incidents/lifecycle/rights';
import { STATUS_WORDS } from '@/components/incidents/lifecycle/status-words';
import { ROLE_WORDS } from '@/domain/incidents/people/rules';
import { isOpen, nextStatuses } from '@/domain/incidents/rules';
import type { IncidentRole } from '@/prisma/generated/enums';
import { blocksLike, findBlock, firstWord, openMention, takeDue, takeMention } from './arguments';
import type { Command, SlashFacts, Suggestion } from './command';

type Known = {
  /** What stands behind the name. */
  usage: string;
  says: string;
  needs: keyof Rights;
  /** Offered only then. */
  when?: (facts: SlashFacts) => boolean;
  /** Understands what stands behind the name. */
  read: (rest: string, facts: SlashFacts, now: Date) => Command;
  /** Ways to go on, each with the text behind the name. */
  suggest?: (rest: string, facts: SlashFacts) => Suggestion[];
};

const ROLES = Object.keys(ROLE_WORDS) as IncidentRole[];
const refuse = (why: string): Command => ({ do: 'refuse', why });
/** "“P9” is no severity. " before what there is; nothing when nothing was said. */
const isNo = (word: string, what: string) => (word ? `“${word}” is no ${what}. ` : '');
const nobody = (name: string) => refuse(`Nobody here is called @${name}. Write @ to choose from those who are.`);
const NO_BLOCKS = 'No runbook with diagnostics is open here, or it is still being read. Choose one in the Runbook tab.';

export const COMMANDS = {
  status: {
    usage: 'new [why]',
    says: 'Change the status',
    needs: 'status',
    read: (rest, { status }) => {
      const [word, reason] = firstWord(rest);
      const next = nextStatuses(status);
      const to = next.find((one) => one === word.toLowerCase());
      if (to === 'cancelled' && !reason) return refuse('Say why behind it: /status cancelled a false alarm.');
      if (to) return { do: 'status', status: to, reason };
      const ways = next.length ? `from there it can become ${next.join(', ')}` : 'reopen it first';
      const end = word.toLowerCase() === 'resolved' ? ' To resolve it, use /resolve.' : '';
      const odd = word.toLowerCase() in STATUS_WORDS ? '' : isNo(word, 'status');
      return refuse(`${odd}It is ${STATUS_WORDS[status]}; ${ways}.${end}`);
    },
    suggest: (rest, { status }) =>
      /\s/.test(rest)
        ? []
        : nextStatuses(status)
            .filter((one) => one.startsWith(rest.toLowerCase()))
            .map((one) => ({ text: `${one} `, label: STATUS_WORDS[one] })),
  },
  severity: {
    usage: 'P0 [why]',
    says: 'Change the severity',
    needs: 'severity',
    read: (rest, { severity, severities }) => {
      const [word, reason] = firstWord(rest);
      const to = severities.find((one) => one.severity === word.toUpperCase())?.severity;
      if (!to) return refuse(`${isNo(word, 'severity')}Say which: ${severities.map((one) => one.severity).join(', ')}.`);
      return to === severity ? refuse(`It is ${to} already.`) : { do: 'severity', severity: to, from: severity, reason };
    },
    suggest: (rest, { severity, severities }) =>
      /\s/.test(rest)
        ? []
        : severities
            .filter((one) => one.severity !== severity && one.severity.startsWith(rest.toUpperCase()))
            .map((one) => ({ text: `${one.severity} `, label: one.severity, says: one.label })),
  },
  ack: {
    usage: '',
    says: 'Acknowledge',
    needs: 'acknowledge',
    when: ({ status }) => status === 'triggered',
    read: () => ({ do: 'acknowledge' }),
  },
  run: {
    usage: 'diagnostic',
    says: 'Run a diagnostic of the runbook',
    needs: 'run',
    read: (rest, { blocks }) => {
      if (blocks.length === 0) return refuse(NO_BLOCKS);
      const block = findBlock(rest, blocks);
      return block ? { do: 'run', block } : refuse(rest ? whichBlock(rest, blocks, '/run ') : 'Say which diagnostic.');
    },
    suggest: (rest, { blocks }) =>
      blocksLike(rest, blocks)
        .filter(({ title }) => title.toLowerCase() !== rest.trim().toLowerCase())
        .map(({ title, target, effect }) => ({
          text: title,
          label: title,
          says: effect === 'read' ? target : `${target}, changes something`,
        })),
  },
  task: {
    usage: 'what [@who] [due 15:00]',
    says: 'Note something that has to be done',
    needs: 'investigate',
    read: (rest, { people }, now) => {
      const due = takeDue(rest, now);
      const { rest: between, person: owner, unknown } = takeMention(due.rest, people);
      if (unknown) return nobody(unknown);
      const { rest: title, dueAt = due.dueAt } = due.dueAt ? { rest: between } : takeDue(between, now);
      if (!title) return refuse('Say what has to be done.');
      return { do: 'task', title, ...(owner ? { owner } : {}), ...(dueAt ? { dueAt } : {}) };
    },
    suggest: (rest, { people }) => mentions(rest, people),
  },
  hypothesis: {
    usage: 'cause [| diagnostic]',
    says: 'State what the cause might be, and what tests it',
    needs: 'investigate',
    read: (rest, { blocks }) => {
      const [statement = '', test] = rest.split('|').map((part) => part.trim());
      if (!statement) return refuse('Say what the cause might be.');
      if (!test) return { do: 'hypothesis', statement };
      if (blocks.length === 0) return refuse(NO_BLOCKS);
      const block = findBlock(test, readers(blocks));
      return block ? { do: 'hypothesis', statement, block } : refuse(whichBlock(test, readers(blocks), '|'));
    },
    suggest: (rest, { blocks }) => {
      const bar = rest.indexOf('|');
      if (bar < 0) return [];
      const said = rest.slice(bar + 1).trim();
      return blocksLike(said, readers(blocks))
        .filter(({ title }) => title.toLowerCase() !== said.toLowerCase())
        .map(({ title, target }) => ({ text: `${rest.slice(0, bar).trim()} | ${title}`, label: title, says: target }));
    },
  },
  decide: {
    usage: 'what',
    says: 'Write down a decision',
    needs: 'note',
    read: (rest) => (rest ? { do: 'note', body: rest, decision: true } : refuse('Say what was decided.')),
  },
  pin: {
    usage: '[e12] [label]',
    says: 'Pin an event; without a number the newest',
    needs: 'note',
    read: (rest, { newest }) => {
      const [word, after] = firstWord(rest);
      const number = /^(?:#?e)?(\d{1,9})$/i.exec(word)?.[1];
      return number ? { do: 'pin', event: Number(number), label: after } : { do: 'pin', event: newest, label: rest };
    },
  },
  role: {
    usage: 'role @who [note]',
    says: 'Give someone a role, or hand it over',
    needs: 'assignRole',
    read: (rest, { people }) => {
      const [word, after] = firstWord(rest);
      const like = ROLES.filter((one) => word && one.startsWith(word.toLowerCase()));
      const role = like.length === 1 ? like[0] : undefined;
      if (!role) return refuse(`${isNo(word, 'role')}Say which role: ${Object.values(ROLE_WORDS).join(', ')}.`);
      const { rest: note, person, unknown } = takeMention(after, people);
      if (!person) return unknown ? nobody(unknown) : refuse('Say who, with @.');
      return { do: 'role', role, person, note };
    },
    suggest: (rest, { people }) => {
      if (/\s/.test(rest)) return mentions(rest, people);
      return ROLES.filter((one) => one.startsWith(rest.toLowerCase())).map((one) => ({ text: `${one} @`, label: ROLE_WORDS[one] }));
    },
  },
  escalate: {
    usage: '1 to 4, or @who, what is needed',
    says: 'Ask a level or one contact for help',
    needs: 'escalate',
    when: ({ status }) => isOpen(status),
    read: (rest, { contacts }) => {
      const [word, after] = firstWord(rest);
      const isLevel = /^[1-4]$/.test(word);
      const { rest: said, person: contact, unknown } = isLevel ? { rest: after } : takeMention(rest, contacts);
      if (unknown) return refuse(`No contact is called @${unknown}; see the People tab.`);
      if (!isLevel && !contact) return refuse('Say which level, 1 to 4, or who, with @.');
      if (!said) return refuse('Say what you need from them.');
      return contact ? { do: 'ask', contact, note: said } : { do: 'escalate', level: Number(word), note: said };
    },
    suggest: (rest, { contacts }) => mentions(rest, contacts),
  },
  update: {
    usage: '',
    says: 'Write to those who wait for news',
    needs: 'draftUpdate',
    read: () => ({ do: 'press', command: 'Write update', part: 'updates' }),
  },
  resolve: {
    usage: '',
    says: 'Resolve it: root cause and resolution are asked for',
    needs: 'resolve',
    when: ({ status }) => isOpen(status),
    read: () => ({ do: 'press', command: 'Resolve' }),
  },
  reopen: {
    usage: '',
    says: 'Reopen it',
    needs: 'reopen',
    when: ({ status }) => !isOpen(status),
    read: () => ({ do: 'press', command: 'Reopen' }),
  },
  help: { usage: '', says: 'What can be done here', needs: 'note', read: () => ({ do: 'help' }) },
} as const satisfies Record<string, Known>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
export const known = (name: string): Known | undefined => (Object.hasOwn(COMMANDS, name) ? COMMANDS[name as CommandName] : undefined);

/** Why no one diagnostic is meant; `begun` is what the list stands behind. */
const whichBlock = (said: string, blocks: SlashFacts['blocks'], begun: string): string =>
  blocksLike(said, blocks).length > 1
    ? `Which one is meant by “${said}”? Choose from the list.`
    : `No diagnostic of the runbook that can be asked for here is called “${said}”. Behind “${begun}” all of them are listed.`;

const readers = (blocks: SlashFacts['blocks']) => blocks.filter(({ effect }) => effect === 'read');

function mentions(rest: string, people: SlashFacts['people']): Suggestion[] {
  const open = openMention(rest, people);
  return open ? open.people.map(({ name }) => ({ text: `${open.before}@${name} `, label: name })) : [];
}
