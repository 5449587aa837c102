export interface Tags {
  readonly artist?: string | undefined;
  readonly title?: string | undefined;
}

/** Artist and title as the file itself tells them; empty where it tells nothing readable. */
export async function readTags(file: File): Promise<Tags> {
  try {
    const { parseBlob } = await import('music-metadata');
    const { common } = await parseBlob(file, { skipCovers: true, duration: false });
    return { artist: textOf(common.artist), title: textOf(common.title) };
  } catch {
    // Whatever is wrong with the file, the service says it better after the upload.
    return {};
  }
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}
