/**
 * Runs at the edge (CloudFront Functions): an address of the application, which has no dot in its last part, is answered
 * with the application itself. What has one is a file, and its absence stays a 404.
 */
// oxlint-disable-next-line no-unused-vars -- CloudFront calls it by its name
function handler(event) {
  const { request } = event;
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!last.includes('.')) request.uri = '/index.html';
  return request;
}
