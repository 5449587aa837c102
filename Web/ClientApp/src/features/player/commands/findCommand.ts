import type { Command } from './commands';
import { commands } from './commands';

/** Where keys mean something else: text, choices, and what they press or move. */
const typing = 'input:not([type="range"]), textarea, select, [contenteditable]';
const pressable = 'button, a[href], summary, input, [role="slider"]';

/** The command for a key press, unless what has the focus needs the key itself. */
export function findCommand(event: KeyboardEvent): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(typing)) return null;
  if (event.key === ' ' && target?.closest(pressable)) return null;
  const isArrow = event.key.startsWith('Arrow');
  if (isArrow && target?.closest('[role="slider"], input')) return null;
  return commands.find((command) => command.matches(event)) ?? null;
}
