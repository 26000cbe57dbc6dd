import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { withoutGuard } from './break-guard.ts';
import { GUARDS } from './guards.ts';
import { scenarioOf } from './scenario.ts';
import { simulate } from './simulate.ts';

const SEEDS = 300;

test(`In ${SEEDS} simulated days every promise is kept`, { timeout: 180_000 }, async () => {
  let accepted = 0;
  let faults = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations, outcomes, struck } = await simulate(scenarioOf(seed));
    expect({ seed, violations }).toEqual({ seed, violations: [] });
    accepted += Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    faults += struck.length;
  }
  // Days on which nothing happens keep every promise.
  expect(accepted).toBeGreaterThan(2 * SEEDS);
  expect(faults).toBeGreaterThan(10 * SEEDS);
});

test('The same seed plays the same way, to the millisecond', async () => {
  const traces = await Promise.all([traceOf(102), traceOf(102)]);
  expect(traces[0]?.length).toBeGreaterThan(100);
  expect(traces[1]).toEqual(traces[0]);
});

async function traceOf(seed: number): Promise<string[]> {
  const trace: string[] = [];
  await simulate(scenarioOf(seed), { trace: (line, at) => trace.push(`${at} ${line}`) });
  return trace;
}

test('Every accepted message is counted once, in the state in which it ended', async () => {
  const { outcomes } = await simulate({ ...scenarioOf(1), rates: {}, acts: [] });
  const posted = scenarioOf(1).messages.reduce((sum, { copies, isKeyed }) => sum + (isKeyed ? 1 : copies), 0);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(posted);
});

describe('Each guard', () => {
  test.each(GUARDS.map((guard) => [guard.name, guard] as const))(
    '%s can be taken out of the code',
    (_, guard) => {
      const broken = withoutGuard(guard);
      expect(broken).not.toContain(guard.find);
      expect(broken).toContain(guard.replace);
    },
  );

  test('has a name of its own', () => {
    expect(new Set(GUARDS.map(({ name }) => name)).size).toBe(GUARDS.length);
  });

  test('that the code does not hold any more is named', () => {
    const gone = { ...guardNamedFirst(), find: 'no such text' };
    expect(() => withoutGuard(gone)).toThrow(/claim is not exactly once in test\/support\/memory/);
  });
});

function guardNamedFirst() {
  const [first] = GUARDS;
  if (first === undefined) throw new Error('There are no guards');
  return first;
}

describe('npm run simulate', () => {
  const run = (...options: string[]) => {
    const script = new URL('index.ts', import.meta.url).pathname;
    return spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });
  };

  test(
    'fails when a guard is missing, with the shortest trace it knows and the command that shows it again',
    { timeout: 180_000 },
    () => {
      const { status, stdout } = run('--seeds', '100', '--break', 'rank');
      expect(status).toBe(1);
      expect(stdout).toMatch(/^\+\d\d:\d\d:\d\d\.\d{3} {2}m\d posted/m);
      const [, seed] = /^Seed (\d+) breaks [a-z-]+(?: for m\d)?: .+\.$/m.exec(stdout) ?? [];
      expect(stdout).toContain(`Again: npm run simulate -- --seed ${seed} --break rank\n`);
      expect(run('--seed', String(seed), '--break', 'rank').stdout).toContain(`Seed ${seed} breaks`);
      expect(run('--seed', String(seed)).status).toBe(0);
    },
  );

  test('tells how many seeds it played a second and what became of the messages', () => {
    const { status, stdout } = run('--seeds', '20');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^20 seeds in \d+\.\d s \(\d+ a second\), \d+ faults\.$/m);
    expect(stdout).toMatch(/^\d+ messages accepted = \d+ [a-z]+( \+ \d+ [a-z]+)*\.$/m);
  });

  test('gives one JSON object', () => {
    const { stdout } = run('--seeds', '20', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ seeds: 20, outcomes: {} });
  });

  test('lists the guards, one a line', () => {
    expect(run('--list-guards').stdout.trim().split('\n')).toEqual(GUARDS.map(({ name }) => name));
  });

  test.each([
    [['--break', 'nothing'], /There is no guard nothing. There are: claim, /],
    [['--seeds', 'many'], /--seeds takes a whole number from 1/],
    [['--seed', '0'], /--seed takes a whole number from 1/],
    [['--speed'], /Unknown option '--speed'[^]*--break GUARD/],
  ])('says what is wrong with %j', (options, message) => {
    const { status, stderr } = run(...options);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(' at ');
  });
});
