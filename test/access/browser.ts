/** Keeps cookies by host and port and follows redirects, as a browser without scripts does. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  cookieHeader(address: string): string {
    return [...this.jar(address)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(address: string) {
    return this.go(address, {});
  }

  /** Sends a form. `stopAt` begins an address that is not followed but given back. */
  post(address: string, form: Record<string, string>, options: { stopAt?: string } = {}) {
    return this.go(address, { method: 'POST', body: new URLSearchParams(form) }, options.stopAt);
  }

  private jar(address: string): Map<string, string> {
    const { host } = new URL(address);
    const jar = this.jars.get(host) ?? new Map();
    this.jars.set(host, jar);
    return jar;
  }

  private async go(address: string, init: RequestInit, stopAt?: string): Promise<{ url: string; status: number; body: string }> {
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { cookie: this.cookieHeader(address) } });
    for (const line of response.headers.getSetCookie()) this.keep(address, line);
    const body = await response.text();
    const location = response.headers.get('location');
    if (!location) return { url: address, status: response.status, body };
    const next = new URL(location, address).href;
    return stopAt && next.startsWith(stopAt) ? { url: next, status: response.status, body } : this.go(next, {}, stopAt);
  }

  private keep(address: string, line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    const gone = attributes.some((one) => /^max-age=0$/i.test(one) || (/^expires=/i.test(one) && Date.parse(one.slice(8)) < Date.now()));
    if (gone) this.jar(address).delete(name);
    else this.jar(address).set(name, value);
  }
}
