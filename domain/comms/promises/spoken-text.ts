import { drawBlocks } from '@/domain/deliveries/render/draw-blocks';
import type { Sink } from '@/domain/deliveries/render/sink';
import { textSink } from '@/domain/deliveries/render/text-sink';
import { readMarkdown } from '@/lib/markdown/read-markdown';

/** Only what the message itself says: not what it quotes, nor code. */
const spoken: Sink = { ...textSink, quote: () => '', fence: () => '', code: () => '', link: (_address, inner) => inner };

/** The words of a Markdown message that may make a promise, a line or sentence each. */
export const spokenText = (markdown: string): string => drawBlocks(readMarkdown(markdown, 'md').tree.children, spoken).join('\n');
