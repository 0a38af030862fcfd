export type { Fault, FaultKind, FaultTrigger } from './faults/fault.ts';
export { parseFaults, readFaultPlan } from './faults/read-fault-plan.ts';
export type { RequestRecord } from './http/serve.ts';
export type { Changed, ChangeSpec } from './organisation/change.ts';
export type { NewField } from './organisation/schema-change.ts';
export type { SimulatedOrg } from './simulated-org.ts';
export { type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts';
