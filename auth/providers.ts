import 'server-only';
import { oidcProvider } from './oidc';

/** The name of the identity provider that people can sign in by, or null. */
export const oidcName = (): string | null => oidcProvider()?.name ?? null;
