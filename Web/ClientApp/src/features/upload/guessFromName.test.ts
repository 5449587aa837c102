import { expect, it } from 'vitest';
import { guessFromName } from './guessFromName';

it.each([
  ['Nina Vale - Morning Static.mp3', 'Nina Vale', 'Morning Static'],
  ['03. Copper Sky.flac', '', 'Copper Sky'],
  ['03 - Okta - Salt.wav', 'Okta', 'Salt'],
  ['Okta – Salt - Live.mp3', 'Okta', 'Salt - Live'],
  ['some_file_name.mp3', '', 'some file name'],
  ['1979.mp3', '', '1979'],
  ['no extension', '', 'no extension'],
  ['.mp3', '', ''],
])('reads %s', (name, artist, title) => {
  expect(guessFromName(name)).toEqual({ artist, title });
});
