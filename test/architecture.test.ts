import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isTest, namesIn, readSource, readSources, type Source } from './sources';

const sources = readSources();
const product = sources.filter((source) => !isTest(source));
const domain = product.filter((source) => source.path.startsWith('domain/'));

const AUTHORISES = /\b(authorise|authoriseUser|admitAnyone)\(/;
const RECORDS = /\b(recordEvent|recordAudit)\(/;

/** Files of domain that write without authorising or recording by themselves, and why that is right. */
const NOT_A_VERB: Record<string, string> = {
  'domain/incidents/change-incident.ts': 'the shared movement of the verbs that change an incident; each of them authorises first',
  'domain/deliveries/finish-delivery.ts':
    'the engine ends deliveries; nobody asks for it, and the engine hands in how a failure is recorded',
  'domain/investigation/change-one-task.ts': 'the shared movement of the verbs that change a task; each of them authorises first',
  'domain/investigation/change-one-hypothesis.ts': 'the same for hypotheses',
  'domain/action-items/change-one-item.ts': 'the same for action items',
  'domain/action-items/sweep-overdue.ts': 'the engine tells owners; nobody asks for it',
  'domain/incidents/clocks/sweep-clocks.ts': 'the engine looks at the clocks; nobody asks for it',
  'domain/diagnostics/schedules/start-due.ts': 'the engine starts what is due; nobody asks for it',
  'domain/diagnostics/schedules/settle-schedules.ts': 'the engine looks at what it came to; nobody asks for it',
  'domain/diagnostics/rehearsal/rehearse.ts': 'the engine leads the rehearsal; nobody asks for it',
  'domain/diagnostics/rehearsal/finish-rehearsal.ts': 'the same at its end',
  'domain/diagnostics/rehearsal/clear-stale.ts': 'the same when a block works again',
  'domain/comms/change-update.ts': 'the shared movement of the verbs that change an unsent update; each of them authorises first',
  'domain/diagnostics/end-run.ts': 'the engine ends runs; nobody asks for it',
  'domain/procedures/change-step.ts': 'the shared movement of the verbs that act on a step; each of them authorises first',
  'domain/access/sign-in-failures.ts': 'counts tries before anyone is known; what follows a right one is recorded by startSession',
  'domain/reviews/change-review.ts': 'the shared movement of the verbs that change a review; each of them authorises first',
  'domain/analytics/tallies/keep-tallies.ts': 'the engine counts again what changed; who asks for analytics has authorised',
  'domain/reviews/meeting/remind-attendees.ts': 'the engine reminds; nobody asks for it, and what it sends stands in the outbox',
};
/** Verbs whose record is written by what they call last. */
const RECORDED_BY: Record<string, string> = {
  'domain/incidents/change-restriction.ts': 'restrictFamily(tx',
  'domain/access/sign-in-with-password.ts': 'startSession(tx',
  'domain/diagnostics/request-run.ts': 'insertRun(tx',
  'domain/comms/send-update.ts': 'deliverUpdate(tx',
  'domain/diagnostics/rehearsal/start-rehearsal.ts': 'beginRehearsal(tx',
};
/** Functions that take a context and are not verbs. */
const TAKES_CONTEXT: Record<string, string> = {
  'domain/incidents/record-event.ts': 'is the writer of the timeline; the verbs that hand it an event have authorised',
  'domain/access/authorise.ts': 'is the check itself',
  'domain/diagnostics/recording-run.ts': 'writes the part of a statement that records; insertRun and endRun run it',
  'domain/incidents/visible-to.ts': 'is a part of a WHERE',
  'domain/action-items/action-item-view.ts': 'visibleItems is a part of a WHERE',
  'domain/analytics/counted.ts': 'is a part of a WHERE',
  'domain/incidents/searched-numbers.ts': 'is the part of listIncidents that searches',
  'domain/comms/leave-to-send.ts': 'is a check of verbs that have authorised already',
  'domain/incidents/restrict-family.ts': 'is a part of the verbs that restrict, in their transaction',
  'domain/diagnostics/visible-runs.ts': 'is a part of a WHERE',
  'domain/reviews/find-incident.ts': 'is how verbs find the incident, once they have authorised',
  'domain/diagnostics/run-rights.ts': 'says what the person may run; reads nothing',
  ...NOT_A_VERB,
};

const camelCase = (file: string) =>
  path
    .basename(file)
    .replace(/\.tsx?$/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Exported functions of a file that take a Context first, each with the first line of its body. */
function verbsOf({ text }: Source): { name: string; first: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const name = /^export (?:async )?function (\w+)\(\s*(?:_?ctx: Context|$)/.exec(line)?.[1];
    if (!name || (line.trimEnd().endsWith('(') && !/^\s*_?ctx: Context/.test(lines[at + 1] ?? ''))) return [];
    const opening = lines.findIndex((candidate, index) => index >= at && candidate.trimEnd().endsWith('{'));
    return [{ name, first: lines[opening + 1] ?? '' }];
  });
}

const paths = (found: Source[]) => found.map((source) => source.path);

describe('verbs', () => {
  test('whatever opens a transaction authorises and records', () => {
    const writers = domain.filter(({ text, path: file }) => text.includes('$transaction(') && !(file in NOT_A_VERB));
    expect(writers.length).toBeGreaterThan(10);
    expect(paths(writers.filter(({ text }) => !AUTHORISES.test(text)))).toEqual([]);
    expect(paths(writers.filter(({ text, path: file }) => !RECORDS.test(text) && !text.includes(RECORDED_BY[file] ?? '\0')))).toEqual([]);
  });

  test('what writes a run records it in the same statement', () => {
    const writers = domain.filter(({ text }) => /INSERT INTO run \(|UPDATE run SET state = ended\./.test(text));
    expect(paths(writers)).toEqual(['domain/diagnostics/end-run.ts', 'domain/diagnostics/insert-run.ts']);
    expect(paths(writers.filter(({ text }) => !text.includes('recordingRun(ctx')))).toEqual([]);
  });

  test('whatever changes an incident through changeIncident authorises', () => {
    const callers = domain.filter(({ text, path: file }) => text.includes('changeIncident(') && !(file in NOT_A_VERB));
    expect(callers.length).toBeGreaterThan(3);
    expect(paths(callers.filter(({ text }) => !AUTHORISES.test(text)))).toEqual([]);
  });

  test('every verb authorises in its first line', () => {
    expect(domain.flatMap(verbsOf).length).toBeGreaterThan(30);
    const late = domain
      .filter(({ path: file }) => !(file in TAKES_CONTEXT))
      .flatMap((source) =>
        verbsOf(source).flatMap(({ name, first }) =>
          AUTHORISES.test(first) ? [] : [`${source.path}: ${name} begins with ${first.trim()}`],
        ),
      );
    expect(late).toEqual([]);
  });

  test('a verb is alone in a file of its name', () => {
    const misnamed = domain
      .filter(({ path: file }) => !(file in TAKES_CONTEXT))
      .flatMap((source) => verbsOf(source).flatMap(({ name }) => (name === camelCase(source.path) ? [] : [`${source.path}: ${name}`])));
    expect(misnamed).toEqual([]);
  });

  test('every exception names a file that exists', () => {
    expect([...Object.keys(TAKES_CONTEXT), ...Object.keys(RECORDED_BY)].filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('doors', () => {
  test('every file of actions is one', () => {
    const pure = ['actions/act.ts', 'actions/result.ts'];
    const actions = product.filter(({ path: file }) => file.startsWith('actions/') && !pure.includes(file));
    expect(actions.length).toBeGreaterThan(2);
    expect(paths(actions.filter(({ text }) => !text.startsWith("'use server';\n")))).toEqual([]);
  });

  test('only actions are server actions', () => {
    expect(paths(product.filter(({ text, path: file }) => /['"]use server['"]/.test(text) && !/^(actions|test)\//.test(file)))).toEqual([]);
  });
});

describe('names', () => {
  const FORBIDDEN_WORD = /^(utils?|helpers?|manager|common|misc)$/;
  const FORBIDDEN_NAME = /^(types|data|info|shared|services)$/;

  test('no folder or file is named for nothing', () => {
    const vague = sources.filter(({ path: file }) =>
      file.split('/').some((part) => {
        const name = part.replace(/\..*$/, '');
        return FORBIDDEN_NAME.test(name) || name.split('-').some((word) => FORBIDDEN_WORD.test(word));
      }),
    );
    expect(paths(vague)).toEqual([]);
  });

  test('nothing is called handle something', () => {
    expect(paths(product.filter(({ text }) => /\b(function|const) handle[A-Z]/.test(text)))).toEqual([]);
  });

  test('the same noun is the folder name on every floor', () => {
    // Incidents and diagnostics have rooms of their own within.
    const nouns = new Set([...namesIn('domain'), ...namesIn('domain/incidents'), ...namesIn('domain/diagnostics')]);
    const drawn = ['ui', 'shell', 'live'];
    expect(namesIn('components').filter((name) => !nouns.has(name) && !drawn.includes(name))).toEqual([]);
    const doors = ['act', 'result', 'sign-in'];
    expect(namesIn('actions').filter((name) => !nouns.has(name) && !doors.includes(name))).toEqual([]);
  });
});

describe('sizes', () => {
  const sorted = sources.map(({ lines }) => lines).sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;

  test('no file has more than 300 lines', () => {
    expect(sources.filter(({ lines }) => lines > 300).map(({ path: file, lines }) => `${file}: ${lines}`)).toEqual([]);
  });

  test('half of the files have at most 60 lines, nine of ten at most 200', () => {
    expect(quantile(0.5)).toBeLessThanOrEqual(60);
    expect(quantile(0.9)).toBeLessThanOrEqual(200);
  });

  test('nothing is left to be done later', () => {
    const mark = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X'].join(''));
    expect(paths(sources.filter(({ text }) => mark.test(text)))).toEqual([]);
  });
});

describe('documents', () => {
  test.each(['ARCHITECTURE.md', 'README.md', 'STYLE.md', 'CONTRIBUTING.md'])('every path that %s names exists', (file) => {
    const { text } = readSource(file);
    const quoted = [...text.matchAll(/`((?!DATA_DIR)[\w.()[\]-]+\/[\w./()[\]-]*)`/g)].map(([, found]) => found ?? '');
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)].map(([, found]) =>
      path.join(path.dirname(file), found ?? ''),
    );
    expect(quoted.length + linked.length).toBeGreaterThan(0);
    expect([...quoted, ...linked].filter((found) => !existsSync(found))).toEqual([]);
  });

  test('the good code of STYLE.md is in the file it names', () => {
    const bare = (text: string) => text.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');
    const good = [...readSource('STYLE.md').text.matchAll(/```ts (\S+)\n(.*?)```/gs)].map(([, file = '', code = '']) => ({
      file,
      code: bare(code),
    }));
    expect(good.length).toBeGreaterThan(5);
    expect(good.filter(({ file, code }) => !bare(readSource(file).text).includes(code))).toEqual([]);
  });

  test('every decision is numbered once and has a status', () => {
    const files = namesIn('docs/decisions').map((name) => `docs/decisions/${name}.md`);
    expect(files.length).toBeGreaterThan(5);
    expect(
      files.filter(
        (file) => !/\/\d{3}-[a-z0-9-]+\.md$/.test(file) || !/^Status: (accepted|superseded by \d{3})/m.test(readSource(file).text),
      ),
    ).toEqual([]);
    expect(new Set(files.map((file) => path.basename(file).slice(0, 3))).size).toBe(files.length);
  });
});

describe('packages', () => {
  /** Below these, known security defects are open. */
  const FLOORS: Record<string, string> = { next: '16.4.1', 'next-auth': '4.24.15' };
  type Lock = { packages: Record<string, { version?: string; resolved?: string }> };
  const lock: Lock = JSON.parse(readSource('package-lock.json').text);

  test('the lock file names no download address', () => {
    const addressed = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined && /^[a-z+]+:\/\//.test(resolved));
    expect(addressed.map(([name]) => name)).toEqual([]);
  });

  test.each(Object.entries(FLOORS))('%s is at least %s wherever it is installed', (name, floor) => {
    const found = Object.entries(lock.packages).filter(
      ([file]) => file === `node_modules/${name}` || file.endsWith(`/node_modules/${name}`),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(([, { version }]) => compareVersions(version ?? '0', floor) < 0)).toEqual([]);
  });
});

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).map(Number));
  const at = [0, 1, 2].find((index) => left?.[index] !== right?.[index]);
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0);
}
