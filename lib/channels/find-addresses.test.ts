import { expect, test } from 'vitest';
import { findAddresses } from './find-addresses';

test('an address is itself, and this machine is found', async () => {
  expect(await findAddresses('10.1.2.3', 1_000)).toEqual([{ address: '10.1.2.3', family: 4 }]);
  expect(await findAddresses('fe80::1', 1_000)).toEqual([{ address: 'fe80::1', family: 6 }]);
  const here = await findAddresses('localhost', 1_000);
  expect(here.map(({ address }) => address)).toEqual(expect.arrayContaining(['127.0.0.1']));
});

test('what has no address rejects with a code', async () => {
  await expect(findAddresses('nowhere.invalid', 1_000)).rejects.toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
});
