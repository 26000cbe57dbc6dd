import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** `GET /v1/openapi.json`: the document generated from the contracts, with the address it is served at. */
export function createHandler(document: object, publicBaseUrl: string) {
  const body = JSON.stringify({ ...document, servers: [{ url: publicBaseUrl }] });
  return async (): Promise<APIGatewayProxyStructuredResultV2> => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
    body,
  });
}
