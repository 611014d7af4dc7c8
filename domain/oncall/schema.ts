import { z } from 'zod';
import { ContactMethodKind } from '@/prisma/generated/enums';
import { readPhone, type Standing } from './rules';

const UNSEEN = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const TEXT_UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !UNSEEN.test(value), 'must not contain invisible characters');

const id = z.uuid('must be an id');
const version = z.int().positive().max(2_147_483_647);
const level = z.int().min(1).max(4);
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an address that starts with https://' }).max(2_000);
const email = z.string().trim().toLowerCase().max(254).pipe(z.email('must be an e-mail address, such as ana@example.com'));
const SLACK = /^([@#][\w.-]{1,80}|https:\/\/[\w.-]+\.slack\.com\/\S{1,500})$/;

/** One way to reach someone; a phone number is kept as it is dialled and as it was written. */
const Method = z.strictObject({ kind: z.enum(ContactMethodKind), value: line(500) }).transform(({ kind, value }, issues) => {
  const wrong = (message: string) => issues.addIssue({ code: 'custom', path: ['value'], message });
  if (kind === 'phone') {
    const phone = readPhone(value);
    if ('problem' in phone) wrong(phone.problem);
    else return { kind, value: phone.value, display: value };
  } else if (kind === 'email') {
    const parsed = email.safeParse(value);
    if (!parsed.success) wrong('must be an e-mail address, such as ana@example.com');
    else return { kind, value: parsed.data, display: parsed.data };
  } else if (!SLACK.test(value)) wrong('must be @someone, #channel or a https://….slack.com link');
  return { kind, value, display: value };
});

const facts = {
  /** What they are asked as, one contact a role: "primary-on-call". */
  role: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words of small letters and digits joined by -, such as database-admin')
    .max(60),
  name: line(120),
  level,
  team: line(80).nullish(),
  areas: z
    .array(line(40).transform((area) => area.toLowerCase()))
    .max(20)
    .default([])
    .transform((areas) => [...new Set(areas)]),
  /** The account of the same person here. */
  user: z.uuid('choose a person of the list').nullish(),
  methods: z.array(Method).min(1, 'name at least one way to reach them').max(10),
};

export const AddContact = z.strictObject(facts);
export const ChangeContact = z.strictObject({ id, version, ...facts });
export const RemoveContact = z.strictObject({ id, version });
export const ChangeLevel = z.strictObject({
  level,
  version,
  name: line(100),
  description: line(500),
  /** How long the level before has; null: this one is never next by itself. */
  afterMinutes: z.int().min(1).max(1_440).nullable(),
});
export const AddTeamLink = z.strictObject({ label: line(100), url: webAddress });
export const RemoveTeamLink = z.strictObject({ id });

const escalation = {
  /** Everyone of this level, or one contact. */
  level: level.optional(),
  contact: id.optional(),
  note: z
    .string()
    .trim()
    .min(1, 'say what you need from them')
    .max(2_000)
    .refine((value) => !TEXT_UNSEEN.test(value), 'must not contain control or text-direction characters'),
  /** Tell the channels of the team too. */
  tellChannels: z.boolean().default(false),
};
const isOneOfTwo = (asked: { level?: number; contact?: string }) => (asked.level === undefined) !== (asked.contact === undefined);
const oneOfTwo = { path: ['level'], message: 'choose a level or a contact, one of the two' };
export const EscalateIncident = z
  .strictObject({ number: z.int().positive().max(2_147_483_647), ...escalation })
  .refine(isOneOfTwo, oneOfTwo);
/** As it is asked of an incident that the address names. */
export const NewEscalation = z.strictObject(escalation).refine(isOneOfTwo, oneOfTwo);

export type ContactMethodView = { kind: ContactMethodKind; value: string; display: string };
/** Someone to turn to, with their ways in order. */
export type ContactView = {
  id: string;
  role: string;
  name: string;
  level: number;
  team: string | null;
  areas: string[];
  /** The account of the same person here. */
  user: { id: string; name: string } | null;
  version: number;
  methods: ContactMethodView[];
};
export type LevelView = { level: number; name: string; description: string; afterMinutes: number | null; version: number };
export type TeamLinkView = { id: string; label: string; url: string };

/** Who can be asked in an incident, and where its escalation stands. */
export type EscalationView = {
  standing: Standing;
  levels: LevelView[];
  contacts: ContactView[];
  links: TeamLinkView[];
  /** Whether an e-mail address is written to: there is a mail server. */
  mail: boolean;
};
