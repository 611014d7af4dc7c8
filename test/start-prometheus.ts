import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = { path: string; form: Record<string, string>; authorization?: string };
type Result = { resultType: string; result: unknown };

/** For tests: speaks the query part of Prometheus' HTTP API. `answer` gives the result of a query, or an error. */
export async function startPrometheus(
  answer: (asked: Asked) => Result | { errorType: string; error: string } | null,
): Promise<{ url: string; asked: Asked[]; server: Server }> {
  const asked: Asked[] = [];
  const read = async (request: IncomingMessage) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    return body;
  };
  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams(await read(request)));
    const question: Asked = { path: request.url ?? '', form, authorization: request.headers.authorization };
    asked.push(question);
    const known =
      request.method === 'POST' &&
      /^\/api\/v1\/query(?:_range)?$/.test(question.path) &&
      request.headers['content-type'] === 'application/x-www-form-urlencoded';
    const result = known ? answer(question) : null;
    if (!result) return response.writeHead(404).end('404 page not found\n');
    const isError = 'error' in result;
    response.writeHead(isError ? 400 : 200, { 'content-type': 'application/json' });
    return response.end(JSON.stringify(isError ? { status: 'error', ...result } : { status: 'success', data: result }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}
