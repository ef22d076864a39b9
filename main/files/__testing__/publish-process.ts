// Publishes the plan in the file named as its argument. Run as a process of its own, to be killed.
import { readFileSync, writeFileSync } from 'node:fs';
import { commitPublish, stagePublish } from '../apply-publish.ts';
import type { PublishStep } from '../publish-step.ts';

type Plan = { cacheDir: string; folderPath: string; steps: (Omit<PublishStep, 'source'> & { source: PlanSource })[] };
type PlanSource = { kind: 'bytes'; text: string } | { kind: 'cache'; hash: string; ext: string } | null;

const planFile = process.argv[2] ?? '';
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as Plan;
const steps = plan.steps.map((step): PublishStep => {
  const { source } = step;
  return { ...step, source: source?.kind === 'bytes' ? { kind: 'bytes', bytes: Buffer.from(source.text) } : source };
});
const work = { ...plan, steps };
process.stdout.write('begin\n');
const staged = await stagePublish(work);
if (staged.ok) {
  writeFileSync(`${planFile}.staged`, '');
  await commitPublish(work);
}
