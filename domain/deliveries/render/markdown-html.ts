import { readMarkdown } from '@/lib/markdown/read-markdown';
import { drawBlocks } from './draw-blocks';
import { htmlSink } from './html-sink';

/** Places within the same page, such as an event of its timeline. */
const PLACE = /^#[a-z][a-z0-9-]{0,60}$/i;

const withPlaces = { ...htmlSink, place: (url: string) => (PLACE.test(url) ? url : null) };

/** Markdown as HTML of a few elements: whatever people wrote comes out as text, a picture as a link. Links lead outward, or within the page. */
export const markdownHtml = (source: string): string => drawBlocks(readMarkdown(source, 'md').tree.children, withPlaces).join('\n');
