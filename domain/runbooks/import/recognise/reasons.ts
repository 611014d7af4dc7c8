const MACHINE = 'It looks at the machine that it is typed on; a run would look at the one of the console.';
const CONTAINERS = 'It asks the container engine of the machine that it is typed on, for which there is no kind here.';
const REDIS = 'It speaks to Redis, for which there is no kind here that proves what a command does.';
const PROMPT = 'It is a prompt for people, at which anything can be typed.';
const FILES = 'It reads files of the machine that it is typed on.';
const SERVICE = 'It manages services of the machine that it is typed on.';

/** Programs of which there is more to say than that nothing is known of them. */
const REASONS: Record<string, string> = {
  ...Object.fromEntries(
    'df du free top htop ps uptime vmstat iostat lsof ss netstat ip dmesg mount lsblk sar uname hostname'
      .split(' ')
      .map((name) => [name, MACHINE]),
  ),
  ...Object.fromEntries('podman crictl nerdctl ctr'.split(' ').map((name) => [name, CONTAINERS])),
  ...Object.fromEntries('cat tail head less grep zgrep find ls stat journalctl'.split(' ').map((name) => [name, FILES])),
  ...Object.fromEntries('systemctl service gitlab-ctl supervisorctl initctl sv'.split(' ').map((name) => [name, SERVICE])),
  ...Object.fromEntries('mysql mongo mongosh sqlplus gitlab-rails rails irb python python3 node'.split(' ').map((name) => [name, PROMPT])),
  'redis-cli': REDIS,
  echo: 'It prints what the shell knows on the machine that it is typed on.',
  ping: 'It needs packets that a run may not send; a connection to a port says more.',
  knife: 'It asks or changes a Chef server, for which there is no kind here.',
  helm: 'It asks or changes a cluster through its releases, for which there is no kind here.',
  ssh: 'It runs something on another machine, which nothing here can look into.',
};

/** Why a command of this program is left to be read. */
export const reasonFor = (program: string): string =>
  Object.hasOwn(REASONS, program)
    ? (REASONS[program] as string)
    : `Nothing here knows what ${program.replace(/[^\w./-]/g, '').slice(0, 40) || 'it'} does, so it is left to be read.`;

const LANGUAGES: Record<string, string> = {
  mermaid: 'A drawing: it is drawn.',
  yaml: 'Settings to be read, not to be run.',
  yml: 'Settings to be read, not to be run.',
  json: 'Data or a request’s body to be read, not to be run.',
  dockerfile: 'Instructions for building an image.',
  promql: 'A query for Prometheus, for which there is no kind here that runs it.',
  ruby: 'A program for a console, in which anything can happen.',
  python: 'A program to be read; nothing here runs it.',
  diff: 'A change to be read.',
  text: 'A text or the output of a command.',
  '': 'Its language is not named, and it is no statement that can be recognised.',
};

/** Why code of this language is left to be read. */
export const reasonForLanguage = (language: string): string =>
  Object.hasOwn(LANGUAGES, language.toLowerCase())
    ? (LANGUAGES[language.toLowerCase()] as string)
    : `Code in ${language.slice(0, 40)}, of which nothing here is run.`;
