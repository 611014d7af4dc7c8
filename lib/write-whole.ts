import { link, rename, rm, writeFile } from 'node:fs/promises';

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

/** As writeWhole, where nothing has the name yet; false when something has. */
export async function writeNew(file: string, text: string): Promise<boolean> {
  const beside = `${file}.${process.pid}.${++written}.part`;
  try {
    await writeFile(/*turbopackIgnore: true*/ beside, text, { flag: 'wx' });
    await link(/*turbopackIgnore: true*/ beside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(/*turbopackIgnore: true*/ beside, { force: true });
  }
}
