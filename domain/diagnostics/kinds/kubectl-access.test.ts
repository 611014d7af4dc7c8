import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '@/lab/kubernetes/api';
import { getThing } from '@/lab/kubernetes/cluster';
import { paksaCluster } from '@/lab/kubernetes/paksa-cluster';
import { type RunningCluster, startKubernetes } from '@/lab/kubernetes/start-kubernetes';
import { makeCertificate } from '@/test/make-certificate';
import { runKind, type TestRequest } from '@/test/run-kind';
import { secretsOfCredential } from '../credential';
import { openApi } from './api/ask-api';
import { kubectl } from './kubectl';
import { connectCluster } from './kubectl/connect-cluster';

const TOKENS = { read: 'a-reading-token-1', write: 'a-writing-token-2' };
const DAY_MS = 86_400_000;
const own = makeCertificate('cluster.practice', new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS));
let folder = '';
let peer: RunningCluster;
let secured: Server;
let address = '';
beforeAll(async () => {
  folder = await mkdtemp('/tmp/cluster-');
  peer = await startKubernetes(paksaCluster(TOKENS));
  secured = createServer(own, (request, response) => void answer(peer.cluster, request, response));
  await new Promise<void>((resolve) => void secured.listen(0, '127.0.0.1', resolve));
  address = `https://127.0.0.1:${(secured.address() as AddressInfo).port}`;
  await writeFile(path.join(folder, 'ca.pem'), own.cert);
});
afterAll(async () => {
  secured.close();
  secured.closeAllConnections();
  await peer.close();
  await rm(folder, { recursive: true });
});

const PODS = 'kubectl get pods -n paksa-financial';
const ask = (target: TestRequest['target'], body = PODS) =>
  runKind(kubectl, 'kubectl', body, { target: { name: 'cluster', kind: 'kubernetes', ...target } });
const kubeconfig = (user: object, cluster: object = {}) =>
  JSON.stringify({
    'current-context': 'practice',
    contexts: [
      { name: 'other', context: { cluster: 'none' } },
      { name: 'practice', context: { cluster: 'c', user: 'u' } },
    ],
    clusters: [
      { name: 'c', cluster: { server: address, 'certificate-authority-data': Buffer.from(own.cert).toString('base64'), ...cluster } },
    ],
    users: [{ name: 'u', user }],
  });

describe('how a cluster is reached', () => {
  test('by address, token and authority', async () => {
    const ca = path.join(folder, 'ca.pem');
    expect((await ask({ url: address, credential: TOKENS.read, ca })).data).toMatchObject({ reachable: true, count: 6, error: null });
    const stranger = await ask({ url: address, credential: TOKENS.read });
    expect(stranger.data).toMatchObject({ reachable: false, error: { code: 'tls' } });
    expect((await ask({ url: address, credential: 'wrong', ca })).data.error).toMatchObject({ code: 'unauthenticated' });
    expect((await ask({ url: address, ca: path.join(folder, 'none.pem') })).data.error).toMatchObject({ code: 'no_ca' });
  });

  test('by a kubeconfig, whose server the target must list', async () => {
    const credential = kubeconfig({ token: TOKENS.read });
    expect((await ask({ url: address, credential })).data.count).toBe(6);
    expect((await ask({ egress: [address.replace('https://', '')], credential })).data.count).toBe(6);
    expect((await ask({ credential })).error).toMatchObject({ code: 'egress', message: expect.stringContaining('add it to "egress"') });
    expect(secretsOfCredential(credential)).toContain(TOKENS.read);
  });

  test.each([
    [kubeconfig({ exec: { command: 'aws' } }), 'signed in by a program'],
    [kubeconfig({ token: 't' }, { 'certificate-authority': '/etc/ca.pem' }), 'its authority lies in another file'],
    ['clusters: []\nusers: []', 'names no cluster'],
    ['clusters: 3', 'cannot be used'],
  ])('not by what is no such kubeconfig', async (credential, why) => {
    expect((await ask({ url: address, credential })).error).toEqual({ code: 'not_available', message: expect.stringContaining(why) });
  });

  test('not without an address, not unencrypted, and nobody listening is a failure', async () => {
    expect((await ask({})).error?.message).toContain('neither a kubeconfig nor an address');
    expect((await ask({ url: 'ftp://cluster' })).error?.code).toBe('not_available');
    expect((await ask({ url: 'http://192.0.2.1:8001', credential: 't' })).error?.message).toContain('unencrypted');
    expect((await ask({ url: 'https://127.0.0.1:1', credential: 't' })).data).toMatchObject({
      reachable: false,
      error: { code: 'refused' },
    });
  });

  test('a diagnostic can send nothing that changes, whatever asked for it', async () => {
    const signal = new AbortController().signal;
    const target = { name: 'c', kind: 'kubernetes', environment: 'local', egress: [], url: peer.url, credential: TOKENS.write } as const;
    const reading = await connectCluster({ ...target, egress: [] }, 'read', signal);
    if ('outcome' in reading) throw new Error('not reached');
    const pods = '/api/v1/namespaces/paksa-financial/pods/x';
    for (const query of [{}, { dryRun: 'None' }, { fieldManager: 'dryRun=All' }])
      await expect(openApi(reading, { method: 'DELETE', path: pods, query }, signal)).rejects.toThrow('may change something');
    await expect(openApi(reading, { method: 'PATCH', path: `${pods}?dryRun=All&dryRun=`, body: {} }, signal)).rejects.toThrow(
      'may change something',
    );
  });
});

