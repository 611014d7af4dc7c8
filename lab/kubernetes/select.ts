import type { Thing } from './cluster';

type Test = (labels: Record<string, string>) => boolean;

function requirement(text: string): Test {
  const [, name = '', not, values] = /^([\w./-]+)\s+(not)?in\s+\(([^)]*)\)$/.exec(text) ?? [];
  if (name) {
    const listed = new Set((values ?? '').split(',').map((value) => value.trim()));
    return (labels) => (not ? !listed.has(labels[name] ?? '') : listed.has(labels[name] ?? ''));
  }
  const [, key = '', operator, value = ''] = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(text) ?? [];
  if (key) return (labels) => (operator === '!=' ? labels[key] !== value : labels[key] === value);
  return text.startsWith('!') ? (labels) => !Object.hasOwn(labels, text.slice(1)) : (labels) => Object.hasOwn(labels, text);
}

/** Whether labels fit a selector such as app=web,tier in (a, b). */
export function labelTest(selector: string | null): Test {
  if (!selector) return () => true;
  const tests = selector
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map(requirement);
  return (labels) => tests.every((test) => test(labels));
}

const fieldAt = (thing: Thing, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, part) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined),
      thing,
    );

/** Whether a thing fits a selector of fields such as metadata.name=web,status.phase!=Running. */
export function fieldTest(selector: string | null): (thing: Thing) => boolean {
  if (!selector) return () => true;
  const tests = selector.split(',').map((part) => {
    const [, path = '', operator = '=', value = ''] = /^([\w.]+)(==|=|!=)(.*)$/.exec(part.trim()) ?? [];
    return (thing: Thing) => (String(fieldAt(thing, path) ?? '') === value) === (operator !== '!=');
  });
  return (thing) => tests.every((test) => test(thing));
}
