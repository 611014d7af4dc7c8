import { chmod, chown, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeUploads } from '../dotmac/folders';
import type { Fault } from './fault';

const READ_ONLY = 0o555;
const CLOSED = 0o600;
const NOBODY = 65_534;

export const DOTMAC_UPLOAD_PERMISSIONS: Fault = {
  name: 'dotmac-upload-permissions',
  title: 'The application may not write its uploads',
  explanation: 'A restore put the folder back with the modes of the machine that it was taken from.',
  breaks: ['dotmac-isp/uploads-fail#upload-folder', 'dotmac-isp/uploads-fail#wrong-modes'],
  curedBy: ['dotmac-isp/uploads-fail#set-modes'],
  alert: { alertname: 'UploadErrors', service: 'dotmac-isp', severity: 'warning' },
  cause: async ({ dotmac: { folders } }) => {
    for (const name of await readdir(folders.uploads)) {
      await chmod(path.join(folders.uploads, name), CLOSED);
      // Only root may give files away.
      if (process.getuid?.() === 0) await chown(path.join(folders.uploads, name), NOBODY, NOBODY);
    }
    await chmod(folders.uploads, READ_ONLY);
  },
  heal: async ({ dotmac: { folders } }) => {
    if (((await stat(folders.uploads)).mode & 0o777) === READ_ONLY) await makeUploads(folders.uploads);
  },
  isActive: async ({ dotmac: { folders } }) => ((await stat(folders.uploads)).mode & 0o777) === READ_ONLY,
};
