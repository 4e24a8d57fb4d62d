import type { MemberId } from '../../chat/message.ts';
import { isWithHost, type PlacementState } from '../placements/rules/placement.ts';
import { isOver, type ProjectState } from '../placements/rules/project.ts';
import type { ReleaseField } from '../placements/rules/release.ts';

/** Somebody whose details a recipient got. */
export interface Named {
  placement: string;
  peer: MemberId;
  name: string;
  state: PlacementState;
  fields: readonly ReleaseField[];
  isRead: boolean;
}

interface Got {
  project: { state: ProjectState };
  names: readonly Named[];
}

/** Ours: as many as one form has room for; those of whom nobody has said yet come first. */
const MOST = 60;

/** Whom they may read about now, each once, by what was handed over last; two of one name are told apart. */
export function readable({ project, names }: Got): Named[] {
  if (isOver(project.state)) return [];
  const byPlacement = new Map(names.map((one) => [one.placement, one]));
  const found = [...byPlacement.values()].filter(({ state }) => isWithHost(state));
  const isOpen = ({ state }: Named) => state === 'released';
  const all = [...found.filter(isOpen), ...found.filter((one) => !isOpen(one))].slice(0, MOST);
  return all.map((one) => {
    const alike = all.filter(({ name }) => name === one.name);
    return alike.length > 1 ? { ...one, name: `${one.name} (${alike.indexOf(one) + 1})` } : one;
  });
}

/** Of whom nobody at the host has said yet. */
export const unanswered = (got: Got): Named[] => readable(got).filter(({ state }) => state === 'released');
