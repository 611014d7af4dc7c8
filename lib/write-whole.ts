import { rename, rm, writeFile } from 'node:fs/promises';

let written = 0;

/** Writes a file whole or not at all. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.${++written}.part`;
  try {
    await writeFile(/*turbopackIgnore: true*/ beside, text, { flag: 'wx' });
    await rename(/*turbopackIgnore: true*/ beside, file);
  } catch (error) {
    await rm(/*turbopackIgnore: true*/ beside, { force: true });
    throw error;
  }
}
