import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * What all processes share that can see each other's ids: one boot of one machine, and one container of it. Two
 * containers may have the same hostname, and a restarted one keeps its name but not its processes.
 */
export const host = [
  hostname(),
  read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  read(() => readlinkSync('/proc/self/ns/pid')),
].join(' ');

function read(fact: () => string): string {
  try {
    return fact();
  } catch {
    return '-';
  }
}
