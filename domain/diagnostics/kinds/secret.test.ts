import { describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { secret } from './secret';

describe('secret', () => {
  it('says what is to be made, and makes nothing here', async () => {
    const { data, stdout } = await runKind(secret, 'secret', 'format base64url\nbytes 32');
    expect(data).toEqual({ format: 'base64url', bytes: 32, entropyBits: 256 });
    expect(stdout).not.toMatch(/[\w-]{40}/);
    expect((await runKind(secret, 'secret', 'format hex')).data.bytes).toBe(32);
  });

  it.each(['', 'bytes 32', 'format words', 'format hex\nbytes 8', 'format hex\nbytes 4096', 'format hex\nbytes x', 'format hex hex'])(
    'refuses %j',
    async (body) => {
      expect((await runKind(secret, 'secret', body)).error?.code).toBe('body');
    },
  );
});
