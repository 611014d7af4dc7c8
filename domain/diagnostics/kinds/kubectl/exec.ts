import { flagValue } from '@/domain/runbooks/kinds/argv/read-command';
import { type Resource, resourceNamed } from '@/domain/runbooks/kinds/kubectl-resources';
import { failing } from '../concern';
import { runInPod } from './exec-channel';
import { containerOf, findPods } from './find-pods';
import type { KubectlVerb } from './kubectl-data';
import { pathTo } from './objects';

/** Runs one command that is known to read inside a pod, without terminal and input. Another exit code than 0 fails. */
export const exec: KubectlVerb = async ({ peer, command, request }) => {
  const [pod] = await findPods(peer, command, request.signal);
  if (!pod) return {};
  const { name, namespace } = pod.metadata;
  const container = flagValue(command, 'container') ?? containerOf(pod);
  const path = pathTo(resourceNamed('pods') as Resource, namespace, name, 'exec');
  await request.emit('stderr', `in ${name} ${container}\n`);
  const { stdout, stderr, exitCode } = await runInPod(peer, { path, container, argv: command.command }, request);
  const why = stderr.trim().split('\n').at(-1) || stdout.trim().split('\n').at(-1);
  const problems =
    exitCode === 0
      ? []
      : [failing('exit_code', `${command.command[0]} in ${name} ended with exit code ${exitCode}${why ? `: ${why}` : ''}`)];
  return { stdout, stderr, exitCode, count: 1, problems };
};
