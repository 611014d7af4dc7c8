import { flagValue } from '@/domain/runbooks/kinds/argv/read-command';
import type { KubectlCommand } from '@/domain/runbooks/kinds/kubectl';
import { type Resource, resourceNamed } from '@/domain/runbooks/kinds/kubectl-resources';
import { type ApiPeer, OutsideRefusal } from '../api/api-peer';
import { podReady, podReason } from './judge-things';
import { getThing, listThings, type Pod, selectorText, type Workload } from './objects';

const PODS = resourceNamed('pods') as Resource;

/** The pods that a command means: one by its name, those of a deployment, or those of a selector; what is ready first. That there are none is a refusal. */
export async function findPods(peer: ApiPeer, command: KubectlCommand, signal: AbortSignal): Promise<Pod[]> {
  const { about } = command;
  const namespace = flagValue(command, 'namespace');
  if (about?.name && about.resource.plural === 'pods') return [await getThing<Pod>(peer, PODS, { namespace, name: about.name }, signal)];
  const selector = about?.name
    ? selectorText((await getThing<Workload>(peer, about.resource, { namespace, name: about.name }, signal)).spec?.selector)
    : flagValue(command, 'selector');
  const { items } = await listThings<Pod>(peer, PODS, { namespace, selector }, signal);
  if (items.length === 0)
    throw new OutsideRefusal(
      { code: 'not_found', message: `${peer.where} has no pod with ${selector} in ${namespace ?? 'any namespace'}` },
      true,
    );
  const rank = (pod: Pod) => {
    const { ready, of } = podReady(pod);
    return (podReason(pod) === 'Terminating' ? 2 : 0) + (of > 0 && ready === of ? 0 : 1);
  };
  return items.sort((a, b) => rank(a) - rank(b) || a.metadata.name.localeCompare(b.metadata.name));
}

/** The container that is meant where none is named: the one that the pod says, else its first. */
export const containerOf = ({ metadata, spec }: Pod): string =>
  metadata.annotations?.['kubectl.kubernetes.io/default-container'] ?? spec?.containers[0]?.name ?? '';
