import { type Concern, failing, warning } from '../concern';
import type { Revision } from './alembic-revision';

export type MigrationRow = {
  migration: string;
  state: 'applied' | 'current' | 'pending' | 'failed' | 'rolled back' | 'edited';
  says: string;
};
/** What a tool knows of a database's migrations. */
export type Judged = {
  current: string[];
  heads: string[];
  pending: string[];
  /** Applied there, and not in the code. */
  unknown: string[];
  failed: string[];
  edited: string[];
  rows: MigrationRow[];
  problems: Concern[];
};

const list = (names: readonly string[]) => names.join(', ');

/** Everything a revision stands on, itself included. */
function beneath(starts: readonly string[], known: ReadonlyMap<string, Revision>): Set<string> {
  const seen = new Set<string>();
  const waiting = [...starts];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const revision = known.get(next);
    waiting.push(...(revision?.after ?? []), ...(revision?.dependsOn ?? []));
  }
  return seen;
}

/** Oldest first; what goes in a circle comes last. */
export function inOrder(known: ReadonlyMap<string, Revision>): Revision[] {
  const ordered: Revision[] = [];
  const left = new Map(known);
  for (let ready = [...left.values()]; ready.length; ) {
    ready = [...left.values()].filter(({ after, dependsOn }) => [...after, ...dependsOn].every((name) => !left.has(name)));
    for (const revision of ready) left.delete(revision.revision);
    ordered.push(...ready);
  }
  return [...ordered, ...left.values()];
}

function shapeProblems(revisions: readonly Revision[], known: ReadonlyMap<string, Revision>, heads: readonly string[]): Concern[] {
  const problems: Concern[] = [];
  const twice = revisions.filter(({ revision, file }) => known.get(revision)?.file !== file).map(({ revision }) => revision);
  if (twice.length) problems.push(failing('twice', `two files are revision ${list(twice)}`));
  const gaps = revisions.flatMap(({ revision, after, dependsOn }) =>
    [...after, ...dependsOn].filter((name) => !known.has(name)).map((name) => `${revision} comes after ${name}`),
  );
  if (gaps.length) problems.push(failing('gap', `${list(gaps)}, which is not in the folder`));
  if (heads.length > 1)
    problems.push(
      failing('heads', `${heads.length} heads (${list(heads)}): alembic upgrade head refuses; merge them with alembic merge heads`),
    );
  if (revisions.length && heads.length === 0) problems.push(failing('circle', 'the revisions go in a circle'));
  return problems;
}

/** What `alembic current`, `heads` and `history` say together. `revisions` null: there is no folder to compare with. */
export function judgeRevisions(applied: readonly string[] | null, revisions: readonly Revision[] | null): Judged {
  const current = [...(applied ?? [])];
  const known = new Map((revisions ?? []).toReversed().map((each) => [each.revision, each]));
  const below = new Set((revisions ?? []).flatMap(({ after }) => after));
  const heads = [...known.keys()].filter((name) => !below.has(name)).sort();
  const done = beneath(current, known);
  const ordered = inOrder(known);
  const pending = ordered.filter(({ revision }) => !done.has(revision)).map(({ revision }) => revision);
  const unknown = revisions ? current.filter((name) => !known.has(name)) : [];
  const problems = shapeProblems(revisions ?? [], known, heads);
  if (applied === null)
    problems.push(failing('never', 'the database has no table of Alembic: it was never migrated, or the table is in another schema'));
  if (unknown.length)
    problems.push(
      failing('unknown', `the database stands at ${list(unknown)}, which the code does not have: an older or another version is deployed`),
    );
  else if (current.length > 1)
    problems.push(warning('branches', `the database stands at ${current.length} revisions at once: ${list(current)}`));
  if (pending.length && !unknown.length && applied !== null)
    problems.push(
      warning('pending', `${pending.length} ${pending.length === 1 ? 'revision is' : 'revisions are'} pending: ${list(pending)}`),
    );
  const stateOf = (name: string) => (current.includes(name) ? 'current' : done.has(name) ? 'applied' : 'pending');
  const rows = ordered
    .toReversed()
    .map(({ revision, message }) => ({ migration: revision, state: stateOf(revision), says: message }) as MigrationRow);
  return { current, heads, pending, unknown, failed: [], edited: [], rows, problems };
}
