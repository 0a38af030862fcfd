export { bindCatalogCodes } from './1-standardize/catalogs/bind-catalog-codes.ts';
export { catalogCodes } from './1-standardize/catalogs/catalog-codes.ts';
export { catalogOf } from './1-standardize/catalogs/catalog-of.ts';
export type { Catalog, CatalogValue } from './1-standardize/catalogs/catalog.ts';
export { shippedCatalogs } from './1-standardize/catalogs/shipped-catalogs.ts';
