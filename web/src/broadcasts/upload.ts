import { answerOf, api } from '../api/client.ts';

/**
 * Puts a file where the API says, and has it read.
 * @param tell how much has been sent, from 0 to 1.
 * @returns the audience's id. @throws Error when the file did not arrive.
 */
export async function uploadAudience(file: File, tell: (share: number) => void): Promise<string> {
  const { id, uploadUrl } = await answerOf(api.POST('/v1/audiences'));
  if (uploadUrl === undefined) throw new Error('There is nowhere to put the file');
  await put(uploadUrl, file, tell);
  await answerOf(api.POST('/v1/audiences/{audienceId}/read', { params: { path: { audienceId: id } } }));
  return id;
}

/** `fetch` does not say how far it has come. */
async function put(url: string, file: File, tell: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      tell(total === 0 ? 1 : loaded / total),
    );
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new Error(`The file was refused: ${request.status}`));
    });
    request.addEventListener('error', () => reject(new Error('The file did not arrive')));
    request.send(file);
  });
}
