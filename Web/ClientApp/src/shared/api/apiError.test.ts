import { describe, expect, it } from 'vitest';
import { apiErrorFrom } from './apiError';

describe('apiErrorFrom', () => {
  it('says what the problem document says', () => {
    const problem = { error: 'too_large', message: 'At most 500 MB.', title: 'Too large' };
    const body = JSON.stringify(problem);
    const error = apiErrorFrom(413, body);
    expect(error.message).toBe('At most 500 MB.');
    expect(error.code).toBe('too_large');
    expect(error.status).toBe(413);
  });

  it.each([
    ['an HTML page', '<html>nginx</html>'],
    ['nothing', ''],
    ['something else', '[1]'],
    ['null', 'null'],
  ])('has words of its own when the answer is %s', (_, body) => {
    expect(apiErrorFrom(415, body).message).toMatch(/MP3, FLAC or WAV/);
    expect(apiErrorFrom(418, body).message).toMatch(/try again/);
  });

  it.each([[0, true], [429, true], [503, true], [404, false], [413, false], [500, false]])(
    'knows whether %i may pass: %s',
    (status, isTemporary) => expect(apiErrorFrom(status, '').isTemporary).toBe(isTemporary),
  );
});
