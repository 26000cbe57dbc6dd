/**
 * Runs at the edge (CloudFront Functions, runtime 2.0): an address of the application, which has no dot in its last part,
 * is answered with the application itself. What has one is a file, and its absence stays a 404. The runtime knows
 * ECMAScript 5.1 and little more, so there is no destructuring, spreading or optional chaining here; a test holds to that.
 */
// oxlint-disable-next-line no-unused-vars -- CloudFront calls it by its name
function handler(event) {
  const request = event.request;
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!last.includes('.')) request.uri = '/index.html';
  return request;
}
