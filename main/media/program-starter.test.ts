import { describe, expect, it } from 'vitest';
import { ProgramStarter } from './program-starter.ts';

const ENV = { PATH: process.env['PATH'] };
const say = (script: string): ProgramStarter => new ProgramStarter(['/bin/sh', '-c', script, 'sh'], ENV);

function exitOf(starter: ProgramStarter, argument = 'x') {
  return starter.run(argument, () => undefined).exit;
}

// Windows has no such shell, and starts programs without it.
describe.skipIf(process.platform === 'win32')('a starter', () => {
  it.each([
    'plain',
    ' spaces at both ends ',
    '$(touch x) `touch x` $HOME',
    '"\'\\ \\n \\',
    '; exit 3; #',
    '* ? [a-z] ~',
    '-n',
    'häßlich 日本 🎬',
    String.raw`%s \0101`,
  ])('hands “%s” on as it is', async (argument) => {
    const starter = new ProgramStarter(['printf', '%s|%s', 'first'], ENV);
    expect(ProgramStarter.takes(argument)).toBe(true);
    for (let run = 0; run < 2; run++) {
      expect(await exitOf(starter, argument)).toEqual({
        stdout: `first|${argument}`,
        stderr: '',
        code: 0,
        killedBy: null,
      });
    }
    starter.close();
  });

  it.each(['line\nbreak', 'return\r', 'mark\u0001', 'zero\0', '\u007f'])('does not take %j', (argument) => {
    expect(ProgramStarter.takes(argument)).toBe(false);
  });

  it('keeps apart what each run says, and how it ends', async () => {
    const starter = say('echo "out $1"; echo "wrong $1" >&2; exit $1');
    for (const code of [3, 0, 1]) {
      const exit = { stdout: `out ${String(code)}\n`, stderr: `wrong ${String(code)}\n`, code, killedBy: null };
      expect(await exitOf(starter, String(code))).toEqual(exit);
    }
    starter.close();
  });

  it('counts long output as it comes, and keeps the beginning of long complaints', async () => {
    const starter = say('head -c 300000 /dev/zero | tr "\\0" a; head -c 300000 /dev/zero | tr "\\0" b >&2');
    let bytes = 0;
    const { stdout, stderr } = await starter.run('x', (count) => (bytes += count)).exit;
    expect(stdout).toBe('a'.repeat(300_000));
    expect(bytes).toBeGreaterThanOrEqual(300_000);
    expect(stderr).toMatch(/^b+$/);
    expect(stderr.length).toBeLessThan(200_000);
    starter.close();
  });

  it('gives the program nothing to read, so that it takes no other’s name', async () => {
    const starter = say('cat; echo "$1"');
    expect(await exitOf(starter, 'one')).toMatchObject({ stdout: 'one\n' });
    expect(await exitOf(starter, 'two')).toMatchObject({ stdout: 'two\n' });
    starter.close();
  });

  it('tells a crash, and goes on', async () => {
    const starter = say('test "$1" = good || kill -SEGV $$');
    expect(await exitOf(starter)).toMatchObject({ code: null, killedBy: 'signal 11' });
    expect(starter.isAlive).toBe(true);
    expect(await exitOf(starter, 'good')).toMatchObject({ code: 0 });
    starter.close();
  });

  it('is gone with the program once that is killed', async () => {
    const starter = say('sleep 60');
    const running = starter.run('x', () => undefined);
    running.kill();
    expect(await running.exit).toMatchObject({ code: null, killedBy: 'SIGKILL' });
    expect(starter.isAlive).toBe(false);
  });

  it('does not kill a later run', async () => {
    const starter = say('echo "$1"');
    const first = starter.run('one', () => undefined);
    await first.exit;
    const second = starter.run('two', () => undefined);
    first.kill();
    expect(await second.exit).toMatchObject({ stdout: 'two\n', code: 0 });
    starter.close();
  });
});