describe('a certificate as a secret', () => {
  const secret = () => getThing(peer.cluster, 'secrets', 'paksa-financial', 'paksa-tls-secret');
  const create = (files: string, dryRun = false) =>
    runKind(
      kubectl,
      'kubectl',
      `kubectl create secret tls paksa-tls-secret ${files} -n paksa-financial${dryRun ? ' --dry-run=server' : ''}`,
      {
        block: dryRun ? {} : { effect: 'mutating', component: 'remediation' },
        target: { name: 'cluster', kind: 'kubernetes', url: peer.url, credential: TOKENS.write, roots: [folder] },
      },
    );

  test('S3-53: first what would change, then the change; the key is nowhere to be seen', async () => {
    await writeFile(path.join(folder, 'new.pem'), own.cert);
    await writeFile(path.join(folder, 'new.key'), own.key);
    const before = JSON.stringify(secret()?.data);
    const preview = await create('--cert=new.pem --key=new.key', true);
    expect(preview.data).toMatchObject({ dryRun: true, diff: [{ path: 'data.tls.crt' }, { path: 'data.tls.key' }] });
    expect(JSON.stringify(secret()?.data)).toBe(before);
    const made = await create('--cert=new.pem --key=new.key');
    expect(made.data).toMatchObject({ dryRun: false, changed: ['secret/paksa-tls-secret'] });
    expect(Buffer.from(secret()?.data['tls.key'], 'base64').toString()).toBe(own.key);
    const line = own.key.split('\n')[1] ?? '';
    for (const shown of [preview, made]) {
      expect(JSON.stringify(shown)).not.toContain(line);
      expect(JSON.stringify(shown)).not.toContain(Buffer.from(own.key).toString('base64').slice(0, 60));
    }
    expect((await create('--cert=new.pem --key=new.key')).data.changed, 'the same again').toEqual([]);
  });

  test('what would take the site down is refused before it is sent', async () => {
    const other = makeCertificate('other.practice', new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS));
    const old = makeCertificate('old.practice', new Date(Date.now() - 2 * DAY_MS), new Date(Date.now() - DAY_MS));
    await writeFile(path.join(folder, 'other.key'), other.key);
    await writeFile(path.join(folder, 'old.pem'), old.cert);
    await writeFile(path.join(folder, 'old.key'), old.key);
    expect((await create('--cert=new.pem --key=other.key')).data.error.message).toContain('does not fit');
    expect((await create('--cert=old.pem --key=old.key')).data.error.message).toContain('has expired');
    expect((await create('--cert=new.key --key=new.pem')).data.error.message).toContain('holds no certificate');
    expect((await create('--cert=../../etc/passwd --key=new.key')).error?.code).toBe('roots');
  });

  test('S3-54: the ingress is restarted in the namespace that is named', async () => {
    const { data } = await runKind(kubectl, 'kubectl', 'kubectl rollout restart deployment/nginx-ingress-controller -n ingress-nginx', {
      block: { effect: 'mutating', component: 'remediation' },
      target: { name: 'cluster', kind: 'kubernetes', url: peer.url, credential: TOKENS.write },
    });
    expect(data.changed).toEqual(['deployment/nginx-ingress-controller']);
  });
});
