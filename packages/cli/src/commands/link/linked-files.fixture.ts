import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Accounts of which each pair below became what it is for another reason. */
const accounts = `account_id,name,country,website,phone,parent_account_id
A1,Nordwind Logistik GmbH,DE,https://www.nordwind.de,,
A2,Nordwind Logistik AG,CH,nordwind.de,,
A3,Nordwnid Logistik,AT,,,
B1,Delta Dental,US,deltadental.com,,
C1,Delta Air Lines,US,delta.com,,
D1,Premier Growth Fund II,US,,,
D2,Premier Growth Fund II Ltd,GB,,,
E1,"<b>Bold</b> & Sons, Inc.",US,bold-and-sons.com,,
E2,B Bold B and Sons,US,,,
F1,Krones Bottling,DE,krones.com,,
F2,Kronos Bottling,US,kronos.com,,
G1,Harbour Freight Tools,US,,+1 415 555 0100,
G2,Harbor Freight Tools,US,,,
`;
const contacts = `contact_id,account_id,email,phone
1,A2,petra@nordwind.de,+41 44 668 18 00
2,A3,petra.muster@gmail.com,0041 44 668 18 00
`;

/** Writes both files. @param more lines of contacts */
export const writeAccounts = (folder: string, more = ''): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'accounts.csv'), accounts);
  writeFileSync(join(folder, 'contacts.csv'), contacts + more);
};

/** What names them on a command line. */
export const accountFlags = ['--accounts', 'accounts.csv', '--contacts', 'contacts.csv'] as const;
