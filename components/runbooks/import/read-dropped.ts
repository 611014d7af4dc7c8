import { LARGEST_DROPPED_BYTES, MOST_DROPPED_FILES } from '@/domain/runbooks/import/schema';

const GUIDE = /\.(?:md|mdx|markdown|mdown|mkd|rst|rest|txt)$/i;
const PIECE = 0x8000;

/** A file that was dropped: its bytes as base64, or why it is not taken. */
export type Dropped = { source: string; content: string } | { source: string; refused: string };

const sizeOf = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`);

/** Why a file is not even read; null when it is. */
export function objectionTo({ name, size }: { name: string; size: number }): string | null {
  if (!GUIDE.test(name)) return 'It is no Markdown, reStructuredText or plain text by its name.';
  if (size > LARGEST_DROPPED_BYTES)
    return `It has ${sizeOf(size)}; at most ${sizeOf(LARGEST_DROPPED_BYTES)} are taken here. Split it, or use npm run cli -- runbooks import.`;
  return size === 0 ? 'It is empty.' : null;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/** Reads the files that somebody dropped or chose, as far as they are guides. */
export async function readDropped(files: readonly File[]): Promise<Dropped[]> {
  const taken = files.slice(0, MOST_DROPPED_FILES);
  const left = files.slice(MOST_DROPPED_FILES).map(({ name }) => ({
    source: name,
    refused: `Only ${MOST_DROPPED_FILES} files are taken at once. Drop it again afterwards.`,
  }));
  const read = taken.map(async (file): Promise<Dropped> => {
    const source = file.name.slice(-200);
    const refused = objectionTo(file);
    if (refused) return { source, refused };
    try {
      return { source, content: toBase64(new Uint8Array(await file.arrayBuffer())) };
    } catch {
      return { source, refused: 'It could not be read.' };
    }
  });
  return [...(await Promise.all(read)), ...left];
}
