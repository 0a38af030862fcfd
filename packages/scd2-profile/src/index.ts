export { catalogCodes } from './1-standardize/catalogs/catalog-codes.ts';
export { standardizeDelivery, type StandardizeOptions } from './1-standardize/standardize-delivery.ts';
export { standardizedDelivery } from './1-standardize/standardized-delivery.ts';
