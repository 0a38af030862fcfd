import { fileURLToPath } from 'node:url';

/** Folder of the catalogs that come with the product. */
export const shippedCatalogs = fileURLToPath(new URL('../../../../../configs/enumerations', import.meta.url));
