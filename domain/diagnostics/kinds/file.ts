import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type FileBody, readFileBody } from '@/domain/runbooks/kinds/file';
import { fileError, findAllowed } from '../allowed-files';
import { fillWords } from '../fill-in';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing, warning } from './concern';
import { describeFile, type FileEntry, loadNames, rightsOf } from './file/describe-file';
import { type Walked, walkFiles } from './file/walk-files';

export type FileData = Partial<FileEntry & Walked> & {
  exists: boolean;
  path: string;
  readable?: boolean;
  writable?: boolean;
  worldWritable?: boolean;
  problems: Concern[];
  error: OutsideError | null;
};

const size = (bytes: number) => `${bytes}`.padStart(12);
const lineOf = (entry: FileEntry) =>
  `${entry.type === 'folder' ? 'd' : entry.type === 'link' ? 'l' : '-'}${entry.mode} ${entry.owner} ${entry.group} ${size(entry.sizeBytes)} ${entry.modifiedAt} ${entry.name}${entry.linkTo ? ` -> ${entry.linkTo}` : ''}\n`;

const isWorldWritable = ({ mode, type }: FileEntry) => type !== 'link' && mode[7] === 'w' && !/t/i.test(mode);

async function look(request: RunnerRequest, body: FileBody, shown: string, real: string): Promise<FileData> {
  const nowMs = Date.now();
  const names = await loadNames();
  const entry = await describeFile(real, shown, names, nowMs);
  const base = { exists: true, path: shown, ...entry, ...(await rightsOf(real)), worldWritable: isWorldWritable(entry), error: null };
  const problems = base.worldWritable ? [warning('world_writable', `everyone on this machine may change ${shown}`)] : [];
  if (body.look === 'stat') {
    await request.emit('stdout', lineOf(entry) + concernLines(problems));
    return { ...base, problems };
  }
  if (entry.type !== 'folder') return { ...base, problems: [...problems, failing('no_folder', `${shown} is no folder`)] };
  const walked = await walkFiles(real, body, names, nowMs, request.signal);
  if (walked.unseen)
    problems.push(warning('unseen', `${walked.unseen} of the folders below ${shown} could not be entered: what is in them is not counted`));
  await request.emit(
    'stdout',
    `${walked.entries.map(lineOf).join('')}${walked.count} found, ${walked.totalBytes} bytes\n${concernLines(problems)}`,
  );
  return { ...base, ...walked, problems };
}

async function failed({ emit }: RunnerRequest, shown: string, error: OutsideError): Promise<Outcome> {
  await emit('stderr', `${error.message}\n`);
  if (error.code === 'roots') return errored(error.code, error.message);
  return {
    status: 'completed',
    data: { exists: error.code !== 'no_file', path: shown, problems: [failing(error.code, error.message)], error } satisfies FileData,
  };
}

/**
 * Looks at a file or folder under the target's roots, or for files below it; never at what they hold. Data: exists, type, mode, owner, group, sizeBytes,
 * modifiedAt, ageSeconds, readable and writable (for the console), worldWritable; of list and find entries, count, totalBytes, oldestAgeSeconds, newestAgeSeconds, truncated, unseen.
 */
export const file: Runner = async (request) => {
  const body = readFileBody(request.block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const [shown = '', name] = fillWords(request, [body.path, ...(body.name === undefined ? [] : [body.name])]);
  const found = await findAllowed(request.target, shown);
  if ('error' in found) return failed(request, shown, found.error);
  try {
    const data = await look(request, { ...body, name }, shown, found.path);
    return request.signal.aborted ? stoppedEarly() : { status: 'completed', data };
  } catch (error) {
    return failed(request, shown, fileError(error, shown));
  }
};
