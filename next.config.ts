import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  // The front door passes on what it gets, so the pages and their scripts are compressed here.
  compress: true,
  reactStrictMode: true,
  // `npm run check` checks types; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/client',
    '@prisma/adapter-pg',
    'libpg-query',
    'pg',
    'pino',
    'shiki',
    'tree-sitter-bash',
    'web-tree-sitter',
  ],
  outputFileTracingExcludes: { '*': ['**/*'] },
  devIndicators: false,
  // In development the pages' own websocket comes through the front door.
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
};

export default config;
