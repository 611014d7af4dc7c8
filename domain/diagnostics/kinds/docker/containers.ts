import { type Command, flagValue } from '@/domain/runbooks/kinds/argv/read-command';
import { type ApiPeer, OutsideRefusal } from '../api/api-peer';
import { askJson } from '../api/ask-api';

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';

export type Listed = {
  Id: string;
  Names?: string[];
  Image: string;
  ImageID?: string;
  State: string;
  Status: string;
  Created: number;
  Labels?: Record<string, string>;
  Ports?: { PrivatePort: number; PublicPort?: number; Type: string }[];
};

export type Inspected = {
  Id: string;
  Name: string;
  Image: string;
  RestartCount?: number;
  State: {
    Status: string;
    Running?: boolean;
    OOMKilled?: boolean;
    ExitCode?: number;
    Error?: string;
    StartedAt?: string;
    FinishedAt?: string;
    Health?: { Status: string; FailingStreak?: number; Log?: { ExitCode: number; Output: string }[] };
  };
  Config: { Image: string; Tty?: boolean; Env?: string[] | null; Labels?: Record<string, string> } & Record<string, unknown>;
  HostConfig: { Memory?: number } & Record<string, unknown>;
  NetworkSettings?: { Networks?: Record<string, { Aliases?: string[] | null } & Record<string, unknown>> };
};

export const nameOf = ({ Names, Id }: Listed): string => Names?.[0]?.replace(/^\//, '') ?? Id.slice(0, 12);
export const serviceOf = ({ Labels = {} }: Pick<Listed, 'Labels'>): string | undefined => Labels[SERVICE];
export const projectOf = ({ Labels = {} }: Pick<Listed, 'Labels'>): string | undefined => Labels[PROJECT];
/** The path of a container; its name is one part of it. */
export const containerPath = (name: string, rest = '') => `/containers/${encodeURIComponent(name)}${rest}`;

export const inspectContainer = (peer: ApiPeer, name: string, signal: AbortSignal): Promise<Inspected> =>
  askJson<Inspected>(peer, { path: containerPath(name, '/json') }, signal);

/** Filters as they are typed, name=value, as the engine takes them. */
export function filtersOf(typed: readonly string[] = []): string | undefined {
  const filters: Record<string, string[]> = {};
  for (const filter of typed) {
    const [, name = '', value = ''] = /^([^=]*)=([\s\S]*)$/.exec(filter) ?? [];
    filters[name] = [...(filters[name] ?? []), value];
  }
  return typed.length ? JSON.stringify(filters) : undefined;
}

export function listContainers(peer: ApiPeer, of: { all: boolean; filters: readonly string[] }, signal: AbortSignal): Promise<Listed[]> {
  const query = { all: of.all, filters: filtersOf(of.filters) };
  return askJson<Listed[]>(peer, { path: '/containers/json', query }, signal);
}

/** The containers of compose services, by their labels, which v1 and v2 set alike. Refuses a service that several projects have. */
export async function composeContainers(peer: ApiPeer, command: Command, of: { all: boolean }, signal: AbortSignal): Promise<Listed[]> {
  const project = flagValue(command, 'project-name');
  const found = await listContainers(peer, { all: of.all, filters: [`label=${project ? `${PROJECT}=${project}` : PROJECT}`] }, signal);
  const wanted = found.filter((each) => !command.args.length || command.args.includes(serviceOf(each) ?? ''));
  const projects = [...new Set(wanted.map((each) => projectOf(each)))];
  if (projects.length > 1 && (command.args.length > 0 || !command.verb.endsWith('ps')))
    throw new OutsideRefusal({ code: 'ambiguous', message: `several projects have it: ${projects.join(', ')}; say which with -p PROJECT` });
  return wanted.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** The names of the containers that a command means. A service that has none is a refusal. */
export async function meantContainers(peer: ApiPeer, command: Command, signal: AbortSignal): Promise<string[]> {
  if (!command.verb.startsWith('compose ')) return command.args;
  const found = await composeContainers(peer, command, { all: true }, signal);
  if (found.length) return found.map(nameOf);
  const project = flagValue(command, 'project-name');
  const what = [command.args.join(', '), project ? `project ${project}` : ''].filter(Boolean).join(' of ') || 'any project';
  throw new OutsideRefusal({ code: 'not_found', message: `${peer.where} has no container of ${what}` });
}
