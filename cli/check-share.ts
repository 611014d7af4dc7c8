import { checkFiles } from '@/domain/runbooks/check-runbooks';

process.once('message', async (files: string[]) => {
  const problems = await checkFiles(files);
  process.send?.(problems, () => process.disconnect());
});
