import type { Nodes } from 'mdast';
import { readMarkdown } from '@/lib/markdown/read-markdown';
import type { ChannelKind } from '@/prisma/generated/enums';
import { drawBlocks } from './draw-blocks';
import { escapeHtml, htmlSink } from './html-sink';
import { escapeSlack, slackSink } from './slack-sink';
import { teamsSink } from './teams-sink';
import { textSink } from './text-sink';

/** Slack refuses a longer text, Teams a larger card. */
const SLACK_CHARS = 38_000;
const TEAMS_CHARS = 18_000;
const SUBJECT_CHARS = 300;

/** A message as it stands in the outbox: the subject is one line of text, the body Markdown. */
export type Message = { subject: string; body: string };

type TextBlock = { type: 'TextBlock'; text: string; wrap: true; size?: 'Large'; weight?: 'Bolder' };

/** What each way out is handed: the parts of an e-mail, or the JSON that is posted. */
export type Rendered = {
  email: { subject: string; text: string; html: string };
  slack: { text: string; unfurl_links: false; unfurl_media: false };
  teams: {
    type: 'message';
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive';
        content: { $schema: string; type: 'AdaptiveCard'; version: '1.4'; body: TextBlock[] };
      },
    ];
  };
  webhook: { subject: string; markdown: string; text: string };
};

type Readable = { subject: string; body: string; blocks: Nodes[] };

const RENDERERS: { [K in ChannelKind]: (message: Readable) => Rendered[K] } = {
  email: ({ subject, blocks }) => ({ subject, text: `${drawBlocks(blocks, textSink).join('\n\n')}\n`, html: page(subject, blocks) }),
  slack: ({ subject, blocks }) => ({
    text: kept([slackSink.strong(escapeSlack(subject)), ...drawBlocks(blocks, slackSink)], SLACK_CHARS).join('\n\n'),
    unfurl_links: false,
    unfurl_media: false,
  }),
  teams: ({ subject, blocks }) => ({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card(subject, blocks) }],
  }),
  webhook: ({ subject, body, blocks }) => ({ subject, markdown: body, text: drawBlocks(blocks, textSink).join('\n\n') }),
};

/** A message as one kind of channel is told it. Whatever people wrote comes out as text: no markup, script or mention of theirs. Pure. */
export function renderMessage<K extends ChannelKind>(kind: K, message: Message): Rendered[K] {
  const subject = message.subject
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, SUBJECT_CHARS);
  const { tree } = readMarkdown(message.body, 'md');
  return RENDERERS[kind]({ subject, body: message.body, blocks: tree.children });
}

/** As many whole blocks as fit; what is left out is said. */
function kept(blocks: string[], chars: number): string[] {
  const fitting: string[] = [];
  let room = chars;
  for (const block of blocks) {
    room -= block.length + 2;
    if (room < 0) return [...fitting, '… The rest is in the war room.'];
    fitting.push(block);
  }
  return fitting;
}

function card(subject: string, blocks: Nodes[]): Rendered['teams']['attachments'][0]['content'] {
  const text = (value: string): TextBlock => ({ type: 'TextBlock', text: value, wrap: true });
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { ...text(teamsSink.text(subject)), size: 'Large', weight: 'Bolder' },
      ...kept(drawBlocks(blocks, teamsSink).filter(Boolean), TEAMS_CHARS).map(text),
    ],
  };
}

const page = (subject: string, blocks: Nodes[]) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body>
${drawBlocks(blocks, htmlSink).join('\n')}
</body>
</html>
`;
