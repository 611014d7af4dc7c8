/** A shorter value would be found everywhere, and what is missing would give it away. */
const SHORTEST_SECRET = 3;
const SHORTEST_CORE = 6;

const base64url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** The characters of a base64 text that depend on the secret alone, whatever stood one or two bytes before it. */
function base64Cores(secret: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), secret])
      .toString('base64')
      .replace(/=+$/, '');
    const skipped = Math.ceil((before * 8) / 6);
    const whole = Math.floor(((before + secret.length) * 8) / 6);
    const core = text.slice(skipped, whole);
    return core.length >= SHORTEST_CORE ? [core] : [];
  });
}

const percent = (secret: string, keep: RegExp) =>
  [...Buffer.from(secret)]
    .map((byte) =>
      keep.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');

function urlForms(secret: string): string[] {
  const forms = [percent(secret, /[A-Za-z0-9_.~-]/), percent(secret, /[A-Za-z0-9_.!~*'()-]/), percent(secret, /[A-Za-z0-9_.*-]/)];
  const withPlus = forms.map((form) => form.replaceAll('%20', '+'));
  return [...forms, ...withPlus].flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}

const asciiJson = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The ways in which programs print a value: as it is, base64 and its url form at any offset, url-encoded, in JSON, hex, quoted for shells, SQL and HTML. */
export function exactForms(secret: string): string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const bytes = Buffer.from(secret);
  const base64 = [bytes.toString('base64'), ...base64Cores(bytes)];
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [
    secret,
    ...base64,
    ...base64.map(base64url),
    ...urlForms(secret),
    json,
    json.replaceAll('/', '\\/'),
    asciiJson(json),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    secret.replaceAll("'", "'\\''"),
    secret.replaceAll("'", "''"),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET);
}
