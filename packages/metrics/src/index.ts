export { type Fact, typeOfUnit, type Unit, units } from './definitions/unit.ts';
