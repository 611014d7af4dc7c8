import { OutsideRefusal } from '../api/api-peer';
import { askJson, openAnswer } from '../api/ask-api';
import { followLines, type SourceLine } from '../api/follow-lines';
import { failing } from '../concern';
import { containerPath, meantContainers } from './containers';
import type { DockerVerb } from './docker-data';
import { containerLines } from './read-frames';

const MOST_LINES = 500;
const KEPT_CHARACTERS = 16_384;

async function* keeping(lines: AsyncIterable<SourceLine>, kept: Record<SourceLine['stream'], string>): AsyncGenerator<SourceLine> {
  for await (const line of lines) {
    if (kept[line.stream].length < KEPT_CHARACTERS) kept[line.stream] += `${line.text}\n`;
    yield line;
  }
}

/** Runs one command that is known to read inside a container, without terminal and input. Another exit code than 0 fails. */
export const exec: DockerVerb = async ({ peer, command, request }) => {
  const { signal } = request;
  const [name = ''] = await meantContainers(peer, command, signal);
  const body = { AttachStdin: false, AttachStdout: true, AttachStderr: true, Tty: false, Cmd: command.command };
  const { Id } = await askJson<{ Id: string }>(peer, { method: 'POST', path: containerPath(name, '/exec'), body }, signal);
  if (!/^[0-9a-f]+$/.test(Id)) throw new OutsideRefusal({ code: 'answer', message: `${peer.where} made no exec of it` }, true);
  const response = await openAnswer(peer, { method: 'POST', path: `/exec/${Id}/start`, body: { Detach: false, Tty: false } }, signal);
  const kept = { stdout: '', stderr: '' };
  const of = { mostLines: request.block.maxLines ?? MOST_LINES, close: () => response.destroy() };
  const { lines, bounded } = await followLines(keeping(containerLines(response, false), kept), request, of);
  const { ExitCode } = await askJson<{ ExitCode: number | null }>(peer, { path: `/exec/${Id}/json` }, signal);
  const exitCode = ExitCode ?? (bounded ? 0 : 1);
  const why = kept.stderr.trim().split('\n').at(-1) || kept.stdout.trim().split('\n').at(-1);
  const problems =
    exitCode === 0 ? [] : [failing('exit_code', `${command.command[0]} ended with exit code ${exitCode}${why ? `: ${why}` : ''}`)];
  return { ...kept, exitCode, lines, bounded, problems };
};
