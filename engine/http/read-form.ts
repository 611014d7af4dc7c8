import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';

/** What the pages take from a form at most; Next would refuse more as well. */
const FORM_BYTES = 1024 * 1024;

/** Whether a request brings a form in parts, with or without files. */
export const isForm = ({ headers, body }: FastifyRequest): boolean =>
  body instanceof Readable && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

/** A form of the pages, read and found whole, to be passed on as it came; or why it is not. Next answers a broken one with a bare 500. */
export async function readForm(request: FastifyRequest): Promise<Readable | { status: 400 | 413; message: string }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > FORM_BYTES) return { status: 413, message: 'This form is larger than 1 MiB, the most that is taken here at once.' };
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const isWhole = await new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData().then(
    () => true,
    () => false,
  );
  if (isWhole) return Readable.from([body]);
  return {
    status: 400,
    message: 'This form cannot be read: it was cut short or is not in the parts that it says. Reload the page and send it again.',
  };
}
