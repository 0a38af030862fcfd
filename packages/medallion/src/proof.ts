export { openTrialBank, type TrialBank, trialServer } from './0-extract/postgres/proof/trial-bank.ts';
