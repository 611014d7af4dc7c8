import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escalationStanding, findContacts, readPhone } from './rules';

describe('telephone numbers', () => {
  test.each([
    ['+1-555-0123', '+15550123'],
    [' +44 20 7946 0018 ', '+442079460018'],
    ['+49 (30) 901820', '+4930901820'],
    ['+1.800.FLOWERS', '+18003569377'],
  ])('%s is dialled as %s', (written, value) => {
    expect(readPhone(written)).toEqual({ value });
  });

  test('S0-81: a vanity number is dialled by the keys its letters stand on', () => {
    expect(readPhone('+1-555-DOTMAC-1')).toEqual({ value: '+15553686221' });
  });

  test.each([
    ['555-0123', /country code/],
    ['+1-555-0123 ext 4', /extension/],
    ['+1-555-0123 x4', /extension/],
    ['+1', /7 to 15/],
    ['+0123456789', /7 to 15/],
    ['+1234567890123456', /7 to 15/],
    ['+1 555 0123; rm', /only digits/],
    ['+1 555 ÄÖÜ 0123', /only digits/],
    ['', /country code/],
  ])('%j is none', (written, problem) => {
    expect(readPhone(written)).toMatchObject({ problem: expect.stringMatching(problem) });
  });

  test('whatever is typed, the answer is a number that can be dialled or a problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+[0-9A-Z() .-]{1,24}$/)), (written) => {
        const read = readPhone(written);
        expect('problem' in read || /^\+[1-9]\d{6,14}$/.test(read.value)).toBe(true);
      }),
    );
  });

  test('a number once read reads the same again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9A-Z -]{6,20}$/), (written) => {
        const read = readPhone(written);
        if ('value' in read) expect(readPhone(read.value)).toEqual(read);
      }),
    );
  });
});

describe('escalation', () => {
  const levels = [
    { level: 1, name: 'Development', afterMinutes: null },
    { level: 2, name: 'DevOps', afterMinutes: 30 },
    { level: 3, name: 'Architects', afterMinutes: 20 },
    { level: 4, name: 'Consultants', afterMinutes: null },
  ];
  const at = (time: string) => `2026-11-26T${time}:00.000Z`;

  test('S3-82: level after level, each with the time the one before has', () => {
    expect(escalationStanding(levels, [], at('10:00'))).toEqual({
      isAsked: false,
      level: 1,
      askedAt: at('10:00'),
      next: { level: 2, name: 'DevOps', dueAt: at('10:30') },
    });
    expect(escalationStanding(levels, [{ level: 2, at: at('10:25') }], at('10:00'))).toEqual({
      isAsked: true,
      level: 2,
      askedAt: at('10:25'),
      next: { level: 3, name: 'Architects', dueAt: at('10:45') },
    });
  });

  test('a level without minutes is never next by itself', () => {
    expect(escalationStanding(levels, [{ level: 3, at: at('11:00') }], at('10:00')).next).toBeNull();
  });

  test('asking a level again begins its time anew; a lower one does not lead back', () => {
    const asked = [2, 2, 1].map((level, index) => ({ level, at: at(`10:${index + 1}0`) }));
    expect(escalationStanding(levels, asked, at('10:00'))).toMatchObject({ level: 2, askedAt: at('10:20') });
  });

  test('it does not matter in which order levels are listed, nor whether there are any', () => {
    expect(escalationStanding([...levels].reverse(), [], at('10:00')).next?.level).toBe(2);
    expect(escalationStanding([], [], at('10:00')).next).toBeNull();
  });
});

describe('who to call', () => {
  const contacts = [
    { role: 'primary-on-call', name: 'On-call engineer', level: 1, team: 'Development', areas: ['reports'] },
    { role: 'database-admin', name: 'Dee', level: 2, team: 'Infrastructure', areas: ['database', 'postgres'] },
    { role: 'data-architect', name: 'Ari', level: 3, team: null, areas: ['database'] },
  ];
  const found = (question: string) => findContacts(contacts, question).map(({ role }) => role);

  test.each([
    ['who do I call for database at level 2', ['database-admin']],
    ['database', ['database-admin', 'data-architect']],
    ['L3', ['data-architect']],
    ['Level 1?', ['primary-on-call']],
    ['infrastructure postgres', ['database-admin']],
    ['dee', ['database-admin']],
    ['kafka', []],
    ['', ['primary-on-call', 'database-admin', 'data-architect']],
    ['...', ['primary-on-call', 'database-admin', 'data-architect']],
  ])('%j finds %j', (question, roles) => {
    expect(found(question)).toEqual(roles);
  });
});
