import { hasFlag } from '@/domain/runbooks/kinds/argv/read-command';
import { askJson } from '../api/ask-api';
import { printRows } from '../api/print-rows';
import { failing } from '../concern';
import { composeContainers, containerPath, type Listed, listContainers, nameOf, projectOf, serviceOf } from './containers';
import type { DockerFound, DockerVerb } from './docker-data';
import { judgeListed } from './judge-container';

const portsOf = ({ Ports = [] }: Listed) =>
  [...new Set(Ports.map(({ PrivatePort, PublicPort, Type }) => `${PublicPort ? `${PublicPort}->` : ''}${PrivatePort}/${Type}`))].join(', ');

function found(listed: Listed[]): DockerFound {
  const rows = listed.map((each) => ({
    name: nameOf(each),
    ...(serviceOf(each) ? { service: serviceOf(each), project: projectOf(each) } : {}),
    image: each.Image,
    state: each.State,
    status: each.Status,
    ports: portsOf(each),
  }));
  const running = listed.filter(({ State }) => State === 'running').length;
  return { rows, count: rows.length, running, problems: listed.flatMap(judgeListed) };
}

export const ps: DockerVerb = async ({ peer, command, request }) => {
  const listed = await listContainers(peer, { all: hasFlag(command, 'all'), filters: command.flags.filter ?? [] }, request.signal);
  const of = found(listed);
  await printRows(request, of.rows);
  return of;
};

/** With a service named, stopped ones are shown too: whether it runs is the question. */
export const composePs: DockerVerb = async ({ peer, command, request }) => {
  const all = hasFlag(command, 'all') || command.args.length > 0;
  const of = found(await composeContainers(peer, command, { all }, request.signal));
  await printRows(request, of.rows);
  const missing = command.args.filter((service) => !of.rows?.some((row) => row.service === service));
  return { ...of, problems: [...(of.problems ?? []), ...missing.map((each) => failing('missing', `${each} has no container`))] };
};

export const images: DockerVerb = async ({ peer, command, request }) => {
  const [reference] = command.args;
  const query = { all: hasFlag(command, 'all'), filters: reference ? JSON.stringify({ reference: [reference] }) : undefined };
  const listed = await askJson<{ Id: string; RepoTags?: string[] | null; Created: number; Size: number }[]>(
    peer,
    { path: '/images/json', query },
    request.signal,
  );
  const rows = listed.flatMap(({ Id, RepoTags, Created, Size }) =>
    (RepoTags?.length ? RepoTags : ['<none>']).map((tag) => ({
      tag,
      id: Id.replace('sha256:', '').slice(0, 12),
      created: new Date(Created * 1_000).toISOString(),
      size_bytes: Size,
    })),
  );
  await printRows(request, rows);
  return { rows, count: rows.length, problems: rows.length ? [] : [failing('missing', `there is no image ${reference ?? ''}`.trim())] };
};

export const version: DockerVerb = async ({ peer, request }) => {
  const { Version, ApiVersion, Os, Arch } = await askJson<Record<string, string>>(peer, { path: '/version' }, request.signal);
  const rows = [{ version: Version, api: ApiVersion, os: Os, arch: Arch }];
  await printRows(request, rows);
  return { rows, count: 1 };
};

export const top: DockerVerb = async ({ peer, command, request }) => {
  const path = containerPath(command.args[0] ?? '', '/top');
  const { Titles, Processes } = await askJson<{ Titles: string[]; Processes: string[][] }>(peer, { path }, request.signal);
  const rows = Processes.map((process) => Object.fromEntries(Titles.map((title, at) => [title.toLowerCase(), process[at]])));
  await printRows(request, rows);
  return { rows, count: rows.length };
};
