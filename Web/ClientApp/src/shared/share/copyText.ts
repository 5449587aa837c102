import { toast } from '../ui/toasts';

/** Puts a text into the clipboard and says so. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(`Copying is not allowed here. ${text}`);
  }
}
