const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'macOS'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const firstMatch = (among: [RegExp, string][], text: string) => among.find(([pattern]) => pattern.test(text))?.[1];

/** A browser's User-Agent as a person would say it: "Firefox on macOS"; what is not known is shown as it came. */
export function browserName(userAgent: string | null): string {
  if (!userAgent) return 'unknown browser';
  const browser = firstMatch(BROWSERS, userAgent);
  const system = firstMatch(SYSTEMS, userAgent);
  return browser && system ? `${browser} on ${system}` : userAgent.slice(0, 60);
}
