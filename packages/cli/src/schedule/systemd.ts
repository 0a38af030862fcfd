import { clockTime, exitCodes, patience, type ScheduleFile, type ScheduleOrder } from './schedule-order.ts';

/** A word of a command line in a unit: quoted, and without the marks that systemd replaces. */
const unitWord = (word: string): string => {
  const plain = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@+=:,./%$-]+$/.test(plain) ? plain : `"${plain.replaceAll(/["\\]/g, '\\$&')}"`;
};

const service = ({
  pipeline,
  folder,
  path,
  argv,
}: ScheduleOrder): string => `# ${exitCodes.notice} (rows in quarantine) is success; ${exitCodes.again} (another run holds the lake, a quota) is tried again.
[Unit]
Description=audit run ${pipeline}
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=${patience.tries * patience.seconds * 2}
StartLimitBurst=${patience.tries}

[Service]
Type=oneshot
WorkingDirectory=${folder.replaceAll('%', '%%')}
Environment=${unitWord(`PATH=${path}`)}
ExecStart=/usr/bin/env ${argv.map(unitWord).join(' ')}
SuccessExitStatus=${exitCodes.notice}
Restart=on-failure
RestartPreventExitStatus=1 2 3 5 6 130
RestartSec=${patience.seconds}
`;

const timer = ({ pipeline, zone, ...time }: ScheduleOrder): string => `[Unit]
Description=audit run ${pipeline}, each day

[Timer]
OnCalendar=*-*-* ${clockTime(time)}:00 ${zone}
# A night the machine slept through is made up for.
Persistent=true

[Install]
WantedBy=timers.target
`;

/** A service and its timer. */
export const systemdFiles = (order: ScheduleOrder): readonly ScheduleFile[] => [
  { name: `audit-${order.pipeline}.service`, text: service(order) },
  { name: `audit-${order.pipeline}.timer`, text: timer(order) },
];
