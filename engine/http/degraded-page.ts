import type { Context } from '@/domain/context';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const list = (items: string[], none: string) =>
  items.length ? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>` : `<p>${none}</p>`;

/** Who asks; `unknown` while the database, which knows it, is away. */
type Visitor = Context | null | 'unknown';

const GOES_ON = 'Runs, messages to people and the interface for scripts go on working.';
const SIGNED_OUT = '<p>Incidents and runbooks are shown to people who are signed in.</p>';
const NO_DATABASE = 'The database cannot be reached either; the runbooks are files and can be read in their folder.';

/** What the engine shows by itself while the web process is away: the open incidents and which runbooks there are. */
export async function degradedPage(visitor: Visitor): Promise<string> {
  const body = visitor === 'unknown' ? `<p>${NO_DATABASE}</p>` : visitor ? await facts(visitor) : SIGNED_OUT;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>Sitrep is coming back</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}code{font-family:ui-monospace,monospace}</style></head>
<body><h1>The pages are coming back</h1>
<p>The web process is being restarted; this page reloads by itself.${visitor === 'unknown' ? '' : ` ${GOES_ON}`}</p>${body}</body></html>`;
}

async function facts(ctx: Context): Promise<string> {
  const incidents = await listIncidents(ctx, { status: 'open' }).catch(() => null);
  const runbooks = await listRunbooks().catch(() => []);
  const open = incidents
    ? list(
        incidents.items.map((one) => `<b>${one.severity}</b> #${one.number} ${escapeHtml(one.title)}, ${one.status}`),
        'No incident is open.',
      )
    : `<p>${NO_DATABASE}</p>`;
  return `<h2>Open incidents</h2>${open}<h2>Runbooks</h2>${list(
    runbooks.map(({ slug, title }) => `${escapeHtml(title)} <code>runbooks/${escapeHtml(slug)}.mdx</code>`),
    'There are none.',
  )}`;
}
