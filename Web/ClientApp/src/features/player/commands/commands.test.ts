import { expect, it } from 'vitest';
import { commands } from './commands';

const presses: readonly string[] = [
  ' ', 'k', 'j', 'l', 'ArrowLeft', 'ArrowRight', '0', '9', 'N', 'P', '+', '-', 'm', 's', 'r', '/',
];

it.each(presses)('gives the key "%s" exactly one meaning', (key) => {
  const event = { key } as KeyboardEvent;
  expect(commands.filter((command) => command.matches(event))).toHaveLength(1);
});

it('has a key for every command', () => {
  const reached = new Set(
    presses.map((key) => commands.find((command) => command.matches({ key } as KeyboardEvent))),
  );
  expect(reached.size).toBe(commands.length);
});
