import { toast } from '@/shared/ui/toasts';
import { guessFromName } from './guessFromName';
import { readTags } from './readTags';
import { changeUpload, uploads } from './uploads';

const audioName = /\.(?:mp3|flac|wave?)$/i;

let nextId = 0;

/** Takes files in, names them by file name at once and by their tags when those are read. */
export function addFiles(files: Iterable<File>): void {
  const all = [...files];
  const audio = all.filter((file) => audioName.test(file.name));
  const others = all.length - audio.length;
  if (others > 0)
    toast(
      others === 1
        ? 'One file was left out: only MP3, FLAC and WAV can be uploaded.'
        : `${others} files were left out: only MP3, FLAC and WAV can be uploaded.`,
    );
  for (const file of audio) addFile(file);
}

function addFile(file: File): void {
  const id = nextId++;
  const guess = guessFromName(file.name);
  uploads.update((known) => [
    ...known,
    { id, file, ...guess, isEdited: false, progress: { name: 'editing' } },
  ]);
  void readTags(file).then((tags) =>
    changeUpload(id, (upload) =>
      upload.isEdited || upload.progress.name !== 'editing'
        ? upload
        : {
            ...upload,
            artist: tags.artist ?? upload.artist,
            title: tags.title ?? upload.title,
          },
    ),
  );
}
