import { userInfo } from 'node:os';
import { refusal } from './refusal.ts';
import { type Account, run } from './run.ts';

export interface Accounts {
  /** The superuser of the cluster: the bot's OS user, so that `peer` lets in nobody else. */
  role: string;
  /** Who runs the server where the bot itself may not: PostgreSQL refuses to run as root. */
  server: Account | undefined;
}

export async function chooseAccounts(): Promise<Accounts> {
  if (process.platform === 'win32') return { role: 'alongside', server: undefined };
  const { username, uid } = whoAmI();
  return { role: username, server: uid === 0 ? await findNobody() : undefined };
}

function whoAmI(): { username: string; uid: number } {
  try {
    return userInfo();
  } catch (cause) {
    throw refusal(
      `The embedded PostgreSQL needs an OS user with a name, but uid ${process.getuid?.()} has no entry in /etc/passwd.`,
      'Run the bot as a user that exists (docker run --user node), or add a line for this uid to /etc/passwd.',
      cause,
    );
  }
}

async function findNobody(): Promise<Account> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
  if (uid.ok && gid.ok) return { uid: Number(uid.output), gid: Number(gid.output) };
  throw refusal(
    'PostgreSQL refuses to run as root, and there is no user "nobody" to run it instead.',
    'Run the bot as an ordinary user, or create the user "nobody".',
  );
}
