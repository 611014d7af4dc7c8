import type { Given } from './run-block';

/** A pair of tokens, as Oatie gives them to whoever signs in. */
export async function mint(httpUrl: string): Promise<{ accessToken: string; refreshToken: string }> {
  const body = JSON.stringify({ email: 'ana@oatie.example' });
  const response = await fetch(`${httpUrl}/auth/token`, { method: 'POST', body });
  return (await response.json()) as { accessToken: string; refreshToken: string };
}

/** What a person would type: nothing that has a default. */
export async function given(httpUrl: string): Promise<Given> {
  const { accessToken, refreshToken } = await mint(httpUrl);
  const database_url = 'postgresql://ana:p%40ss@db.example:5432/oatie';
  const since = new Date(Date.now() - 3_600_000).toISOString();
  return {
    since,
    target_time: since,
    token: `Bearer ${accessToken}`,
    refresh_token: refreshToken,
    database_url,
    template_id: 7,
    pid: 1,
    root_pid: 1,
    host: '127.0.0.1',
    java: 'app.jar',
    dump: 'dumps/threads.txt',
  };
}
