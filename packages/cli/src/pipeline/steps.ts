import { aggregateStep } from './steps/aggregate-step.ts';
import { extractStep } from './steps/extract-step.ts';
import { linkStep } from './steps/link-step.ts';
import { martStep } from './steps/mart-step.ts';
import { profileStep } from './steps/profile-step.ts';
import { transformStep } from './steps/transform-step.ts';

/** The steps of a pipeline, in the order of the flow; gates and publication come after the last. What is made of all of them stands at the end. */
export const steps = [extractStep, transformStep, linkStep, martStep, profileStep, aggregateStep] as const;
