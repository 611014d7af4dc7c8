import type { RunnerRequest } from '../../schema';
import type { ApiPeer } from '../api/api-peer';
import { askJson, tell } from '../api/ask-api';
import { containerPath, type Inspected } from './containers';

const ASIDE = '-before';

/** What the engine made up itself belongs to the old container alone. */
function settingsOf({ Config, HostConfig, NetworkSettings, Id }: Inspected) {
  const networks = Object.entries(NetworkSettings?.Networks ?? {}).map(([name, { Aliases, IPAMConfig, Links }]) => {
    const own = Aliases?.filter((alias) => !Id.startsWith(alias)) ?? [];
    return [name, { Aliases: own, IPAMConfig: IPAMConfig ?? null, Links: Links ?? null }] as const;
  });
  const { Hostname, ...config } = Config;
  const named = typeof Hostname === 'string' && !Id.startsWith(Hostname) ? { Hostname } : {};
  return { ...config, ...named, HostConfig, NetworkingConfig: { EndpointsConfig: Object.fromEntries(networks) } };
}

/**
 * Makes a container anew with the same settings, from what its image's name means now. The old one is put aside first and comes back when the
 * new one cannot be started; its volumes stay.
 */
export async function recreate(peer: ApiPeer, container: Inspected, { signal, emit }: RunnerRequest): Promise<void> {
  const name = container.Name.replace(/^\//, '');
  const post = async (path: string, query?: Record<string, string>) =>
    void (await tell(peer, { method: 'POST', path, query, also: [304] }, signal));
  await post(containerPath(container.Id, '/stop'));
  await post(containerPath(container.Id, '/rename'), { name: `${name}${ASIDE}` });
  try {
    const { Id } = await askJson<{ Id: string }>(
      peer,
      { method: 'POST', path: '/containers/create', query: { name }, body: settingsOf(container) },
      signal,
    );
    await post(containerPath(Id, '/start'));
  } catch (error) {
    await emit('stderr', `${name} could not be made anew; the old one is brought back\n`);
    await tell(peer, { method: 'DELETE', path: containerPath(name), query: { force: 'true' }, also: [404] }, signal);
    await post(containerPath(container.Id, '/rename'), { name });
    await post(containerPath(container.Id, '/start'));
    throw error;
  }
  await tell(peer, { method: 'DELETE', path: containerPath(container.Id) }, signal);
}
