import { ApiRefusal } from './api-refusal.ts';

/** The body of a request. @throws ApiRefusal JSON_PARSER_ERROR */
export const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiRefusal(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is not valid JSON');
  }
};
